-- severity: error. A file called loaded that left nothing behind: no article, no copy, nothing in quarantine.
-- remedy: somebody deleted articles and left the ledger: `dyadwire maintain orphans` names the files; deliver them again.
select
    source_file.source_file_id,
    source_file.uri
from ops.source_file
where
    source_file.state = 'loaded'
    and source_file.retired_at is null
    and not exists (select from news.article where article.source_file_id = source_file.source_file_id)
    and not exists (select from news.article_copy where article_copy.source_file_id = source_file.source_file_id)
    and not exists (select from ops.quarantine where quarantine.source_file_id = source_file.source_file_id);
