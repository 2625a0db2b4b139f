insert into ref.text_search (language_code, configuration) values ('en', 'english');
insert into news.article_words (article_id, configuration, words)
select article_id, 'english', to_tsvector('english', text) from news.article;
update news.incident set best_event_id = event_id, tone = 0.2, first_loaded_at = '2026-03-01 02:01+00'
from news.incident_event where incident.incident_id = incident_event.incident_id;
insert into ops.report_change (table_name) values ('incident');
