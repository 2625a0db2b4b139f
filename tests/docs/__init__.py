"""Documentation that cannot drift: what it names exists, and what exists is named."""

from etl.settings import PROJECT_ROOT

README = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (PROJECT_ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
LEXICON = (PROJECT_ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
CORRECTIONS = (PROJECT_ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
