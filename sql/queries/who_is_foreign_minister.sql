-- Who is the foreign minister of Kazakhstan by the articles, since when, and until when for those before?
select name, first_on, last_on, articles, surface
from report.person
where party_code = 'KAZ' and role_code = 'foreign_minister'
order by last_on desc nulls last, articles desc, name asc;
