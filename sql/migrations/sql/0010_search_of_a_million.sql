-- What a search asks of an article beside its words, without a look at the article.
create index ix_article_search on news.article (article_id) include (published_on, language_code, is_latest);
