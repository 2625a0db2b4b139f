"""The warehouse: whether it answers, is as new as this program, and gives its logins their rights and no more."""

from collections.abc import Iterator
from contextlib import closing

from psycopg2.errors import InsufficientPrivilege
from psycopg2.extensions import connection

from etl.doctor.finding import Finding, fault, fine, warning
from etl.errors import DyadwireError
from etl.local.databases import WAREHOUSE
from etl.reporting.nights.reading import may_write
from etl.settings import Settings
from etl.warehouse import embedded
from etl.warehouse.database import connect, without_password
from etl.warehouse.migrate import pending
from etl.warehouse.sql_files import newest_revision

# Tables and views that the login lacks a right on, of those that loading needs: to read all, and to write some.
_LACKING = """
with relation as (
    select
        pg_class.oid,
        nspname || '.' || relname as name,
        nspname || '.' || relname = any(%(written)s) as is_written
    from pg_class inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where nspname in ('ref', 'ops', 'news', 'report') and relkind in ('r', 'p', 'v', 'm')
)

select name from relation
where not has_table_privilege(oid, 'select') or (is_written and not has_table_privilege(oid, 'insert'))
order by name
"""
_WRITTEN = ["ops.run", "ops.source_file", "ops.quarantine", "ops.check_result", "news.article", "news.event"]
_WHO = "select current_user, rolsuper from pg_roles where rolname = current_user"


_READS = """
select
    current_user,
    coalesce(
        bool_or(has_schema_privilege(pg_namespace.oid, 'usage') and has_table_privilege(pg_class.oid, 'select')), false
    )
from pg_class inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
where nspname = 'report' and relname = 'run'
"""


def check_warehouse(settings: Settings) -> Iterator[Finding]:
    """Connection, version, schema, rights. An embedded server that is not running is not started for it."""
    url = settings.database_url
    if url is None:
        server = embedded.running(settings.state_dir)
        if server is None:
            made = (settings.state_dir / "postgres" / "data" / "PG_VERSION").exists()
            yield (
                warning("warehouse", "the embedded server is not running, so it was not looked at", "make up")
                if made
                else warning("warehouse", "there is none yet", "make run, or set DYADWIRE_DATABASE_URL")
            )
            return
        url = server.url(WAREHOUSE)
    database = _connected("warehouse", url)
    if isinstance(database, Finding):
        yield database
        return
    with closing(database):
        yield fine("warehouse", f"{without_password(url)}, PostgreSQL {database.server_version // 10000}")
        try:
            yield from _schema(database)
            yield from _rights(database, is_embedded=settings.database_url is None)
        except InsufficientPrivilege as error:
            yield fault("rights", " ".join(str(error).split()), "grant dyadwire_loader to the login")


def check_reader(settings: Settings) -> Iterator[Finding]:
    """The login of the page in Airflow: that it reads the reports and may change nothing."""
    url = settings.reader_url
    if url is None:
        if settings.database_url is not None:
            remedy = "make a login of the role dyadwire_reader and set DYADWIRE_READER_URL; docs/operations.md says how"
            yield warning("reader", "DYADWIRE_READER_URL is not set: the page in Airflow shows nothing", remedy)
        return
    database = _connected("reader", url)
    if isinstance(database, Finding):
        yield database
        return
    with closing(database):
        yield _reading(database)


def _connected(subject: str, url: str) -> connection | Finding:
    """A read-only connection, or why there is none; the message holds the remedy."""
    try:
        database = connect(url)
    except DyadwireError as error:
        return fault(subject, str(error).rstrip("."), "do what it says")
    database.set_session(readonly=True, autocommit=True)
    return database


def _schema(database: connection) -> Iterator[Finding]:
    revision, files = pending(database)
    newest = newest_revision()
    if revision is None:
        yield fault("schema", "the database holds no warehouse", "dyadwire db migrate")
    elif revision > newest:
        yield fault("schema", f"{revision} is of a newer version; this one knows {newest}", "install the newer version")
    elif revision < newest:
        yield fault("schema", f"migrations are pending: it is {revision}, the program {newest}", "dyadwire db migrate")
    elif files:
        says = f"{len(files)} views, functions or code lists are not as the program's, such as {files[0]}"
        yield warning("schema", says, "dyadwire db migrate")
    else:
        yield fine("schema", revision)


def _rights(database: connection, *, is_embedded: bool) -> Iterator[Finding]:
    with database.cursor() as cursor:
        cursor.execute(_WHO)
        user, is_super = cursor.fetchone() or ("", False)
        cursor.execute(_LACKING, {"written": _WRITTEN})
        lacking = [name for (name,) in cursor.fetchall()]
    if lacking:
        says = f"{user} may not read or write {lacking[0]}" + (f" and {len(lacking) - 1} more" if lacking[1:] else "")
        yield fault("rights", says, f"grant dyadwire_loader to {user}")
    elif is_super and not is_embedded:
        remedy = "load with a login of the role dyadwire_loader; docs/operations.md says how"
        yield warning("rights", f"{user} is a superuser of the server", remedy)
    else:
        yield fine("rights", f"{user} reads and writes what loading needs")


def _reading(database: connection) -> Finding:
    with database.cursor() as cursor:
        cursor.execute(_READS)
        user, reads = cursor.fetchone() or ("", False)
    if not reads:
        return fault("reader", f"{user} may not read the reports", f"grant dyadwire_reader to {user}")
    if may_write(database):
        return fault("reader", f"{user} may change the warehouse", "give the page a login of dyadwire_reader alone")
    return fine("reader", f"{user} reads the reports and may change nothing")
