"""What the forked nights have imported and loaded: once, by reading an inbox as they do."""

import gc
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.reading.articles import extract_articles
from tests.faults.inbox import fill

for _name in ("etl.cli.app", "etl.pipeline", "etl.warehouse.migrate", "tests.faults.hooks", "tests.warehouse.dying"):
    import_module(_name)
with TemporaryDirectory() as _folder:
    for _seed in range(3):
        fill(Path(_folder), _seed)
        for _path in sorted(path for path in Path(_folder).rglob("*") if path.is_file()):
            list(extract_articles(_path.read_bytes(), _path.as_uri()))
gc.collect()
gc.freeze()  # or the first collection in each fork would copy all of it
