"""Airflow plugin: the page "Relations" in the navigation, for whoever is logged in to Airflow.

Wiring only. Rows become HTML in ``etl.reporting.nights`` and ``etl.reporting.brief``; the database is read with the
login of ``DYADWIRE_READER_URL``, which can change nothing. All of Airflow's processes load this file, and only the API
server serves it, so everything heavy is imported when that asks for the application.
"""

from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from airflow.plugins_manager import AirflowPlugin

PREFIX = "/relations"
# Grey that can be seen on Airflow's light, dark and chosen entries.
_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#7d8ba1" stroke-width="2">{}</svg>'
)
_DYADS = (
    '<circle cx="5" cy="6" r="3"/><circle cx="19" cy="6" r="3"/><circle cx="12" cy="19" r="3"/>'
    '<path d="M8 6h8M6.5 8.6l4 7.8M17.5 8.6l-4 7.8"/>'
)
_PAGE = '<path d="M5 2h10l5 5v15H5z"/><path d="M9 10h7M9 14h7M9 18h4"/>'


def _icon(shapes: str) -> str:
    return f"data:image/svg+xml,{quote(_DRAWN.format(shapes))}"


def _root() -> str:
    """The path that Airflow is served under: nothing, or what a proxy has set before it."""
    from airflow.configuration import conf

    return urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/")


class RelationsPlugin(AirflowPlugin):
    """Mounted at ``/relations/``, shown by Airflow in a frame at ``/plugin/relations``; the brief has its own tab."""

    name = "dyadwire_relations"
    external_views: list[Any] = [  # noqa: RUF012 - as Airflow declares it
        {
            "name": "Relations",
            "href": f"{_root()}{PREFIX}/",
            "destination": "nav",
            "url_route": "relations",
            "nav_top_level": True,
            "icon": _icon(_DYADS),
        },
        {
            "name": "Brief",
            "href": f"{_root()}{PREFIX}/brief.html",
            "destination": "nav",
            "nav_top_level": True,
            "icon": _icon(_PAGE),
        },
    ]

    @cached_property
    def fastapi_apps(self) -> list[Any]:  # type: ignore[override]  # an attribute for Airflow, made when asked for
        """The one application, made for the API server; nobody gets past its first dependency without a login."""
        from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
        from airflow.api_fastapi.core_api.security import requires_access_view
        from fastapi import Depends

        from etl.web.application import make_application

        login = Depends(requires_access_view(AccessView.WEBSITE))
        return [{"name": "Relations", "url_prefix": PREFIX, "app": make_application([login])}]
