insert into news.agreement (
    article_id, number, kind, status, evidence_start, evidence_end, confidence, rule, rules_version
)
select article_id, 0, 'agreement', 'intended', strpos(text, 'Pakistan') - 1, length(text), 0.8, 'en.agreement', 'old'
from news.article;
insert into news.agreement_party (article_id, agreement_number, party_code)
select article_id, 0, party_code from news.article_party;
insert into news.agreement_sector (article_id, agreement_number, sector_code)
select article_id, 0, 'peacekeeping' from news.article;
