"""Rows that nothing refers to any more, and notes that nobody works off. Looks, and changes nothing."""

from etl.maintenance.findings import Finding
from etl.settings import Settings
from etl.warehouse.opened import opened

_MERGE = "`dyadwire reports refresh` merges what is left; report it if they stay"
_SHOWN = 5

# name -> query of what is amiss, remedy
_LOOKS: dict[str, tuple[str, str]] = {
    "files called loaded that left nothing": (
        """select uri from ops.source_file where state = 'loaded' and retired_at is null
        and not exists (select from news.article where article.source_file_id = source_file.source_file_id)
        and not exists (select from news.article_copy where article_copy.source_file_id = source_file.source_file_id)
        and not exists (select from ops.quarantine where quarantine.source_file_id = source_file.source_file_id)""",
        "somebody deleted articles and left the ledger; deliver the files again under other bytes, or restore a backup",
    ),
    "persons without a name": (
        "select person_id::text from news.person where not exists"
        " (select from news.person_alias where person_alias.person_id = person.person_id)",
        _MERGE,
    ),
    "agreements that no article tells of": (
        "select agreement_id::text from news.agreement where not exists"
        " (select from news.agreement_article where agreement_article.agreement_id = agreement.agreement_id)",
        _MERGE,
    ),
    "incidents that no event tells of": (
        "select incident_id::text from news.incident where not exists"
        " (select from news.incident_event where incident_event.incident_id = incident.incident_id)",
        _MERGE,
    ),
    "outlets without an article": (
        """select name from news.source
        where not exists (select from news.article where article.source_id = source.source_id)
        and not exists (select from news.article_copy where article_copy.source_id = source.source_id)""",
        "nothing: they keep their names for when they write again",
    ),
    "runs open for more than two days": (
        "select run_key from ops.run where state = 'running' and started_at < now() - interval '2 days'",
        "`dyadwire maintain leases` closes those whose process is gone",
    ),
}


def find_orphans(settings: Settings) -> list[Finding]:
    """One finding for each kind of row, 0 where there is none."""
    found = []
    with opened(settings, "looking for orphans") as connection, connection, connection.cursor() as cursor:
        for name, (query, remedy) in _LOOKS.items():
            cursor.execute(f"select it.*, count(*) over () from ({query}) as it order by 1 limit {_SHOWN}")  # noqa: S608
            rows = cursor.fetchall()
            found.append(Finding(name, rows[0][1] if rows else 0, remedy, [str(example) for example, _ in rows]))
    return found
