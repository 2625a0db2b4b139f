create or replace view report.correction as
select
    correction.correction_id,
    correction.kind,
    case
        when correction.undone_at is not null then 'undone'
        when correction.content_id is not null and fact.correction_id is null then 'unmatched'
        when correction.party_code is not null and not coalesce(named.are_known, false) then 'unmatched'
        else 'in_force'
    end as state,
    correction.corrected_by,
    correction.corrected_at,
    correction.reason,
    fact.event_id,
    fact.article_agreement_id,
    article.article_id,
    article.title,
    article.language_code,
    article.url,
    correction.said ->> 'evidence' as evidence,
    correction.type,
    correction.mode,
    coalesce(array_to_string(correction.parties, '; '), correction.party_code) as parties,
    correction.side,
    correction.previous,
    correction.value,
    correction.said ->> 'name' as name,
    correction.said ->> 'other_name' as other_name,
    correction.said ->> 'rule' as rule,
    correction.said ->> 'rules_version' as rules_version,
    correction.undone_by,
    correction.undone_at,
    correction.undone_why
from news.correction
left join news.corrected_fact as fact on correction.correction_id = fact.correction_id
left join news.article on correction.content_id = article.content_id
left join lateral (
    select count(*) = 2 as are_known
    from news.person_alias
    where
        person_alias.party_code = correction.party_code
        and person_alias.alias_key in (correction.alias_key, correction.other_key)
) as named on true;

comment on view report.correction is 'One row a correction that an analyst made, in force or not.';
comment on column report.correction.correction_id is 'The correction''s number: select news.undo_correction(number, ''why'') takes it back.';
comment on column report.correction.kind is 'reject_event, event_party, event_status, event_date, reject_agreement, merge_persons or part_persons.';
comment on column report.correction.state is 'in_force; unmatched: nothing in the warehouse is told like that any more, see whether it is still needed; undone.';
comment on column report.correction.corrected_by is 'Login of whoever made it.';
comment on column report.correction.corrected_at is 'When.';
comment on column report.correction.reason is 'Why, in their words.';
comment on column report.correction.event_id is 'The event that it is about, under the number that it has now; null where it is about none, or undone.';
comment on column report.correction.article_agreement_id is 'What an article says of an agreement, under the number that it has now; null where it is about none, or undone.';
comment on column report.correction.article_id is 'The article; null for persons, and while its text is not in the warehouse.';
comment on column report.correction.title is 'Title of the article.';
comment on column report.correction.language_code is 'Language of the article.';
comment on column report.correction.url is 'Address of the article; null if unknown.';
comment on column report.correction.evidence is 'The words that the extraction took for the fact; null for persons.';
comment on column report.correction.type is 'PLOVER type of the event, or kind of the agreement; null for persons.';
comment on column report.correction.mode is 'PLOVER mode of the event; may be null.';
comment on column report.correction.parties is 'Codes of the parties as they were extracted, between semicolons; the persons'' party.';
comment on column report.correction.side is 'actor or recipient, where the correction is of a party.';
comment on column report.correction.previous is 'What stood there before; null where nothing did.';
comment on column report.correction.value is 'What is right; null for what is rejected, parted, or a date that is not known.';
comment on column report.correction.name is 'Of persons: the name that is merged into the other, or parted from it.';
comment on column report.correction.other_name is 'Of persons: the other.';
comment on column report.correction.rule is 'Id of the lexicon entry that had fired; null for persons.';
comment on column report.correction.rules_version is 'Version of the rules and lexicons that had made the fact; null for persons.';
comment on column report.correction.undone_by is 'Login of whoever took it back; null while it is in force.';
comment on column report.correction.undone_at is 'When.';
comment on column report.correction.undone_why is 'Why, in their words.';
