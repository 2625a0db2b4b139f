"""Vacuum and analyze where they are due. Autovacuum does most of it; this is for what it left behind."""

import logging

from psycopg2 import sql

from etl.settings import Settings
from etl.warehouse.opened import opened

log = logging.getLogger(__name__)

# Due: a tenth of the rows dead or changed since, and more than a thousand; or three quarters of the way to the age at
# which the server would freeze the table by force, at a time of its own choosing.
_DUE = """select schemaname, pg_class.relname, n_dead_tup, n_mod_since_analyze,
    n_dead_tup > greatest(1000, n_live_tup / 10) as is_dead,
    age(relfrozenxid) > 0.75 * current_setting('autovacuum_freeze_max_age')::bigint as is_old,
    pg_has_role(relowner, 'usage') as is_ours
from pg_stat_user_tables inner join pg_class on pg_class.oid = relid
where schemaname in ('ref', 'ops', 'news', 'report') and relkind in ('r', 'm')
    and (n_dead_tup > greatest(1000, n_live_tup / 10) or n_mod_since_analyze > greatest(1000, n_live_tup / 10)
        or age(relfrozenxid) > 0.75 * current_setting('autovacuum_freeze_max_age')::bigint)
order by schemaname, pg_class.relname"""


def tend_tables(settings: Settings) -> dict[str, int]:
    """Vacuum what has many dead rows or is old, analyze what changed much; answers counts.

    Nobody is held up by it. Tables of another owner are left alone and counted as ``left``: only the owner may.
    """
    counts = {"vacuumed": 0, "analyzed": 0, "left": 0}
    with opened(settings, "tending the tables") as connection:
        connection.autocommit = True  # vacuum runs in no transaction
        with connection.cursor() as cursor:
            cursor.execute(_DUE)
            for schema, name, dead, changed, is_dead, is_old, is_ours in cursor.fetchall():
                if not is_ours:
                    counts["left"] += 1
                    log.warning(
                        "%s.%s is due, and only its owner may; run `dyadwire maintain tables` as it", schema, name
                    )
                    continue
                how = "vacuum (freeze, analyze)" if is_old else "vacuum (analyze)" if is_dead else "analyze"
                cursor.execute(sql.SQL("{} {}").format(sql.SQL(how), sql.Identifier(schema, name)))
                counts["vacuumed" if "vacuum" in how else "analyzed"] += 1
                log.info("%s %s.%s: %s rows dead, %s changed", how, schema, name, dead, changed)
    return counts
