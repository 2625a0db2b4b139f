"""The one reader of the environment: every setting is ``DYADWIRE_<NAME>``, documented by its field here."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parents[1]


def _place(value: object) -> object:
    """A folder is a path; an address of object storage stays as it is written, for a path has no two slashes."""
    return value if "://" in str(value) else Path(str(value))


class Settings(BaseSettings):
    """Values come from the environment, then from the defaults below; nothing is read from files."""

    model_config = SettingsConfigDict(env_prefix="DYADWIRE_", frozen=True, extra="ignore")

    database_url: str | None = Field(
        default=None,
        description="PostgreSQL to load into, postgresql://user:password@host:port/name; without it the embedded one",
    )
    reader_url: str | None = Field(
        default=None,
        description="PostgreSQL as the page in Airflow reads it, by a login of the role dyadwire_reader",
    )
    inbox: Annotated[Path | str, BeforeValidator(_place)] = Field(
        default=PROJECT_ROOT / "seeds" / "articles",
        description="folder that new article files arrive in, or a bucket: s3://CONNECTION@BUCKET/PREFIX",
    )
    state_dir: Path = Field(
        default=PROJECT_ROOT / ".dyadwire", description="embedded server, Airflow's home, generated secrets, logs"
    )
    schedule: str = Field(default="0 2 * * *", description="cron of the nightly run, UTC")
    batch_size: int = Field(default=1000, ge=1, description="at most so many files a batch, which is one task")
    settle_seconds: float = Field(
        default=5.0, ge=0, description="a file changed more recently than this is still being written and waits"
    )
    lease_seconds: int = Field(default=900, ge=1, description="a claim older than this may be taken over")
    quarantine_share: float = Field(
        default=0.10,
        ge=0,
        le=1,
        description="the night turns red when more than this share of its files is quarantined",
    )
    brief_dir: Path | None = Field(
        default=None,
        description="folder for the brief that every refresh of the reports writes; `briefs` in the state folder",
    )
    maintenance_schedule: str = Field(default="0 12 * * 0", description="cron of the weekly upkeep, UTC")
    retention_days: int | None = Field(
        default=None,
        ge=90,
        description="articles loaded longer ago are let go by the weekly upkeep; unset, all are kept",
    )
    backup_dir: Path | None = Field(default=None, description="folder for the weekly backups; unset, none are made")
    backups_kept: int = Field(default=8, ge=1, description="so many backups are kept, the newest")
    volume_severity: Literal["error", "warn"] = Field(
        default="warn", description="error: a language or outlet that falls silent makes the night red; warn: is told"
    )
    late_after_minutes: float = Field(
        default=240.0, gt=0, description="a run that has not ended so long after it was queued is told of as late"
    )
    alert_smtp_url: SecretStr | None = Field(
        default=None,
        description="alerts by mail: smtp://user:password@host:587 (STARTTLS; `?tls=off` without) or smtps://...:465",
    )
    alert_from: str | None = Field(default=None, description="sender of alerts by mail")
    alert_to: str | None = Field(default=None, description="who gets alerts by mail; several with commas")
    alert_slack_url: SecretStr | None = Field(
        default=None, description='alerts to a webhook of Slack, Mattermost or the like, which takes {"text": ...}'
    )
    alert_webhook_url: SecretStr | None = Field(
        default=None, description="alerts to a webhook of any other kind, as a JSON object (Alerts)"
    )
    max_file_bytes: int = Field(default=4 * 1024**3, ge=1, description="a larger file is quarantined unread")
    max_document_bytes: int = Field(
        default=32 * 1024**2, ge=1, description="bytes of one page, member of an archive or line of JSON Lines"
    )
    max_unpacked_bytes: int = Field(default=16 * 1024**3, ge=1, description="bytes that one file may unpack to")
    max_unpacked_ratio: int = Field(
        default=200, ge=2, description="unpacked bytes a packed one, once more than a mebibyte has been unpacked"
    )
    max_depth: int = Field(default=4, ge=0, description="containers inside one another")
    max_records: int = Field(default=200_000, ge=1, description="records of one file; the rest of it is left unread")
    article_seconds: float = Field(
        default=60.0, ge=1, description="a document that takes longer to parse, or an article to extract, is stopped"
    )
    max_worker_bytes: int = Field(
        default=4 * 1024**3, ge=512 * 1024**2, description="address space of the process that parses and extracts"
    )

    @property
    def briefs(self) -> Path:
        """The folder for briefs."""
        return self.brief_dir or self.state_dir / "briefs"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
