"""The settings of a task: those of the environment, and the warehouse of an Airflow connection where they name none."""

from urllib.parse import quote, urlencode

from airflow.sdk import BaseHook
from airflow.sdk.exceptions import AirflowNotFoundException

from etl.settings import Settings, get_settings

CONNECTION = "dyadwire_warehouse"


def task_settings() -> Settings:
    """For use inside a task; ``DYADWIRE_DATABASE_URL`` goes before the connection ``dyadwire_warehouse``."""
    settings = get_settings()
    if settings.database_url is not None:
        return settings
    return settings.model_copy(update={"database_url": _url_of_connection()})


def _url_of_connection() -> str | None:
    """Address with user, password and options such as ``sslmode``; ``None`` where there is no such connection."""
    try:
        known = BaseHook.get_connection(CONNECTION)
    except AirflowNotFoundException:
        return None
    login = ":".join(quote(part, safe="") for part in (known.login, known.password) if part)
    host = f"[{known.host}]" if known.host and ":" in known.host else known.host or ""
    place = f"{host}:{known.port}" if known.port else host
    # Not SQLAlchemy's rendering, whose + for a space the server's library does not read.
    options = urlencode({name: str(value) for name, value in known.extra_dejson.items()}, quote_via=quote)
    return f"postgresql://{login}@{place}/{quote(known.schema or '', safe='')}" + (f"?{options}" if options else "")
