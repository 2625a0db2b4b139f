"""``python -m etl.cli``: the same as ``dyadwire``, where the console script is not on the path."""

from etl.cli import main

main()
