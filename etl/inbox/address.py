"""Addresses of objects, as the setting and the ledger write them."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from etl.errors import ConfigurationError

SAFE = "/-._~()+,=@&!'"  # what addresses of files and objects leave as it is, beside letters and digits


@dataclass(frozen=True, slots=True)
class Address:
    """Where an object, or all objects below a prefix, lie. ``store`` is ``s3://CONNECTION@BUCKET``."""

    store: str
    key: str

    @classmethod
    def parse(cls, text: str) -> "Address":
        """From an inbox as set, whose key is taken as it stands."""
        scheme, _, rest = text.partition("://")
        authority, _, key = rest.partition("/")
        if not authority.rpartition("@")[2]:
            raise ConfigurationError(f"inbox {text}: no bucket in it; DYADWIRE_INBOX is such as s3://bucket/folder")
        return cls(f"{scheme}://{authority}", key)

    @classmethod
    def from_uri(cls, uri: str) -> "Address":
        """From an address of the ledger, whose key is percent-encoded."""
        address = cls.parse(uri)
        return cls(address.store, unquote(address.key))

    @property
    def uri(self) -> str:
        """For the ledger."""
        return f"{self.store}/{quote(self.key, safe=SAFE)}"

    @property
    def path(self) -> str:
        """``BUCKET/KEY``, as file systems of fsspec name it."""
        return f"{self.store.partition('://')[2].rpartition('@')[2]}/{self.key}"
