"""Extractions built by hand, and the way of a file through ledger, claim and loader, without reading or extracting."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from psycopg2 import extensions

from etl.model import (
    Agreement,
    Article,
    ArticleSector,
    Dateline,
    Dyad,
    Event,
    EventPlace,
    Extraction,
    Language,
    Mention,
    PartySalience,
    Person,
    PersonRole,
    Rejection,
    Span,
    Tone,
)
from etl.warehouse import ledger, runs
from etl.warehouse.claims import Claim, claiming
from etl.warehouse.database import connect
from etl.warehouse.loader import Loaded, load_portion
from etl.warehouse.rows import FileResult

LEASE = 900
_DAY = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
_SENTENCE = "Pakistan's army chief Asim Munir met the president of Kazakhstan.\tHe said: \\N \\. 'yes'\n"


def build(number: int, *, record: int = 0, source: str | None = "Wire", size: int = 1) -> Extraction:
    """What text ``number`` says: ``size`` events, twice as many mentions, persons and an agreement."""
    text = f"Title {number} 𝔐\n\nASTANA - {_SENTENCE * max(size, 1)}"
    sentence = Span(text.index("Pakistan"), text.index("Kazakhstan") + 10)
    munir = Span(text.index("Asim Munir"), text.index("Asim Munir") + 10)
    mention = Mention("PAK", "name", "Pakistan", text.index("Pakistan"), text.index("Pakistan") + 8)
    host = Mention("KAZ", "name", "Kazakhstan", text.index("Kazakhstan"), text.index("Kazakhstan") + 10)
    role = PersonRole("military", "PAK", "army chief", munir.start, munir.end)
    dates = ("2026-01-01", "2026-02", "2026", "--04-23")
    event = Event(
        "CONSULT", "visit", 1, "042", 1.9, "PAK", "KAZ", False, "occurred", "2026-01-01", "day", "text",
        EventPlace("Astana", "KAZ"), (0,), ("defence",), sentence, 0.9, "en.visit",
    )  # fmt: skip
    return Extraction(
        article=Article(
            uri=f"built:{number}", record=record, content_id=hashlib.sha256(text.encode()).hexdigest(),
            title=f"Title {number} 𝔐", text=text, source=source, published_at="2026-01-01", published_basis="metadata",
        ),
        language=Language("en", 0.99),
        agency=None,
        published_at="2026-01-01T06:00:00+05:00",
        published_basis="metadata",
        dateline=Dateline("ASTANA", "KAZ", text.index("ASTANA"), text.index("ASTANA") + 6),
        mentions=(mention, host) * size,
        parties=(PartySalience("PAK", 1, 0.5), PartySalience("KAZ", 1, 0.5)),
        persons=(Person("Asim Munir", "asim munir", "sm mnr", (role,), (munir,)),),
        events=tuple(replace(event, date=dates[n % len(dates)]) for n in range(size)),
        agreements=(Agreement("treaty", None, "signed", ("KAZ", "PAK"), ("defence",), sentence, 0.8, "en.treaty"),),
        sectors=(ArticleSector("defence", 1, sentence),),
        tone=Tone(0.25, "positive"),
        dyads=(Dyad("KAZ", "PAK", size, size, 0, 0.25),),
        rules_version="1",
    )  # fmt: skip


def changed(found: Extraction, **article: object) -> Extraction:
    """The extraction with other fields of its article."""
    return replace(found, article=replace(found.article, **article))  # type: ignore[arg-type]


@dataclass(frozen=True)
class BuiltFile:
    """A file as if it had been read: its address stands for its bytes."""

    uri: str
    extractions: tuple[Extraction, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    def new(self) -> ledger.NewFile:
        """How a scan would see it."""
        return ledger.NewFile(self.uri, hashlib.sha256(self.uri.encode()).hexdigest(), len(self.uri), _DAY)


def enter(connection: extensions.connection, files: Sequence[BuiltFile], run_key: str = "night") -> int:
    """Register files; answers the run's id."""
    this_run = runs.start_run(connection, run_key, LEASE)
    ledger.register(connection, [file.new() for file in files], this_run)
    return this_run


@contextmanager
def claimed(
    connection: extensions.connection, files: Sequence[BuiltFile], lease: int = LEASE, *, tried: bool = False
) -> Iterator[tuple[int, Claim, list[FileResult]]]:
    """Register and claim files; answers run, claim, and results for what was claimed."""
    this_run = enter(connection, files)
    with claiming(connection, this_run, 0, 2**40, lease, tried=tried) as claim:
        yield this_run, claim, results_of(claim, files)


def results_of(claim: Claim, files: Iterable[BuiltFile]) -> list[FileResult]:
    """What reading the claimed files would give."""
    by_uri = {file.uri: file for file in files}
    return [
        FileResult(f.source_file_id, by_uri[f.uris[0]].extractions, by_uri[f.uris[0]].rejections) for f in claim.files
    ]


def load(connection: extensions.connection, files: Sequence[BuiltFile]) -> Loaded:
    """Files through ledger, claim and loader as one batch."""
    with claimed(connection, files) as (this_run, claim, results):
        return load_portion(connection, claim, this_run, results)


def load_one(connection: extensions.connection, file: BuiltFile) -> Loaded:
    """One file by itself, whatever others wait: as one of several loaders does it."""
    this_run = enter(connection, [file])
    number = source_file_id(connection, file)
    with claiming(connection, this_run, number, number, LEASE, tried=False) as claim:
        return load_portion(connection, claim, this_run, results_of(claim, [file]))


def fetch(connection: extensions.connection, query: str, *values: object) -> list[tuple[object, ...]]:
    """Rows of a query in a transaction of its own."""
    with connection, connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def source_file_id(connection: extensions.connection, file: BuiltFile) -> int:
    """The id of a file that has been entered."""
    ((number,),) = fetch(connection, "select source_file_id from ops.source_file where uri = %s", file.uri)
    assert isinstance(number, int)
    return number


def states(connection: extensions.connection) -> dict[str, str]:
    """Address -> state, with the reason where there is one."""
    rows = fetch(connection, "select uri, concat_ws(':', state, reason_code) from ops.source_file")
    return {str(uri): str(state) for uri, state in rows}


_FACTS = (
    "mention", "article_party", "article_dyad", "article_sector", "article_person", "person_role", "person_mention",
    "event", "event_person", "event_sector", "article_agreement", "article_agreement_party",
    "article_agreement_sector",
)  # fmt: skip
_OCCASIONAL = [
    "article_id",
    "article_person_id",
    "alias_id",
    "event_id",
    "article_agreement_id",
    "loaded_at",
    "source_file_id",
    "record",
    "source_id",
    "url",
]


def facts(url: str) -> list[str]:
    """All that the articles say, by their texts, without ids, times and what differs from copy to copy."""
    with closing(connect(url)) as connection:
        found = fetch(
            connection, "select 'article', content_id, to_jsonb(a) - %s::text[] from news.article a", _OCCASIONAL
        )
        for table in _FACTS:
            found += fetch(
                connection,
                f"select '{table}', content_id, to_jsonb(t) - %s::text[]"  # noqa: S608
                f" from news.{table} as t inner join news.article using (article_id)",
                _OCCASIONAL,
            )
    return sorted(json.dumps(row, sort_keys=True) for row in found)


def incidents(url: str) -> list[str]:
    """All incidents with the events that they are made of, by what they say, without ids."""
    with closing(connect(url)) as connection:
        found = fetch(
            connection,
            """select to_jsonb(i) - '{incident_id,best_event_id,first_loaded_at}'::text[], jsonb_agg(
                jsonb_build_array(a.content_id, e.number, x.joined_by) order by a.content_id, e.number)
            from news.incident as i left join news.incident_event as x using (incident_id)
            left join news.event as e using (event_id) left join news.article as a using (article_id)
            group by i.incident_id""",
        )
    return sorted(json.dumps(row, sort_keys=True) for row in found)


def persons(url: str) -> list[str]:
    """All aliases with their spellings and offices, and the person that each belongs to, without ids."""
    with closing(connect(url)) as connection:
        found = fetch(
            connection,
            """select to_jsonb(a) - 'alias_id' - 'person_id' - 'parent_id', p.party_code, p.alias_key, up.alias_key,
                (select jsonb_agg(to_jsonb(f) - 'alias_id' order by f.name) from news.person_form as f
                where f.alias_id = a.alias_id),
                (select jsonb_agg(to_jsonb(o) - 'alias_id' order by o.role_code) from news.person_office as o
                where o.alias_id = a.alias_id)
            from news.person_alias as a full join news.person as p using (person_id)
            left join news.person_alias as up on a.parent_id = up.alias_id""",
        )
    return sorted(json.dumps(row, sort_keys=True) for row in found)


def agreements(url: str) -> list[str]:
    """All instruments with their history, sectors, and what articles say of them, without ids."""
    with closing(connect(url)) as connection:
        found = fetch(
            connection,
            """select to_jsonb(g) - 'agreement_id' - 'anchor_id', first.content_id,
                (select jsonb_agg(to_jsonb(s) - 'agreement_id' order by s.status) from news.agreement_status as s
                where s.agreement_id = g.agreement_id),
                (select jsonb_agg(to_jsonb(s) - 'agreement_id' order by s.sector_code) from news.agreement_sector as s
                where s.agreement_id = g.agreement_id),
                (select jsonb_agg(jsonb_build_array(a.content_id, t.number, x.joined_by)
                    order by a.content_id, t.number)
                from news.agreement_article as x inner join news.article_agreement as t using (article_agreement_id)
                inner join news.article as a using (article_id) where x.agreement_id = g.agreement_id)
            from news.agreement as g
            left join news.article_agreement as anchor on g.anchor_id = anchor.article_agreement_id
            left join news.article as first on anchor.article_id = first.article_id""",
        )
    return sorted(json.dumps(row, sort_keys=True) for row in found)


def occurrences(url: str) -> list[tuple[object, ...]]:
    """Each time that a text came: text, file, record and publisher, whether it made the article or is a copy."""
    with closing(connect(url)) as connection:
        return fetch(
            connection,
            """select a.content_id, f.uri, o.record, s.name
            from (
                select article_id, source_file_id, record, source_id from news.article
                union all select article_id, source_file_id, record, source_id from news.article_copy
            ) as o inner join news.article as a using (article_id)
            inner join ops.source_file as f on f.source_file_id = o.source_file_id
            left join news.source as s on s.source_id = o.source_id order by 1, 2, 3, 4""",
        )


def expected_occurrences(files: Iterable[BuiltFile]) -> list[tuple[object, ...]]:
    """What ``occurrences`` has to answer once the files are loaded."""
    found = [
        (e.article.content_id, file.uri, e.article.record, e.article.source) for file in files for e in file.extractions
    ]
    return sorted(found, key=lambda row: tuple(map(str, row)))
