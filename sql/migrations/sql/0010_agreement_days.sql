-- A telling of an agreement has a say for a limited time about its day. With the day beside the parties the others are
-- left alone: what a night costs no longer grows with all that the same parties ever agreed on.
alter table news.article_agreement add column told_on date;

update news.article_agreement set told_on = article.published_on
from news.article
where article_agreement.article_id = article.article_id and article.published_on is not null;

create index ix_article_agreement_parties_told on news.article_agreement (parties, told_on);
drop index news.ix_article_agreement_parties;
-- Long after an instrument was signed its title tells of it.
create index ix_article_agreement_titled on news.article_agreement (parties)
where status = 'signed' and title is not null;

-- The day of what was deleted; without one, and without an article, all of these parties is put together again.
alter table ops.unmerged_agreement add column told_on date;

create or replace function ops.note_deleted_agreements() returns trigger language plpgsql as $$
begin
    insert into ops.unmerged_agreement (parties, told_on) select distinct parties, told_on from deleted_agreement;
    return null;
end
$$;

insert into ops.unmerged_agreement (parties)
select distinct parties from news.article_agreement;
