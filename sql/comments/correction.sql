comment on table news.correction is 'One row a correction by an analyst: kept for good, applied again to whatever is loaded anew, taken back by news.undo_correction.';
comment on column news.correction.correction_id is 'Surrogate key; of two corrections of one fact the higher is the later and wins.';
comment on column news.correction.kind is 'reject_event, event_party, event_status, event_date, reject_agreement, merge_persons or part_persons.';
comment on column news.correction.corrected_by is 'Login of whoever made it.';
comment on column news.correction.corrected_at is 'When.';
comment on column news.correction.reason is 'Why, in their words.';
comment on column news.correction.content_id is 'Of an event or agreement: sha256 of the article''s text, which outlasts the article''s row. Null for persons.';
comment on column news.correction.type is 'Of an event its PLOVER type, of an agreement its kind.';
comment on column news.correction.mode is 'Of an event: its PLOVER mode; may be null.';
comment on column news.correction.parties is 'Of an event or agreement: codes of its parties as extracted, sorted.';
comment on column news.correction.evidence_start is 'Of an event or agreement: where the words begin that tell it, in code points of the article''s text. What tells it in overlapping words is the same.';
comment on column news.correction.evidence_end is 'Where they end.';
comment on column news.correction.has_siblings is 'Whether overlapping words told another that is alike in type, mode and parties: then status and date have to be the same too.';
comment on column news.correction.party_code is 'Of persons: the party that they act for.';
comment on column news.correction.alias_key is 'Of persons: name key of the one that is merged into the other or parted from it.';
comment on column news.correction.other_key is 'Of persons: name key of the other.';
comment on column news.correction.side is 'Of event_party: actor or recipient; null otherwise.';
comment on column news.correction.value is 'What is right: party, status, date, name of the person; null for what is rejected, parted, or a date that is not known.';
comment on column news.correction.previous is 'What stood there before; null where nothing did.';
comment on column news.correction.said is 'What the extraction said of the fact when it was corrected, with its words and rule; of persons their names.';
comment on column news.correction.undone_by is 'Login of whoever took it back; null while it is in force.';
comment on column news.correction.undone_at is 'When.';
comment on column news.correction.undone_why is 'Why, in their words.';

comment on view news.corrected_fact is 'One row a correction in force whose fact is in the warehouse now, under the number that it has now.';
comment on column news.corrected_fact.correction_id is 'The correction.';
comment on column news.corrected_fact.content_id is 'The article by its text.';
comment on column news.corrected_fact.article_id is 'The article.';
comment on column news.corrected_fact.event_id is 'The event; null for an agreement.';
comment on column news.corrected_fact.article_agreement_id is 'What the article says of an agreement; null for an event.';

comment on column news.event.is_rejected is 'Whether an analyst has said that there is no such event: it is in no incident and no report.';
comment on column news.event.extracted is 'What the extraction said of the columns that corrections may change; null where none has.';

comment on column news.article_agreement.is_rejected is 'Whether an analyst has said that there is no such agreement: it is in no instrument and no report.';

comment on table ops.unsettled is 'One row a note of a correction: this alias has to find its person again. Gone once it has.';
comment on column ops.unsettled.note_id is 'Surrogate key.';
comment on column ops.unsettled.alias_id is 'The alias.';

comment on function news.reject_event(bigint, text) is 'There is no such event: (event_id, reason). Answers the correction''s number.';
comment on function news.set_event_party(bigint, text, text, text) is 'One side of an event is another party: (event_id, actor or recipient, party code, reason). The other side''s code turns the event round.';
comment on function news.set_event_status(bigint, text, text) is 'The status of an event is another: (event_id, status, reason).';
comment on function news.set_event_date(bigint, text, text) is 'An event happened at another time: (event_id, date as 2025-04-23, 2025-04, 2025, --04-23 or null, reason).';
comment on function news.reject_agreement(bigint, text) is 'There is no such agreement: (article_agreement_id, reason).';
comment on function news.merge_persons(bigint, bigint, text) is 'Two persons are one: (person_id, the person_id that stays, reason). Shows after the next merging.';
comment on function news.part_persons(bigint, bigint, text) is 'Two names are two persons, never to be merged: (alias_id, alias_id, reason). Shows after the next merging.';
comment on function news.undo_correction(bigint, text) is 'Take a correction back: (correction_id, reason). What the extraction said stands again.';
