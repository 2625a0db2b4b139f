"""Addresses of web pages in one form, so that the same page is the same address."""

from urllib.parse import urldefrag, urlsplit

from courlan import normalize_url

_LONGEST = 2000  # characters


def normal_url(url: str | None) -> str | None:
    """An http or https address without fragment and tracking parameters, its host in lower case; else ``None``."""
    if not url or len(url) > _LONGEST:
        return None
    try:
        url = urldefrag(url.strip()).url
        parts = urlsplit(url)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username:
            return None
        normal = normalize_url(url, strict=False, trailing_slash=True)
    except ValueError:  # a port or an IPv6 host that is none
        return None
    return normal if normal and len(normal) <= _LONGEST else None
