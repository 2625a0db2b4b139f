"""A reprocessing in a process that is killed at a named point: ``python -m tests.reprocessing.dying POINT URL NUMBER``.

Exits with 0 where the point was never reached.
"""

import sys
from typing import Any

from etl import reprocessing
from etl.warehouse import incidents
from etl.warehouse.reprocessing import application, comparison
from tests.reprocessing.aging import compare_all, write
from tests.warehouse.dying import in_copy_of, then_die

COMPARING: dict[str, tuple[Any, str, Any]] = {
    "before the comparison is committed": (comparison, "_write", then_die),
    "after the comparison is committed": (reprocessing, "keep_compared", then_die),
}
APPLYING: dict[str, tuple[Any, str, Any]] = {
    "during the COPY of events": (application, "copy_rows", lambda _: in_copy_of("news.event")),
    "before the commit": (application, "_enter", then_die),
    "after the commit": (reprocessing, "apply_some", then_die),
    "in the middle of merging": (incidents, "copy_rows", lambda _: in_copy_of("member")),
}

if __name__ == "__main__":
    point, url, number = sys.argv[1:]
    module, name, change = (COMPARING | APPLYING)[point]
    setattr(module, name, change(getattr(module, name)))
    if point in COMPARING:
        compare_all(url, int(number))
    else:
        write(url, int(number))
