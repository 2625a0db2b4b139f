-- What is new between Kazakhstan and Pakistan since yesterday, in the articles' own words?
select date_text, type, mode, status, actor_name, recipient_name, evidence, evidence_language, evidence_url
from report.news_since_yesterday
where a_party = 'KAZ' and b_party = 'PAK'
order by incident_date desc nulls last, type asc, mode asc;
