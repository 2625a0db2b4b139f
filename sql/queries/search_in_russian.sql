-- Which Russian articles of the last year speak of sanctions? Any form of the word is found.
select published_on, source, title, snippet
from report.search_articles('санкции', 'ru', current_date - 365, current_date)
order by rank desc, published_on desc, title asc;
