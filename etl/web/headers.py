"""What every answer says to the browser beside the page: no scripts, no strangers, no copies; pure."""

from enum import Enum

from etl.reporting.brief import style as brief
from etl.reporting.nights import page as nights

_ALL = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


class Kind(Enum):
    """What is served: a page for operators, or the brief, which quotes publishers at length."""

    PAGE = "page"
    BRIEF = "brief"


def headers(kind: Kind) -> dict[str, str]:
    """Names and values.

    ``sandbox`` forbids scripts and forms whatever else the policy says. A page of ours keeps its origin, without which
    the browser would not send the login along to the brief in its frame. The brief has none, so that nothing in it can
    speak to Airflow in the reader's name; its links open new windows.
    """
    if kind is Kind.PAGE:
        own = f"style-src '{nights.style_hash()}'; frame-src 'self'; sandbox allow-same-origin allow-popups"
        own += " allow-popups-to-escape-sandbox"
    else:
        own = f"style-src '{brief.style_hash()}'; sandbox allow-popups allow-popups-to-escape-sandbox"
    policy = f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; {own}"
    return _ALL | {"Content-Security-Policy": policy}
