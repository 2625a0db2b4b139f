comment on column news.incident.best_event_id is 'The event whose sentence states it best: of the same status and direction, with a date, sure, early.';
comment on column news.incident.tone is 'Mean tone of the articles about the two that tell of it, -1 to 1; null if none has one.';
comment on column news.incident.first_loaded_at is 'When the first of its articles came into the warehouse.';

comment on table news.article_words is 'One row an article that can be searched: its words as PostgreSQL''s text search has them.';
comment on column news.article_words.article_id is 'The article.';
comment on column news.article_words.configuration is 'Text search configuration that the words were made by; bigrams: pairs of letters, for scripts without spaces.';
comment on column news.article_words.words is 'Word forms with positions; those of the title have weight A.';

comment on table ops.report_change is 'One row a statement that changed what reports show. Gone once they are refreshed.';
comment on column ops.report_change.note_id is 'Surrogate key.';
comment on column ops.report_change.table_name is 'The table that it changed.';

comment on table ref.text_search is 'One row a language that text search treats by rules of its own; others are searched word by word, as written.';
comment on column ref.text_search.language_code is 'The language.';
comment on column ref.text_search.configuration is 'PostgreSQL''s text search configuration, such as german; bigrams for scripts without spaces between words.';
comment on column ref.text_search.origin is 'Where this is from.';
