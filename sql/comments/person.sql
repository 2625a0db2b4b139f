comment on table news.person is 'One row a person across articles, languages and scripts: the aliases that joined one of them.';
comment on column news.person.person_id is 'Surrogate key; the other columns say which person it is.';
comment on column news.person.party_code is 'The party that the person acts for.';
comment on column news.person.alias_key is 'Key of the alias that stands for itself and that the others joined.';

comment on table news.person_alias is 'One row a name that articles have for somebody of a party, in whatever script.';
comment on column news.person_alias.alias_id is 'Surrogate key.';
comment on column news.person_alias.party_code is 'The party.';
comment on column news.person_alias.alias_key is 'What all transliterations of the name have in common.';
comment on column news.person_alias.name is 'The form to show: in Latin letters if there is one, the fullest, the most frequent.';
comment on column news.person_alias.latin_name is 'That form in lower-case Latin letters.';
comment on column news.person_alias.tokens is 'Keys of its words.';
comment on column news.person_alias.names is 'Those keys sorted: the same names in any order.';
comment on column news.person_alias.party_tokens is 'Those keys, each behind its party''s code, to be searched.';
comment on column news.person_alias.articles is 'Articles that have the name, in any form.';
comment on column news.person_alias.person_id is 'The person.';
comment on column news.person_alias.parent_id is 'The alias that this one joined; null where it stands for itself.';
comment on column news.person_alias.joined_by is 'Why: itself, order (the same names), fewer_names (and the same office), near_spelling (and the only holder of an office then); ..._undated (the same, but an article without a date); correction (an analyst joined it, or keeps it apart).';
comment on column news.person_alias.confidence is 'How sure that is, 0 to 1.';

comment on table news.person_form is 'One row a spelling of an alias.';
comment on column news.person_form.alias_id is 'The alias.';
comment on column news.person_form.name is 'As articles have it.';
comment on column news.person_form.latin_name is 'In lower-case Latin letters.';
comment on column news.person_form.tokens is 'Keys of its words.';
comment on column news.person_form.articles is 'Articles that have it.';

comment on table news.person_office is 'One row an office that articles give an alias.';
comment on column news.person_office.alias_id is 'The alias.';
comment on column news.person_office.role_code is 'The kind of office.';
comment on column news.person_office.first_on is 'First day of publication of an article that does; null if none has one.';
comment on column news.person_office.last_on is 'Last day of publication of an article that does; null if none has one.';
comment on column news.person_office.articles is 'Articles that do.';

comment on table ops.unlinked is 'One row a person of an article that has no alias yet. Gone once it is linked.';
comment on column ops.unlinked.article_person_id is 'The person of the article.';

comment on table ops.uncounted is 'One row a note that articles of an alias were deleted. Gone once it is counted again.';
comment on column ops.uncounted.note_id is 'Surrogate key.';
comment on column ops.uncounted.alias_id is 'The alias.';
