-- severity: warn. An event said to have occurred after the day that its article was loaded: a date read wrongly.
-- remedy: look at the sentence; put the date right by `dyadwire correct event date`.
select
    event.event_id,
    event.article_id,
    event.event_date,
    article.loaded_at
from news.event
inner join news.article on event.article_id = article.article_id
where event.status = 'occurred' and event.event_date > article.loaded_at::date + 1;
