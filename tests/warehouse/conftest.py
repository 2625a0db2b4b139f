"""The same database on every PostgreSQL that is at hand, and one article in it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg2 import extensions

from etl.warehouse import embedded
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.persons import link_persons
from tests.conftest import temporary_database, temporary_server

_DEBIAN = Path("/usr/lib/postgresql")  # Debian and Ubuntu keep every major version here
OLDEST = _DEBIAN / "15" / "bin"

TITLE = "Præsident 𝔐 meets"
TEXT = f"{TITLE}\n\nASTANA - Pakistan's army chief Asim Munir met the president of Kazakhstan."


@pytest.fixture(scope="session")
def oldest_server() -> Iterator[embedded.Server]:
    """PostgreSQL 15, the oldest version supported, where its programs are installed."""
    if not (OLDEST / "initdb").exists():
        pytest.skip("PostgreSQL 15 is not installed")
    with temporary_server(OLDEST) as running:
        yield running


@pytest.fixture(params=["server", "oldest_server"])
def any_server(request: pytest.FixtureRequest) -> embedded.Server:
    """The embedded server, then PostgreSQL 15."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, embedded.Server)
    return found


@pytest.fixture
def any_database_url(any_server: embedded.Server) -> Iterator[str]:
    """A fresh migrated warehouse, once on each server."""
    with temporary_database(any_server) as url:
        yield url


@pytest.fixture
def warehouse(any_database_url: str) -> Iterator[extensions.connection]:
    """An autocommit connection to a fresh migrated warehouse, once on each server."""
    with closing(connect(any_database_url)) as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture
def filled(warehouse: extensions.connection) -> extensions.connection:
    """One loaded file with one article (a visit of today, two persons, an agreement), and a quarantined file."""
    with warehouse.cursor() as cursor:
        cursor.execute(_FILLING, {"text": TEXT, "title": TITLE, **_offsets()})
    link_persons(warehouse)
    merge_incidents(warehouse)
    merge_agreements(warehouse)
    return warehouse


def _offsets() -> dict[str, int]:
    found = {}
    for key, words in {
        "pak": "Pakistan",
        "kaz": "Kazakhstan",
        "munir": "Asim Munir",
        "chief": "army chief",
        "sentence": TEXT.split(" - ")[1],
    }.items():
        found[f"{key}_start"] = TEXT.index(words)
        found[f"{key}_end"] = TEXT.index(words) + len(words)
    return found


_FILLING = """
insert into ops.run (run_key, state, finished_at, found, loaded, quarantined)
values ('night', 'succeeded', now(), 2, 1, 1);

insert into ops.source_file (uri, sha256, size_bytes, state, reason_code, finished_at, run_id)
select file.uri, file.hash, 10, file.state, file.reason, now(), run.run_id
from ops.run, (
    values ('inbox/a.txt', repeat('a', 64), 'loaded', null), ('inbox/b.txt', repeat('b', 64), 'quarantined', 'empty')
) as file (uri, hash, state, reason);

insert into ops.quarantine (source_file_id, reason_code, detail, run_id)
select source_file_id, reason_code, 'the file holds no text', run_id
from ops.source_file where state = 'quarantined';

insert into news.source (name) values ('Wire');

insert into news.article (
    content_id, source_file_id, record, source_id, language_code, language_confidence, title, text, tone_score,
    tone_label, rules_version
)
select repeat('c', 64), source_file_id, 0, source_id, 'en', 0.99, %(title)s, %(text)s, 0.2, 'positive', '1'
from ops.source_file, news.source where state = 'loaded';

insert into news.mention (article_id, number, party_code, kind, surface, start_offset, end_offset)
select article_id, number, party, 'name', surface, first, last
from news.article, (
    values
    (0, 'PAK', 'Pakistan', %(pak_start)s, %(pak_end)s), (1, 'KAZ', 'Kazakhstan', %(kaz_start)s, %(kaz_end)s)
) as mention (number, party, surface, first, last);

insert into news.article_party (article_id, party_code, mentions, salience)
select article_id, party, 1, 0.5 from news.article, (values ('PAK'), ('KAZ')) as party (party);

insert into news.article_dyad (article_id, a_party, b_party, events, cooperation, conflict, tone)
select article_id, 'KAZ', 'PAK', 1, 1, 0, 0.2 from news.article;

insert into news.article_person (article_id, number, name, latin_name, name_key)
select article_id, number, name, lower(name), name_key
from
    news.article,
    (values (0, 'Asim Munir', 'asim munir'), (1, 'Jane Doe', 'doe jane')) as person (number, name, name_key);

insert into news.person_role (
    article_id, person_number, number, role_code, party_code, surface, start_offset, end_offset
)
select article_id, 0, 0, 'military', 'PAK', 'army chief', %(chief_start)s, %(chief_end)s from news.article;

insert into news.person_mention (article_id, person_number, number, start_offset, end_offset)
select article_id, 0, 0, %(munir_start)s, %(munir_end)s from news.article;

insert into news.event (
    article_id, number, type, mode, quad_class, cameo, goldstein, actor_party, recipient_party, is_symmetric, status,
    told_on, event_date, date_text, date_precision, date_basis, place_name, place_country, evidence_start, evidence_end,
    confidence, rule, rules_version
)
select
    article_id, 0, 'CONSULT', 'visit', 1, '042', 1.9, 'PAK', 'KAZ', false, 'occurred', current_date,
    current_date, current_date::text, 'day', 'text', 'Astana', 'KAZ', %(sentence_start)s, %(sentence_end)s, 0.9,
    'en.visit', '1'
from news.article;

insert into ops.unmerged (a_party, b_party, type, told_on) values ('KAZ', 'PAK', 'CONSULT', current_date);

insert into ops.unlinked (article_person_id) select article_person_id from news.article_person;
insert into ops.unmerged_agreement (parties) values ('{KAZ,PAK}');

insert into news.event_person (article_id, event_number, person_number)
select article_id, 0, number from news.article_person;

insert into news.event_sector (article_id, event_number, sector_code)
select article_id, 0, sector_code from news.article, ref.sector where sector_code in ('defence', 'peacekeeping');

insert into news.article_agreement (
    article_id, number, parties, kind, status, evidence_start, evidence_end, confidence, rule, rules_version
)
select
    article_id, 0, '{KAZ,PAK}', 'agreement', 'intended', %(sentence_start)s, %(sentence_end)s, 0.8, 'en.agreement', '1'
from news.article;

insert into news.article_agreement_party (article_id, agreement_number, party_code)
select article_id, 0, party_code from news.article_party;

insert into news.article_agreement_sector (article_id, agreement_number, sector_code)
select article_id, 0, 'peacekeeping' from news.article;
"""
