comment on table news.source is 'One row a publisher, as articles name it. A source is never an event''s initiator.';
comment on column news.source.source_id is 'Surrogate key.';
comment on column news.source.name is 'Name or host as delivered.';
comment on column news.source.first_seen_at is 'When an article of it was first loaded.';

comment on table news.article is 'One row an article, known by its normalized text. Where and when the same text came again: news.article_copy.';
comment on column news.article.article_id is 'Surrogate key.';
comment on column news.article.content_id is 'Hash (sha256, hex) of the normalized text: the article''s identity.';
comment on column news.article.source_file_id is 'The file that it was made from: of all that bring the text the one that was published first.';
comment on column news.article.record is 'Its number inside that file, from 0.';
comment on column news.article.source_id is 'The publisher; null if unknown.';
comment on column news.article.language_code is 'Language of the text; und if undetermined.';
comment on column news.article.language_confidence is 'How sure the identification is, 0 to 1.';
comment on column news.article.title is 'Title, normalized.';
comment on column news.article.text is 'Title, a blank line and the body, normalized: what all offsets point into.';
comment on column news.article.url is 'Address as delivered; null if unknown.';
comment on column news.article.author is 'Author as delivered; null if unknown.';
comment on column news.article.agency is 'Wire or office that the text credits; null if none.';
comment on column news.article.published_at is 'Date or date-time of publication, ISO 8601, as precise as it was given; null if unknown.';
comment on column news.article.published_on is 'The day of published_at, where it gives one.';
comment on column news.article.published_basis is 'Where published_at comes from: metadata, markup, url, dateline or argument.';
comment on column news.article.dateline_place is 'Place that opens the report; null without a dateline.';
comment on column news.article.dateline_country is 'Country of that place; null if unknown.';
comment on column news.article.dateline_start is 'Offset of the dateline''s first character.';
comment on column news.article.dateline_end is 'Offset behind the dateline''s last character.';
comment on column news.article.tone_score is 'Tone of the relations reported, -1 to 1.';
comment on column news.article.tone_label is 'negative, neutral or positive.';
comment on column news.article.rules_version is 'Version of the rules and lexicons that read the article.';
comment on column news.article.fetched_at is 'When a crawler fetched it, ISO 8601 as delivered; null if it came otherwise.';
comment on column news.article.notes is 'What was done to it on the way in: encoding detected, mojibake repaired, date out of bounds ...';
comment on column news.article.is_latest is 'Whether no later version of the same address is there. Reports use only these.';
comment on column news.article.loaded_at is 'When the row was loaded.';

comment on table news.article_copy is 'One row a further occurrence of a known article, in another file or elsewhere in the same.';
comment on column news.article_copy.source_file_id is 'The file that brought the copy.';
comment on column news.article_copy.record is 'Number of the copy inside that file, from 0.';
comment on column news.article_copy.article_id is 'The article with the same text.';
comment on column news.article_copy.uri is 'The file that the copy came in.';
comment on column news.article_copy.url is 'Address of the copy as delivered; null if unknown.';
comment on column news.article_copy.source_id is 'Publisher of the copy; null if unknown.';
comment on column news.article_copy.published_at is 'When the copy was published, ISO 8601; null if unknown.';
comment on column news.article_copy.seen_at is 'When the copy was loaded.';

comment on table news.story_article is 'One row an article: its place in a story. A story is articles joined by near-duplicates.';
comment on column news.story_article.article_id is 'The article.';
comment on column news.story_article.story_id is 'The story: the lowest article_id in it.';
comment on column news.story_article.signature is 'MinHash of the text''s word triples: 125 numbers of 32 bits, little-endian.';
comment on column news.story_article.bands is 'Hashes of the signature''s 25 bands; near-duplicates share at least one. Empty for a text too short to compare.';

comment on table news.mention is 'One row a place in a text that names a party.';
comment on column news.mention.article_id is 'The article.';
comment on column news.mention.number is 'Number of the mention inside the article, from 0, in the order of the text.';
comment on column news.mention.party_code is 'The party named.';
comment on column news.mention.kind is 'How it is named: name, demonym, place (inside it) or body.';
comment on column news.mention.surface is 'The words as they stand in the text.';
comment on column news.mention.start_offset is 'Offset of the first character.';
comment on column news.mention.end_offset is 'Offset behind the last character.';

comment on table news.article_party is 'One row an article and party named in it.';
comment on column news.article_party.article_id is 'The article.';
comment on column news.article_party.party_code is 'The party.';
comment on column news.article_party.mentions is 'How often the article names it.';
comment on column news.article_party.salience is 'How much of the article is about it; sums to 1 over the article.';

comment on table news.article_dyad is 'One row an article and pair of parties whose relations it reports; a_party before b_party.';
comment on column news.article_dyad.article_id is 'The article.';
comment on column news.article_dyad.a_party is 'The party whose code comes first.';
comment on column news.article_dyad.b_party is 'The other party.';
comment on column news.article_dyad.events is 'Events between the two that the article reports.';
comment on column news.article_dyad.cooperation is 'Of these, events of quad class 1 or 2.';
comment on column news.article_dyad.conflict is 'Of these, events of quad class 3 or 4.';
comment on column news.article_dyad.tone is 'Tone of the relations of the two, -1 to 1.';

comment on table news.article_sector is 'One row an article and subject field of the relations that it reports.';
comment on column news.article_sector.article_id is 'The article.';
comment on column news.article_sector.sector_code is 'The subject field.';
comment on column news.article_sector.mentions is 'How often the article names it.';
comment on column news.article_sector.evidence_start is 'Offset of the first character of the best evidence.';
comment on column news.article_sector.evidence_end is 'Offset behind its last character.';

comment on table news.article_person is 'One row a person of one article, under all forms of the name there.';
comment on column news.article_person.article_person_id is 'Surrogate key.';
comment on column news.article_person.article_id is 'The article.';
comment on column news.article_person.number is 'Number of the person inside the article, from 0.';
comment on column news.article_person.name is 'The fullest form of the name in the text, without titles.';
comment on column news.article_person.latin_name is 'The name in lower-case Latin letters; empty where rules before it made the row.';
comment on column news.article_person.name_key is 'The consonants that all transliterations share: equal keys may be one person.';

comment on column news.article_person.alias_id is 'The alias under which it was linked; null where no article says whose office it is.';

comment on table news.person_role is 'One row an office that an article gives one of its persons.';
comment on column news.person_role.article_id is 'The article.';
comment on column news.person_role.person_number is 'The person''s number inside the article.';
comment on column news.person_role.number is 'Number of the office of this person, from 0.';
comment on column news.person_role.role_code is 'The kind of office.';
comment on column news.person_role.party_code is 'Whose office it is; null where the text does not say.';
comment on column news.person_role.surface is 'The words that give the office, as they stand in the text.';
comment on column news.person_role.start_offset is 'Offset of the first character.';
comment on column news.person_role.end_offset is 'Offset behind the last character.';

comment on table news.person_mention is 'One row a place in a text that names a person.';
comment on column news.person_mention.article_id is 'The article.';
comment on column news.person_mention.person_number is 'The person''s number inside the article.';
comment on column news.person_mention.number is 'Number of the mention of this person, from 0, in the order of the text.';
comment on column news.person_mention.start_offset is 'Offset of the first character.';
comment on column news.person_mention.end_offset is 'Offset behind the last character.';

comment on table news.event is 'One row an event between two parties as one article tells it. Retold in three sentences of the article, it is one row.';
comment on column news.event.event_id is 'Surrogate key.';
comment on column news.event.article_id is 'The article.';
comment on column news.event.number is 'Number of the event inside the article, from 0.';
comment on column news.event.type is 'PLOVER event type, one of 16.';
comment on column news.event.mode is 'PLOVER mode; null for the type alone.';
comment on column news.event.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
comment on column news.event.cameo is 'CAMEO code that comes nearest; text, leading zeros kept.';
comment on column news.event.goldstein is 'Goldstein scale, -10 (conflict) to 10 (cooperation).';
comment on column news.event.actor_party is 'Who acts; the visitor of a visit.';
comment on column news.event.recipient_party is 'On whom; the host of a visit.';
comment on column news.event.is_symmetric is 'Whether neither side acts on the other (they met, they signed).';
comment on column news.event.status is 'occurred, ongoing, planned, possible or denied.';
comment on column news.event.told_on is 'The day under which it is merged with others: its own, else that of the publication; null for plans without a date.';
comment on column news.event.a_party is 'Of actor and recipient the one whose code comes first.';
comment on column news.event.b_party is 'The other.';
comment on column news.event.event_date is 'The day, or the first day of the month or year; null where the date or its year is open.';
comment on column news.event.date_text is 'ISO 8601 to the precision known; --04-23 for a day whose year is open; null if undated.';
comment on column news.event.date_precision is 'day, month or year; null if undated.';
comment on column news.event.date_basis is 'text, text+published (resolved against the publication) or published; null if undated.';
comment on column news.event.place_name is 'Place as the text names it; null if it does not.';
comment on column news.event.place_country is 'Country of the place; null if unknown.';
comment on column news.event.evidence_start is 'Offset of the first character of the clause or sentence that states it.';
comment on column news.event.evidence_end is 'Offset behind its last character.';
comment on column news.event.confidence is 'How sure the rule is, 0 to 1.';
comment on column news.event.rule is 'Id of the lexicon entry that fired.';
comment on column news.event.rules_version is 'Version of the rules and lexicons that made the row.';

comment on table news.event_person is 'One row an event and person who took part in it.';
comment on column news.event_person.article_id is 'The article.';
comment on column news.event_person.event_number is 'The event''s number inside the article.';
comment on column news.event_person.person_number is 'The person''s number inside the article.';

comment on table news.event_sector is 'One row an event and subject field that it is about.';
comment on column news.event_sector.article_id is 'The article.';
comment on column news.event_sector.event_number is 'The event''s number inside the article.';
comment on column news.event_sector.sector_code is 'The subject field.';

comment on table news.article_agreement is 'One row an instrument between parties as one article tells of it.';
comment on column news.article_agreement.article_agreement_id is 'Surrogate key.';
comment on column news.article_agreement.article_id is 'The article.';
comment on column news.article_agreement.number is 'Number of the agreement inside the article, from 0.';
comment on column news.article_agreement.parties is 'Codes of its parties, sorted; as in news.article_agreement_party.';
comment on column news.article_agreement.told_on is 'Day of publication of the article; null if unknown.';
comment on column news.article_agreement.kind is 'treaty, agreement, memorandum, contract, declaration, roadmap or protocol.';
comment on column news.article_agreement.title is 'Its title as the text gives it; null if it does not.';
comment on column news.article_agreement.status is 'signed, intended, under_negotiation, ratified, in_force, suspended or terminated.';
comment on column news.article_agreement.evidence_start is 'Offset of the first character of the clause or sentence that states it.';
comment on column news.article_agreement.evidence_end is 'Offset behind its last character.';
comment on column news.article_agreement.confidence is 'How sure the rule is, 0 to 1.';
comment on column news.article_agreement.rule is 'Id of the lexicon entry that fired.';
comment on column news.article_agreement.rules_version is 'Version of the rules and lexicons that made the row.';

comment on table news.article_agreement_party is 'One row what an article says of an agreement and a party to it.';
comment on column news.article_agreement_party.article_id is 'The article.';
comment on column news.article_agreement_party.agreement_number is 'The agreement''s number inside the article.';
comment on column news.article_agreement_party.party_code is 'The party.';

comment on table news.article_agreement_sector is 'One row what an article says of an agreement and a subject field that it covers.';
comment on column news.article_agreement_sector.article_id is 'The article.';
comment on column news.article_agreement_sector.agreement_number is 'The agreement''s number inside the article.';
comment on column news.article_agreement_sector.sector_code is 'The subject field.';
