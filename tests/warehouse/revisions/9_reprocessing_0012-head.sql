insert into ops.reprocessing (run_key, state, is_other_rules_only, batch_size, rules_version)
values ('by hand', 'compared', true, 200, 'older');
insert into ops.reprocessing_article (reprocessing_id, article_id, state, made_from, extraction)
select reprocessing_id, article_id, 'changed', rules_version, '{}'
from ops.reprocessing cross join (select article_id from news.article) as chosen;
insert into ops.reprocessing_change (
    reprocessing_id, article_id, number, language_code, kind, change, type, parties, reasons, before, after
)
select reprocessing_id, article_id, 0, 'en', 'event', 'lost', 'CONSULT', '{KAZ,PAK}', '{}', '{}', '{}'
from ops.reprocessing_article;
