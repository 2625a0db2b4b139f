"""A store that speaks the protocol of S3, on this machine: moto's server in a thread, with one bucket."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

CONNECTION = "newsroom"
PASSWORD = "of-the-store-in-the-test"  # of a store that asks none


@dataclass(frozen=True, slots=True)
class Bucket:
    """A running store; ``connection`` is Airflow's, as a variable of the environment holds it."""

    endpoint: str
    name: str = "deliveries"

    @property
    def connection(self) -> str:
        """What ``AIRFLOW_CONN_NEWSROOM`` has to be."""
        extra = {"endpoint_url": self.endpoint, "region_name": "us-east-1"}
        return json.dumps({"conn_type": "aws", "login": "reader", "password": PASSWORD, "extra": extra})

    def address(self, prefix: str = "", connection: str = CONNECTION) -> str:
        """The inbox, as ``DYADWIRE_INBOX`` names it."""
        return f"s3://{connection}@{self.name}/{prefix}"

    def client(self) -> Any:
        """For whoever delivers."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="writer",
            aws_secret_access_key=PASSWORD,
        )

    def put(self, key: str, data: bytes) -> None:
        """Deliver an object."""
        self.client().put_object(Bucket=self.name, Key=key, Body=data)

    def upload(self, folder: Path, prefix: str) -> None:
        """Deliver all files of a folder."""
        for path in sorted(folder.iterdir()):
            self.put(f"{prefix}/{path.name}", path.read_bytes())


@contextmanager
def running_bucket() -> Iterator[Bucket]:
    """The store with its empty bucket."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        bucket = Bucket(f"http://{host}:{port}")
        bucket.client().create_bucket(Bucket=bucket.name)
        yield bucket
    finally:
        server.stop()
