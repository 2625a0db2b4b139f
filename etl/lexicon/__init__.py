"""The lexicons: one YAML a language, all of one shape, and the code that compiles them into matchers.

Everything that differs between languages is declared in the YAML; nothing above this package knows a language by name.
"""

from etl.lexicon.compile import Lexicon, available_languages, lexicon_for, rules_version

__all__ = ["Lexicon", "available_languages", "lexicon_for", "rules_version"]
