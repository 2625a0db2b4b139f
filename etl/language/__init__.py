"""Language: text in, language code and confidence out. The one file read is the package's own data."""

from etl.language.identify import identify

__all__ = ["identify"]
