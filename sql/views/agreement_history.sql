create or replace view report.agreement_history as
select
    agreement_status.agreement_id,
    agreement.kind,
    agreement.title,
    array_to_string(agreement.parties, '; ') as parties,
    agreement.parties as party_codes,
    agreement_status.status,
    agreement_status.status = agreement.status as is_latest,
    agreement_status.first_on,
    agreement_status.last_on,
    agreement_status.articles,
    (
        select agreement_evidence.evidence
        from report.agreement_evidence
        where
            agreement_evidence.agreement_id = agreement_status.agreement_id
            and agreement_evidence.status = agreement_status.status
        order by agreement_evidence.published_on asc, agreement_evidence.confidence desc, agreement_evidence.uri asc
        limit 1
    ) as evidence
from news.agreement_status
inner join news.agreement on agreement_status.agreement_id = agreement.agreement_id;

comment on view report.agreement_history is 'One row an agreement and a status that articles give it, with the first sentence that does: how it came about.';
comment on column report.agreement_history.agreement_id is 'The agreement.';
comment on column report.agreement_history.kind is 'treaty, agreement, memorandum, contract, declaration, roadmap or protocol.';
comment on column report.agreement_history.title is 'Its title; null if no article gives one.';
comment on column report.agreement_history.parties is 'Codes of the parties, sorted, between semicolons.';
comment on column report.agreement_history.party_codes is 'The same as an array.';
comment on column report.agreement_history.status is 'under_negotiation, intended, signed, ratified, in_force, suspended or terminated.';
comment on column report.agreement_history.is_latest is 'Whether it has got no further, as far as articles say.';
comment on column report.agreement_history.first_on is 'Day of publication of the first article that says so; null if none has one.';
comment on column report.agreement_history.last_on is 'Day of publication of the last one.';
comment on column report.agreement_history.articles is 'Articles that say so.';
comment on column report.agreement_history.evidence is 'The sentence of the first article that says so.';
