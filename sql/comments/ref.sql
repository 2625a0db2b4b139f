comment on table ref.party is 'One row a party: a country or an international body. From seeds/reference.';
comment on column ref.party.party_code is 'ISO 3166-1 alpha-3 (XKX for Kosovo), or the usual acronym of a body.';
comment on column ref.party.kind is 'country or body.';
comment on column ref.party.name is 'Short English name.';
comment on column ref.party.iso2 is 'ISO 3166-1 alpha-2; null for bodies.';
comment on column ref.party.body_kind is 'What kind of body; null for countries.';
comment on column ref.party.origin is 'Where the row was taken from, with its licence.';

comment on table ref.language is 'One row a language that an article can be identified as, und (undetermined) among them.';
comment on column ref.language.language_code is 'ISO 639-1, or 639-3 where there is none; und if undetermined.';
comment on column ref.language.name is 'English name.';
comment on column ref.language.script is 'ISO 15924 code of the script that news in the language is written in.';
comment on column ref.language.origin is 'Where the row was taken from, with its licence.';

comment on table ref.role is 'One row a kind of office that a person can hold.';
comment on column ref.role.role_code is 'The code, e.g. head_of_state.';
comment on column ref.role.name is 'English name.';
comment on column ref.role.rank is 'Order of precedence, the highest office first; null where there is none.';
comment on column ref.role.represents_party is 'Whether what the holder does counts as done by the party.';
comment on column ref.role.is_held_by_one is 'Whether one person, or very few, hold it at a time in a country.';
comment on column ref.role.description is 'What the code covers.';
comment on column ref.role.origin is 'Where the row was taken from, with its licence.';

comment on table ref.sector is 'One row a subject field of relations between parties.';
comment on column ref.sector.sector_code is 'The code, e.g. peacekeeping.';
comment on column ref.sector.name is 'English name.';
comment on column ref.sector.plover_context is 'The PLOVER context that the sector belongs to; null where there is none.';
comment on column ref.sector.iptc_media_topic is 'Id of the IPTC Media Topic that comes nearest; null where there is none.';
comment on column ref.sector.origin is 'Where the row was taken from, with its licence.';

comment on table ref.event_type is 'One row a PLOVER event type and mode; the mode is null for the type alone.';
comment on column ref.event_type.event_type_code is 'Type and mode in one, e.g. CONSULT/visit.';
comment on column ref.event_type.type is 'PLOVER event type, one of 16.';
comment on column ref.event_type.mode is 'PLOVER mode; null for the type alone.';
comment on column ref.event_type.cameo is 'CAMEO code that comes nearest; text, leading zeros kept.';
comment on column ref.event_type.quad_class is '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
comment on column ref.event_type.goldstein is 'Goldstein scale, -10 (conflict) to 10 (cooperation).';
comment on column ref.event_type.is_symmetric is 'Whether neither side acts on the other (they met, they signed).';
comment on column ref.event_type.description is 'What the type covers.';
comment on column ref.event_type.origin is 'Where the row was taken from.';
