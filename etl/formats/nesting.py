"""How deep elements of HTML and XML may stand inside one another: whoever walks a tree, walks it within a bound."""

from collections.abc import Iterator

from lxml import etree

from etl.errors import ArticleError

_EDGES = ("start", "end")


def bounded_walk(
    tree: etree._Element, deepest: int, events: tuple[str, ...] = _EDGES
) -> Iterator[tuple[str, etree._Element]]:
    """``(event, element)`` as ``etree.iterwalk`` gives them; ``start`` and ``end`` have to be among the events.

    Raises:
        ArticleError: ``too_deep`` at the first element that has more than ``deepest - 1`` around it.
    """
    depth = 0
    for event, element in etree.iterwalk(tree, events=events):
        depth += (event == "start") - (event == "end")
        if depth > deepest:
            raise ArticleError("too_deep", f"more than {deepest} elements inside one another")
        yield event, element


def check_depth(tree: etree._Element, deepest: int) -> None:
    """Walk the tree for its depth alone. Raises as ``bounded_walk``."""
    for _ in bounded_walk(tree, deepest):
        pass
