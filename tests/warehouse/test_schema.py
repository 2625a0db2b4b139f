"""What the schema promises: comments, names of constraints, and rows that it refuses."""

import psycopg2
import pytest
from psycopg2 import extensions

from etl.warehouse.persons import link_persons

SCHEMAS = ["ref", "ops", "news", "report"]


def rows(connection: extensions.connection, query: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def test_the_catalog_holds_the_tables_of_the_design(warehouse: extensions.connection) -> None:
    found = rows(
        warehouse,
        "select table_schema || '.' || table_name from information_schema.tables where table_schema = any(%s)",
        ["ref", "news"],
    )
    assert {"news.event", "news.article_copy", "news.agreement_party", "ref.event_type"} <= {name for (name,) in found}
    assert len(found) == 37


def test_every_table_view_and_column_has_a_comment(warehouse: extensions.connection) -> None:
    silent = rows(
        warehouse,
        """
        select relation.oid::regclass::text, attribute.attname
        from pg_class as relation
        join pg_attribute as attribute on attribute.attrelid = relation.oid
        where relation.relnamespace::regnamespace::text = any(%s) and relation.relkind in ('r', 'v', 'm', 'p')
        and attribute.attnum > 0 and not attribute.attisdropped
        and (
            obj_description(relation.oid, 'pg_class') is null
            or col_description(relation.oid, attribute.attnum) is null
        )
        """,
        SCHEMAS,
    )
    assert silent == []


def test_every_comment_of_a_table_begins_with_its_grain(warehouse: extensions.connection) -> None:
    found = rows(
        warehouse,
        """
        select oid::regclass::text, obj_description(oid, 'pg_class') from pg_class
        where relnamespace::regnamespace::text = any(%s) and relkind in ('r', 'v', 'm', 'p')
        """,
        SCHEMAS,
    )
    assert len(found) > 30
    assert [name for name, comment in found if not str(comment).startswith("One row")] == []


def test_constraints_and_indexes_are_named_by_the_rule(warehouse: extensions.connection) -> None:
    """pk_ fk_ uq_ ck_ ix_ and the table's name; Alembic's own table and PostgreSQL 18's not-null constraints aside."""
    constraints = rows(
        warehouse,
        """
        select conname, contype, conrelid::regclass::text from pg_constraint
        where connamespace::regnamespace::text = any(%s) and contype <> 'n'
        and conrelid <> 'ops.schema_version'::regclass
        """,
        SCHEMAS,
    )
    prefixes = {"p": "pk", "f": "fk", "u": "uq", "c": "ck"}
    assert len(constraints) > 100
    for name, kind, table in constraints:
        assert str(name).startswith(f"{prefixes[str(kind)]}_{str(table).split('.')[1]}"), name
    indexes = rows(
        warehouse,
        "select indexname, tablename from pg_indexes where schemaname = any(%s) and tablename <> 'schema_version'",
        SCHEMAS,
    )
    for name, table in indexes:
        assert str(name).split("_", 1)[0] in {"pk", "uq", "ix"}, name
        assert str(name).split("_", 1)[1].startswith(str(table)), name


def test_every_time_has_a_zone(warehouse: extensions.connection) -> None:
    zoneless = rows(
        warehouse,
        """
        select table_name, column_name from information_schema.columns
        where table_schema = any(%s)
        and (data_type = 'timestamp without time zone' or (column_name like '%%\\_at' and data_type not in (
            'timestamp with time zone', 'text')))
        """,
        SCHEMAS,
    )
    assert zoneless == []


def add_file(connection: extensions.connection, uri: str, sha256: str | None, state: str = "pending") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ops.source_file (uri, sha256, state) values (%s, %s, %s)",
            (uri, sha256, state),
        )


def test_a_file_is_known_by_its_bytes(warehouse: extensions.connection) -> None:
    add_file(warehouse, "a", "0" * 64)
    add_file(warehouse, "a", "1" * 64)  # changed under the same name: another file
    with pytest.raises(psycopg2.errors.UniqueViolation, match="uq_source_file_sha256"):
        add_file(warehouse, "b", "0" * 64)
    with pytest.raises(psycopg2.errors.UniqueViolation, match="uq_source_file_uri_sha256"):
        add_file(warehouse, "a", "1" * 64)
    with warehouse.cursor() as cursor:
        cursor.execute(
            "insert into ops.source_file (uri, sha256, state, duplicate_of, finished_at)"
            " select 'b', sha256, 'duplicate', source_file_id, now() from ops.source_file where sha256 = %s",
            ("0" * 64,),
        )
    assert rows(warehouse, "select count(*) from ops.source_file") == [(3,)]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'lost', finished_at = null", "ck_source_file_state"),
        ("state = 'pending'", "ck_source_file_finished"),
        ("finished_at = null", "ck_source_file_finished"),
        ("state = 'claimed', finished_at = null", "ck_source_file_claim"),
        ("state = 'duplicate'", "ck_source_file_duplicate_of"),
        ("state = 'duplicate', duplicate_of = source_file_id", "ck_source_file_duplicate_of"),
        ("state = 'quarantined'", "ck_source_file_reason_code"),
        ("sha256 = null", "ck_source_file_hashed"),
        ("sha256 = upper(sha256)", "ck_source_file_sha256"),
    ],
)
def test_the_ledger_refuses_half_a_state(filled: extensions.connection, change: str, constraint: str) -> None:
    with filled.cursor() as cursor, pytest.raises(psycopg2.errors.CheckViolation) as caught:
        cursor.execute(f"update ops.source_file set {change} where state = 'loaded'")  # noqa: S608 - from the list above
    assert caught.value.diag.constraint_name == constraint


def test_a_whole_file_is_quarantined_once(filled: extensions.connection) -> None:
    with filled.cursor() as cursor, pytest.raises(psycopg2.errors.UniqueViolation, match="source_file_record"):
        cursor.execute(
            "insert into ops.quarantine (source_file_id, reason_code, detail)"
            " select source_file_id, 'empty', 'again' from ops.quarantine"
        )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("update news.event set recipient_party = actor_party", "ck_event_parties"),
        ("update news.event set actor_party = 'ZZZ'", "fk_event_actor_party"),
        ("update news.event set type = 'GREET', mode = null", "ck_event_type"),
        ("update news.event set mode = 'picnic'", "fk_event_event_type"),
        ("update news.event set date_text = '23.04.'", "ck_event_date_text"),
        ("update news.event set date_text = null", "ck_event_date"),
        ("update news.event set evidence_start = evidence_end", "ck_event_evidence"),
        ("update news.article set language_code = 'xx-none'", "fk_article_language"),
        ("update news.article set tone_score = 1.5", "ck_article_tone_score"),
        ("update news.article set published_on = current_date", "ck_article_published"),
        ("update news.article_dyad set (a_party, b_party) = (b_party, a_party)", "ck_article_dyad_order"),
        ("update news.article_agreement set status = 'rumoured'", "ck_article_agreement_status"),
    ],
)
def test_facts_outside_the_contract_are_refused(filled: extensions.connection, change: str, constraint: str) -> None:
    with filled.cursor() as cursor, pytest.raises(psycopg2.errors.IntegrityError) as caught:
        cursor.execute(change)
    assert caught.value.diag.constraint_name == constraint


def test_an_open_year_and_an_event_without_a_mode_are_accepted(filled: extensions.connection) -> None:
    with filled.cursor() as cursor:
        cursor.execute("update news.event set event_date = null, date_text = '--04-23', type = 'SUPPORT', mode = null")
        cursor.execute("update news.event set date_text = null, date_precision = null, date_basis = null")
        assert cursor.rowcount == 1


def test_removing_an_article_removes_its_facts_and_nothing_else(filled: extensions.connection) -> None:
    with filled.cursor() as cursor:
        cursor.execute("delete from news.article")
    link_persons(filled)  # a person goes with the night that finds that nobody names them any more
    for table in ("event", "event_person", "person", "person_role", "mention", "agreement_sector", "article_dyad"):
        assert rows(filled, f"select count(*) from news.{table}") == [(0,)], table  # noqa: S608 - names from above
    assert rows(filled, "select count(*) from ops.source_file") == [(2,)]
