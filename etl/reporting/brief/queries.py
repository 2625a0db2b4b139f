"""The brief's SQL, on views of ``report`` and lists of ``ref`` alone, so that an analyst's role is enough.

``%(a)s`` and ``%(b)s`` are the codes of the scope, or null. What was only planned, thought possible or denied is in no
chart. Days are of UTC.
"""

_IN_SCOPE = (
    "(%(a)s::text is null or %(a)s in (a_party, b_party)) and (%(b)s::text is null or %(b)s in (a_party, b_party))"
)
_HAPPENED = "status in ('occurred', 'ongoing')"
# When it happened, as far as a full date says so; else when it became known. What is published is loaded later, so the
# bound on loading takes away nothing, and lets an index find the rest.
_KNOWN_ON = "coalesce(first_published_on, (first_loaded_at at time zone 'UTC')::date)"
_KNOWN = f"""(
    select
        incident_id, a_party, b_party, type, quad_class, goldstein, date_precision,
        case when date_precision = 'day' then incident_date else {_KNOWN_ON} end as known_on
    from report.incident
    where
        (
            (date_precision = 'day' and incident_date between %(first)s and %(last)s)
            or (
                date_precision is distinct from 'day' and first_loaded_at >= %(first)s
                and {_KNOWN_ON} between %(first)s and %(last)s
            )
        )
        and {_HAPPENED} and {_IN_SCOPE}
) as known"""  # noqa: S608  our own text

PARTIES = "select party_code, name from ref.party"
SECTORS = "select sector_code, name from ref.sector"

# As report.news_since_yesterday, for any day: from the last run that brought articles, or one of the 20 hours before.
SINCE = """
select min(started_at) from report.run
where
    finished_at is not null and started_at < %(until)s
    and started_at > (
        select max(started_at) - interval '20 hours' from report.run
        where finished_at is not null and articles > 0 and started_at >= %(eve)s and started_at < %(until)s
    )
"""
LAST_RUN = """
select run_key, state, loaded, quarantined, articles from report.run
where finished_at is not null and started_at >= %(since)s and started_at < %(until)s
order by found > 0 desc, run_id desc limit 1
"""
NIGHT = f"""
select
    incident_id, a_party, b_party, type, mode, status, incident_date, quad_class, goldstein, outlets, articles,
    languages, confidence
from report.incident
where first_loaded_at >= %(since)s and first_loaded_at < %(until)s and {_IN_SCOPE}
"""  # noqa: S608  our own text
IN_FULL = "select * from report.timeline where incident_id = any(%(ids)s)"

LAST_KNOWN = f"""
select max(case when date_precision = 'day' then incident_date else {_KNOWN_ON} end) from report.incident
where coalesce(incident_date, {_KNOWN_ON}) <= %(day)s and {_HAPPENED} and {_IN_SCOPE}
"""  # noqa: S608  our own text
LAST_DATED = f"""
select max(incident_date) from report.incident
where date_precision = 'day' and incident_date <= %(day)s and {_HAPPENED} and {_IN_SCOPE}
"""  # noqa: S608  our own text
PAIRS = f"""
select
    a_party, b_party, count(*), count(*) filter (where quad_class in (1, 2)),
    count(*) filter (where quad_class in (3, 4)), avg(goldstein),
    (sum(count(*) filter (where date_precision is distinct from 'day')) over ())::integer
from {_KNOWN}
group by a_party, b_party order by count(*) desc, a_party, b_party limit 200
"""  # noqa: S608  our own text
PARTNER_WEEKS = f"""
select partner, week, count(*), avg(goldstein)
from (
    select
        case when a_party = %(a)s then b_party else a_party end as partner,
        date_trunc('week', known_on::timestamp)::date as week,
        goldstein
    from {_KNOWN}
) as told
group by partner, week order by sum(count(*)) over (partition by partner) desc, partner, week
"""  # noqa: S608  our own text
TYPE_WEEKS = f"""
select type, week, count(*), avg(goldstein)
from (select type, date_trunc('week', known_on::timestamp)::date as week, goldstein from {_KNOWN}) as told
group by type, week order by sum(count(*)) over (partition by type) desc, type, week
"""  # noqa: S608  our own text
DAYS = f"""
select
    incident_date, count(*) filter (where quad_class = 1), count(*) filter (where quad_class = 2),
    count(*) filter (where quad_class = 3), count(*) filter (where quad_class = 4), avg(tone)
from report.incident
where date_precision = 'day' and incident_date between %(first)s and %(last)s and {_HAPPENED} and {_IN_SCOPE}
group by incident_date order by incident_date
"""  # noqa: S608  our own text
VISITS = f"""
(
    select incident_id from report.incident
    where
        type = 'CONSULT' and mode in ('visit', 'meet', 'multilateral') and status in ('planned', 'possible')
        and incident_date >= %(day)s and {_IN_SCOPE}
    order by incident_date, incident_id limit 30
)
union all
(
    select incident_id from report.incident
    where
        type = 'CONSULT' and mode in ('visit', 'meet', 'multilateral') and {_HAPPENED}
        and incident_date between %(first)s and %(day)s and {_IN_SCOPE}
    order by incident_date desc, incident_id limit 30
)
"""  # noqa: S608  our own text
AGREEMENTS = """
select * from report.agreement
where
    (
        status_on between %(first)s and %(day)s
        or (status_on is null and first_loaded_at >= %(since)s and first_loaded_at < %(until)s)
    )
    and (%(a)s::text is null or %(a)s = any(party_codes)) and (%(b)s::text is null or %(b)s = any(party_codes))
order by status_on desc nulls last, outlets desc, articles desc, agreement_id limit 30
"""
CHANGES = f"""
select coalesce(a.name, a_party), coalesce(b.name, b_party), week, incidents, median, z, direction
from report.surprising_change
left join ref.party as a on a_party = a.party_code
left join ref.party as b on b_party = b.party_code
where week between %(first)s and %(day)s and {_IN_SCOPE}
order by abs(z) desc, week desc, a_party, b_party limit 8
"""  # noqa: S608  our own text
COVERAGE = """
select language_code, published_on, sum(articles)::integer from report.coverage
where published_on between %(first)s and %(last)s group by language_code, published_on order by 1, 2
"""
UNDATED_ARTICLES = "select coalesce(sum(articles), 0)::integer from report.coverage where published_on is null"
