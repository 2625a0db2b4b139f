-- Which agreements moved from intended, or under negotiation, to signed, and how long did it take?
select
    signed.parties,
    signed.kind,
    signed.title,
    min(before.first_on) as intended_on,
    signed.first_on as signed_on,
    signed.first_on - min(before.first_on) as days,
    signed.evidence
from report.agreement_history as signed
inner join report.agreement_history as before
    on signed.agreement_id = before.agreement_id and signed.first_on > before.first_on
where
    signed.status = 'signed'
    and before.status in ('intended', 'under_negotiation')
    and signed.first_on >= current_date - 365
group by signed.agreement_id, signed.parties, signed.kind, signed.title, signed.first_on, signed.evidence
order by signed.first_on desc, signed.parties asc;
