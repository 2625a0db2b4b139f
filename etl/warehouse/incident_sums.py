"""What an incident is by all that is told of it: direction, status, place, first report, counts, best sentence."""

# Of the incidents in ``changed``, and of those that the events in ``member`` are part of.
SUM_UP = """
    with touched as (
        select incident_id from changed
        union select x.incident_id from member inner join news.incident_event as x using (event_id)),
    told as (
        select x.incident_id, e.*, a.content_id, a.published_on, a.language_code, a.source_id, a.loaded_at,
            s.story_id, src.name as source_name
        from touched inner join news.incident_event as x using (incident_id)
        inner join news.event as e on x.event_id = e.event_id
        inner join news.article as a on e.article_id = a.article_id
        left join news.story_article as s on e.article_id = s.article_id
        left join news.source as src on a.source_id = src.source_id),
    directed as (
        select distinct on (incident_id) incident_id, actor_party, recipient_party
        from told group by incident_id, actor_party, recipient_party
        order by incident_id, count(distinct story_id) desc, sum(confidence::numeric) desc, actor_party collate "C"),
    placed as (
        select distinct on (incident_id) incident_id, place_name, place_country
        from told where place_name is not null or place_country is not null
        group by incident_id, place_name, place_country
        order by incident_id, (place_name is null), count(*) desc, bool_or(language_code = 'en') desc,
            (place_country is null), place_name collate "C", place_country),
    copied as (
        select t.incident_id, count(*) as copies, array_agg(distinct c.source_id) as sources
        from (select distinct incident_id, article_id from told) as t
        inner join news.article_copy as c on t.article_id = c.article_id group by t.incident_id),
    first_told as (
        select distinct on (incident_id) incident_id, published_on, source_name from told
        order by incident_id, published_on nulls last, source_name collate "C" nulls last),
    toned as (
        select t.incident_id, round(avg(d.tone)::numeric, 6) as tone
        from (select distinct incident_id, article_id, a_party, b_party from told) as t
        inner join news.article_dyad as d using (article_id, a_party, b_party) group by t.incident_id),
    summed as (
        select incident_id, min(loaded_at) as first_loaded_at, count(*) as events,
            count(distinct article_id) as articles,
            count(distinct coalesce(story_id, -article_id)) as stories, max(confidence) as confidence,
            array_agg(distinct language_code order by language_code) as languages,
            array_agg(distinct source_id) as sources,
            bool_or(date_basis in ('text', 'text+published')) as is_dated,
            bool_or(status = 'denied') and bool_or(status in ('occurred', 'ongoing')) as is_disputed,
            (array_agg(status order by array_position(
                array['occurred', 'ongoing', 'planned', 'possible', 'denied'], status)))[1] as status
        from told group by incident_id),
    best as (
        select distinct on (t.incident_id) t.incident_id, t.event_id
        from told as t inner join summed as s using (incident_id) inner join directed as d using (incident_id)
        order by t.incident_id, (t.status = s.status) desc, (t.actor_party = d.actor_party) desc,
            (coalesce(t.date_basis, '') <> 'published') desc, t.confidence desc, t.published_on nulls last,
            t.content_id, t.number)
    update news.incident as i set
        incident_date = case when i.date_text ~ '^\\d{4}' then rpad(i.date_text, 10, '-01-01'::text)::date end,
        date_precision = case length(i.date_text) when 10 then 'day' when 7 then 'month' when 4 then 'year' end,
        date_basis = case when i.date_text ~ '^\\d{4}' then case when s.is_dated then 'text' else 'published' end end,
        actor_party = d.actor_party, recipient_party = d.recipient_party, is_symmetric = k.is_symmetric,
        status = s.status, is_disputed = s.is_disputed, quad_class = k.quad_class, cameo = k.cameo,
        goldstein = k.goldstein, place_name = p.place_name, place_country = p.place_country,
        first_published_on = f.published_on, first_source = f.source_name, events = s.events, articles = s.articles,
        copies = coalesce(c.copies, 0), stories = s.stories, languages = s.languages, confidence = s.confidence,
        best_event_id = best.event_id, tone = t.tone, first_loaded_at = s.first_loaded_at,
        outlets = (select count(distinct o) from unnest(s.sources || c.sources) as outlet (o))
    from summed as s
    inner join directed as d using (incident_id)
    inner join best using (incident_id)
    left join toned as t using (incident_id)
    left join placed as p using (incident_id)
    left join copied as c using (incident_id)
    left join first_told as f using (incident_id), ref.event_type as k
    where i.incident_id = s.incident_id and k.type = i.type and k.mode is not distinct from i.mode"""
