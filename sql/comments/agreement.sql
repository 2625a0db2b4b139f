comment on table news.agreement is 'One row an instrument between parties across articles and languages, with the status that it has reached.';
comment on column news.agreement.agreement_id is 'Surrogate key.';
comment on column news.agreement.anchor_id is 'The first of what articles say of it: what makes it this one.';
comment on column news.agreement.parties is 'The parties, sorted.';
comment on column news.agreement.kind is 'treaty, agreement, memorandum, contract, declaration, roadmap or protocol: the most special that articles call it.';
comment on column news.agreement.title is 'Its title as most articles give it, an English one before others; null if none does.';
comment on column news.agreement.status is 'The furthest that any article says: under_negotiation, intended, signed, ratified, in_force, suspended, terminated.';
comment on column news.agreement.status_on is 'Day of publication of the first article that says so; null if none has one.';
comment on column news.agreement.signed_on is 'Day of publication of the first article that says that it was signed; null where none does.';
comment on column news.agreement.first_published_on is 'Day of the first report; null if no article has one.';
comment on column news.agreement.articles is 'Articles that tell of it, of different text.';
comment on column news.agreement.stories is 'Stories that do: near-duplicates count once.';
comment on column news.agreement.outlets is 'Publishers that do, those of copies included.';
comment on column news.agreement.languages is 'Codes of the articles'' languages.';
comment on column news.agreement.confidence is 'The highest of what the articles say.';

comment on table news.agreement_party is 'One row an agreement and party to it.';
comment on column news.agreement_party.agreement_id is 'The agreement.';
comment on column news.agreement_party.party_code is 'The party.';

comment on table news.agreement_sector is 'One row an agreement and subject field that it covers.';
comment on column news.agreement_sector.agreement_id is 'The agreement.';
comment on column news.agreement_sector.sector_code is 'The subject field.';
comment on column news.agreement_sector.articles is 'Articles that say so.';

comment on table news.agreement_status is 'One row an agreement and status that articles give it: its history.';
comment on column news.agreement_status.agreement_id is 'The agreement.';
comment on column news.agreement_status.status is 'The status.';
comment on column news.agreement_status.first_on is 'Day of publication of the first article that says so; null if none has one.';
comment on column news.agreement_status.last_on is 'Day of publication of the last one.';
comment on column news.agreement_status.articles is 'Articles that say so.';

comment on table news.agreement_article is 'One row what a latest version of an article says of an agreement, and the instrument that it means.';
comment on column news.agreement_article.article_agreement_id is 'What the article says.';
comment on column news.agreement_article.agreement_id is 'The instrument.';
comment on column news.agreement_article.joined_by is 'Why: first (the first to tell of it), story, title, sector, only_one (of these parties at that time).';

comment on table ops.unmerged_agreement is 'One row a note of a loader: something came or changed that these parties agreed on. Gone once it is merged.';
comment on column ops.unmerged_agreement.note_id is 'Surrogate key.';
comment on column ops.unmerged_agreement.parties is 'The parties, sorted.';
comment on column ops.unmerged_agreement.article_id is 'The article that came, or of which a copy or another version did; null where one went.';
comment on column ops.unmerged_agreement.told_on is 'Day of the telling that went; null where one came. With no article either, all of these parties is put together again.';
