"""How rows become HTML, wherever they do: escaped, and without what would reorder or hide what is shown. Pure."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from etl.reporting.plain_text import clean


def page_environment(package: str) -> Environment:
    """Jinja's environment for the templates of ``package``; a name that a template misspells is a fault."""
    return Environment(
        loader=PackageLoader(package, ""),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalized(value: object) -> object:
    """What a publisher wrote loses control characters and marks that would reorder the page; markup stays as it is."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
