update news.article_agreement set told_on = '2026-02-27';
update ops.unmerged_agreement set told_on = '2026-02-27';
