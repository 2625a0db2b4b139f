-- Whom does Asim Munir, under whatever spelling, deal with?
select
    linked.other_name,
    linked.other_party,
    linked.incidents,
    linked.talks,
    linked.conflict,
    linked.last_date
from report.person_network as linked
where
    linked.person_id in (
        select person_name.person_id from report.person_name where person_name.latin_name = 'asim munir'
    )
order by linked.incidents desc, linked.last_date desc, linked.other_name asc;
