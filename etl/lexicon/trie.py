"""The trie that patterns are looked up in, and how it is made small: what leads to the same becomes one node."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Node:
    """One node of the trie over word patterns. ``tails``: what may follow a gap, before ``gap`` is made of them."""

    following: dict[int, "Node"] = field(default_factory=dict)
    payloads: list[Any] = field(default_factory=list)
    gap: "Node | None" = None
    tails: "list[Node] | None" = None


class Settling:
    """Makes one gap of a node's tails, and one node of all that lead to the same; each node is looked at once."""

    def __init__(self) -> None:
        self._gaps: dict[tuple[int, ...], Node] = {}  # by the tails that they are made of
        self._whole: dict[int, Node] = {}
        self._same: dict[tuple[object, ...], Node] = {}
        self._settled: dict[int, Node] = {}
        self._kept: list[Node] = []  # as long as their ids are keys

    def whole(self, node: Node) -> Node:
        """The node with one gap of all its tails; nodes of the same tails share it."""
        if id(node) in self._whole:
            return node
        self._whole[id(node)] = node
        for behind in node.following.values():
            self.whole(behind)
        if node.tails is not None:
            tails = [*node.tails, *([node.gap] if node.gap is not None else ())]
            self._kept += tails
            ids = tuple(map(id, tails))
            if ids not in self._gaps:
                self._gaps[ids] = self.whole(_merged(tails))
            node.gap, node.tails = self._gaps[ids], None
        return node

    def settled(self, node: Node) -> Node:
        """The first of all nodes that have the same payloads and lead to the same nodes."""
        known = self._settled.get(id(node))
        if known is not None:
            return known
        self._kept.append(node)
        for word_id, behind in node.following.items():
            node.following[word_id] = self.settled(behind)
        if node.gap is not None:
            node.gap = self.settled(node.gap)
        leads_to = tuple((word_id, id(behind)) for word_id, behind in node.following.items())
        same = self._same.setdefault((tuple(map(id, node.payloads)), leads_to, id(node.gap)), node)
        self._settled[id(node)] = self._settled[id(same)] = same
        return same


def _merged(nodes: list[Node]) -> Node:
    """One node that leads wherever one of several does."""
    if len(nodes) == 1:
        return nodes[0]
    merged, leading = Node(), dict[int, list[Node]]()
    for node in nodes:
        merged.payloads += [payload for payload in node.payloads if payload not in merged.payloads]
        if node.tails is not None or node.gap is not None:
            gap = [node.gap] if node.gap is not None else []
            merged.tails = [*(merged.tails or ()), *(node.tails or ()), *gap]
        for word_id, behind in node.following.items():
            leading.setdefault(word_id, []).append(behind)
    merged.following = {word_id: _merged(behind) for word_id, behind in leading.items()}
    return merged
