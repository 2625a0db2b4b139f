create or replace view report.run_language as
select
    source_file.run_id,
    run.run_key,
    article.language_code,
    language.name as language_name,
    count(*) as articles
from ops.run
inner join ops.source_file on run.run_id = source_file.run_id
inner join news.article on source_file.source_file_id = article.source_file_id
inner join ref.language on article.language_code = language.language_code
group by source_file.run_id, run.run_key, article.language_code, language.name;

comment on view report.run_language is 'One row a run and language of the articles in files that the run loaded.';
comment on column report.run_language.run_id is 'The run; ask for few of them, the count is made anew.';
comment on column report.run_language.run_key is 'Its name.';
comment on column report.run_language.language_code is 'ISO 639 code; und if undetermined.';
comment on column report.run_language.language_name is 'English name.';
comment on column report.run_language.articles is 'Articles, further copies of the same text not counted.';
