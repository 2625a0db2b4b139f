-- severity: error. An event of a party with itself, or of a party that ref does not know: constraints were off.
-- remedy: somebody wrote without constraints: find out who, delete these events, deliver their files again.
select
    event.event_id,
    event.article_id,
    event.actor_party,
    event.recipient_party
from news.event
left join ref.party as actor on event.actor_party = actor.party_code
left join ref.party as recipient on event.recipient_party = recipient.party_code
where event.actor_party = event.recipient_party or actor.party_code is null or recipient.party_code is null;
