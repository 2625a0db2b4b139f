create or replace view report.incident_evidence as
select
    incident_event.incident_id,
    incident_event.event_id,
    incident_event.joined_by,
    event.article_id,
    article.language_code,
    article.title,
    substr(article.text, event.evidence_start + 1, event.evidence_end - event.evidence_start) as evidence,
    event.status,
    event.date_text,
    event.actor_party,
    event.recipient_party,
    event.confidence,
    event.rule,
    article.published_on,
    source.name as source,
    article.url,
    source_file.uri,
    article.record
from news.incident_event
inner join news.event on incident_event.event_id = event.event_id
inner join news.article on event.article_id = article.article_id
inner join ops.source_file on article.source_file_id = source_file.source_file_id
left join news.source on article.source_id = source.source_id;

comment on view report.incident_evidence is 'One row an incident and an event that tells of it: which articles say so, in their own words, and why they are taken for one.';
comment on column report.incident_evidence.incident_id is 'The incident.';
comment on column report.incident_evidence.event_id is 'The event, as in report.event.';
comment on column report.incident_evidence.joined_by is 'Why it is in the incident: day (it says so), published (reported then), story (its story was first told then), mode (only the mode is open), month, year, undated.';
comment on column report.incident_evidence.article_id is 'The article''s key.';
comment on column report.incident_evidence.language_code is 'Language of the article.';
comment on column report.incident_evidence.title is 'Title of the article.';
comment on column report.incident_evidence.evidence is 'The clause or sentence that states it, quoted from the article.';
comment on column report.incident_evidence.status is 'What this article says: occurred, ongoing, planned, possible or denied.';
comment on column report.incident_evidence.date_text is 'The date that it gives, ISO 8601 to the precision known; null if none.';
comment on column report.incident_evidence.actor_party is 'Who acted according to it.';
comment on column report.incident_evidence.recipient_party is 'On whom.';
comment on column report.incident_evidence.confidence is 'How sure the rule is, 0 to 1.';
comment on column report.incident_evidence.rule is 'Id of the lexicon entry that fired.';
comment on column report.incident_evidence.published_on is 'Day of publication; null if unknown.';
comment on column report.incident_evidence.source is 'Publisher; null if unknown.';
comment on column report.incident_evidence.url is 'Address of the article; null if unknown.';
comment on column report.incident_evidence.uri is 'The file that the article was made from.';
comment on column report.incident_evidence.record is 'The article''s number inside that file, from 0.';
