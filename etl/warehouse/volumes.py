"""How many articles came on which day, by language, by outlet and in all: the history that volumes are judged by."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.volumes import WINDOW_DAYS

# The days before are counted up to the same time of day, half an hour more for a start that is not quite punctual: so
# it does not matter how often a day files are taken in. A run that failed without an article says nothing of its day.
_CONSIDERED = """
considered as (
    select run.run_id, run.started_at::date as day
    from ops.run as this inner join ops.run on run.run_id <= this.run_id
    where this.run_id = %(run)s
        and run.started_at > this.started_at - make_interval(days => %(days)s + 1)
        and run.started_at - date_trunc('day', run.started_at)
            <= this.started_at - date_trunc('day', this.started_at) + interval '30 minutes'
        and (run.run_id = this.run_id or run.state = 'succeeded' or run.articles > 0))"""

# Copies count: an outlet that sends what others sent before is not silent.
_COUNTED = f"""with {_CONSIDERED},
told as (
    select considered.day, article.language_code, article.source_id
    from considered
    inner join ops.source_file using (run_id)
    inner join news.article using (source_file_id)
    union all
    select considered.day, article.language_code, article_copy.source_id
    from considered
    inner join ops.source_file using (run_id)
    inner join news.article_copy using (source_file_id)
    inner join news.article on article_copy.article_id = article.article_id)
select told.day, told.language_code, source.name, count(*)
from told left join news.source using (source_id)
group by told.day, told.language_code, source.name"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Volumes:
    """``today`` is the day of the run (UTC), ``days`` all days known of; then articles by subject and day."""

    today: date
    days: tuple[date, ...]
    in_all: dict[date, int]
    by_language: dict[str, dict[date, int]]
    by_outlet: dict[str, dict[date, int]]


def read_volumes(connection: Connection, this_run: int) -> Volumes:
    """The days before a run and its own, eight weeks. Articles without an outlet count in all and by language only."""
    values = {"run": this_run, "days": WINDOW_DAYS}
    in_all: dict[date, int] = defaultdict(int)
    languages: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    outlets: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    with connection, connection.cursor() as cursor:
        cursor.execute("select started_at::date from ops.run where run_id = %(run)s", values)
        (today,) = cursor.fetchone() or (date.min,)
        cursor.execute(f"with {_CONSIDERED} select distinct day from considered order by day", values)  # noqa: S608
        days = tuple(day for (day,) in cursor.fetchall())
        cursor.execute(_COUNTED, values)
        for day, language, outlet, count in cursor:
            in_all[day] += count
            languages[language][day] += count
            if outlet is not None:
                outlets[outlet][day] += count
    return Volumes(today, days, dict(in_all), dict(languages), dict(outlets))
