-- severity: warn. A correction whose fact nothing tells any more: the rules have learnt it, or tell it otherwise now.
-- remedy: `dyadwire correct list --state unmatched`; undo what the rules have learnt.
select
    correction_id,
    kind,
    corrected_by,
    reason,
    article_id
from report.correction
where state = 'unmatched';
