insert into news.story_article (article_id, story_id, signature, bands)
select article_id, article_id, decode(repeat('ab', 256), 'hex'), '{1,2,3}' from news.article;
update news.article set fetched_at = '2026-03-01T01:00:00Z', notes = '{boilerplate}', is_latest = true;
update news.article_copy set published_at = '2026-02-27';
