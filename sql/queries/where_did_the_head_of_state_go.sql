-- Where did the head of state of Kazakhstan travel, and whom did he or she meet there, in the last year?
select distinct
    visit.incident_date,
    visit.date_text,
    visit.recipient_name,
    visit.persons,
    visit.place,
    visit.status
from report.visit_and_meeting as visit
inner join report.person on person.person_id = any(visit.person_ids)
where
    visit.mode = 'visit'
    and visit.actor_party = 'KAZ'
    and visit.incident_date >= current_date - 365
    and visit.status in ('occurred', 'ongoing')
    and person.party_code = 'KAZ'
    and person.role_code = 'head_of_state'
order by visit.incident_date desc, visit.recipient_name asc;
