insert into news.article_agreement (
    article_id, number, parties, kind, status, evidence_start, evidence_end, confidence, rule, rules_version
)
select
    article_id, 0, '{KAZ,PAK}', 'agreement', 'intended', strpos(text, 'Pakistan') - 1, length(text), 0.8,
    'en.agreement', 'old'
from news.article;
insert into news.article_agreement_party (article_id, agreement_number, party_code)
select article_id, 0, party_code from news.article_party;
insert into news.article_agreement_sector (article_id, agreement_number, sector_code)
select article_id, 0, 'peacekeeping' from news.article;
insert into news.agreement (
    anchor_id, parties, kind, status, status_on, first_published_on, articles, stories, outlets, languages, confidence
)
select article_agreement_id, parties, kind, status, '2026-02-27', '2026-02-27', 1, 1, 1, '{en}', 0.8
from news.article_agreement;
insert into news.agreement_party (agreement_id, party_code) select agreement_id, party_code
from news.agreement, news.article_party;
insert into news.agreement_sector (agreement_id, sector_code, articles) select agreement_id, 'peacekeeping', 1
from news.agreement;
insert into news.agreement_status (agreement_id, status, first_on, last_on, articles)
select agreement_id, status, status_on, status_on, 1 from news.agreement;
insert into news.agreement_article (article_agreement_id, agreement_id, joined_by)
select anchor_id, agreement_id, 'first' from news.agreement;
insert into ops.unmerged_agreement (parties, article_id) select parties, article_id from news.article_agreement;
