-- severity: warn. A correction whose fact nothing tells any more: the rules have learnt it, or tell it otherwise now.
select
    correction_id,
    kind,
    corrected_by,
    reason,
    article_id
from report.correction
where state = 'unmatched';
