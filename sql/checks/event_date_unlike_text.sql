-- severity: error. An event whose date column does not say what its date text says, or is missing though the year is known.
-- remedy: report it with the rows; a date that is wrong can be put right by `dyadwire correct event date`.
select
    event_id,
    article_id,
    event_date,
    date_text,
    date_precision
from news.event
where
    date_text is not null
    and (
        (date_text like '--%') <> (event_date is null)
        or (event_date is not null and left(to_char(event_date, 'YYYY-MM-DD'), char_length(date_text)) <> date_text)
    );
