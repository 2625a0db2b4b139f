-- severity: error. An event of an article's latest version that no incident holds and no note will bring into one.
-- remedy: `dyadwire reports refresh` merges what is left; if it stays, report it with the rows.
select event.event_id
from news.event
inner join news.article on event.article_id = article.article_id
where
    article.is_latest
    and not event.is_rejected
    and not exists (select from news.incident_event where incident_event.event_id = event.event_id)
    and not exists (
        select from ops.unmerged
        where
            unmerged.a_party = event.a_party
            and unmerged.b_party = event.b_party
            and unmerged.type = event.type
    );
