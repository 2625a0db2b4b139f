"""Language: text in, language code and confidence out."""

from etl.language.identify import identify

__all__ = ["identify"]
