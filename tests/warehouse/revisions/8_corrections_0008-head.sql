-- Two that an analyst made: an event that did not happen, and two names that are two persons; the former was applied.
insert into news.correction (
    kind, corrected_by, reason, content_id, type, mode, parties, evidence_start, evidence_end, has_siblings, said
)
select
    'reject_event', 'analyst', 'the visit of January was called off', content_id, type, mode,
    array[actor_party, recipient_party], evidence_start, evidence_end, true,
    jsonb_build_object('status', status, 'date_text', date_text)
from news.event inner join news.article using (article_id) where number = 1;
insert into news.correction (kind, corrected_by, reason, party_code, alias_key, other_key, said)
values ('part_persons', 'analyst', 'met both', 'PAK', 'asimmunir', 'doejane', '{}');
delete from news.incident_event using news.event where incident_event.event_id = event.event_id and number = 1;
delete from news.incident where date_text = '2026-01-15';
update news.event set is_rejected = true where number = 1;
insert into ops.unsettled (alias_id) select alias_id from news.person_alias where alias_key = 'doejane';
