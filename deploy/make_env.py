"""Writes .env for docker-compose.yml: a random secret for each name, readable by its owner alone; what `make env` runs.

``python3 deploy/make_env.py [FILE]``. What the file holds already is kept, so that a new name can be added to an
installation that runs. Standard library only: it runs before anything is installed.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

SECRETS = (
    "POSTGRES_PASSWORD",
    "AIRFLOW_DB_PASSWORD",
    "OWNER_PASSWORD",
    "LOADER_PASSWORD",
    "PAGE_PASSWORD",
    "REDIS_PASSWORD",
    "ADMIN_PASSWORD",
    "API_SECRET",
    "JWT_SECRET",
)


def values(inbox: str) -> dict[str, str]:
    """A new value for every name, of characters that mean nothing in an address or a shell."""
    made = {name: secrets.token_urlsafe(48 if name.endswith("SECRET") else 24) for name in SECRETS}
    return {"INBOX": inbox, "FERNET_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")} | made


def write(path: Path, inbox: str) -> list[str]:
    """Adds the names that the file lacks, in one step and with mode 0600; answers them."""
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    has = {line.split("=", 1)[0].strip() for line in kept.splitlines() if "=" in line and not line.startswith("#")}
    new = {name: value for name, value in values(inbox).items() if name not in has}
    if kept and not kept.endswith("\n"):
        kept += "\n"
    draft = path.with_name(f"{path.name}.part")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(kept + "".join(f"{name}={value}\n" for name, value in new.items()))
    draft.replace(path)
    return sorted(new)


def main() -> int:
    """Prints what was added, never a value."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else ".env")
    new = write(path, str(Path("seeds/articles").resolve()))
    print(f"{path}: {', '.join(new)} added." if new else f"{path}: nothing to add.")
    print(f"Set INBOX there to the folder that articles arrive in. The login is admin, the password: grep ADMIN {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
