"""``A, B and C``: names that act together."""

from collections.abc import Mapping

from etl.extraction.credits import opening_behind, place_token
from etl.extraction.document import COMMAS, Document, kinds
from etl.extraction.items import Item

_LOCAL = ("in", "at", "from")
_LISTED = (None, "subject", "object", "with", "between", "against", "on", "to", "of", "by", "for")
_CONJUNCTIONS, _SMALL = kinds("conjunctions"), kinds("articles", "marker")


def listed(doc: Document, names: Mapping[int, int]) -> frozenset[int]:
    """The commas of ``A, B and C``: nothing but commas between the names, a conjunction before the last.

    ``names``: the token behind each, by its first. Where verbs stand last and names have cases, the comma may part the
    subject as well: ``A, B ile C arasındaki``.
    """
    grammar, found = doc.lexicon.data.grammar, set[int]()
    if grammar.word_order == "sov" and not grammar.genitive_follows:
        return frozenset()
    for last in names.values():
        commas: list[int] = []
        at = last
        while at + 1 in names and doc.words[at] in COMMAS:
            commas.append(at)
            at = names[at + 1]
        if not commas:
            continue
        if at + 1 < len(doc.words) and doc.words[at] in COMMAS:
            commas.append(at)  # ``A, B, and C``
            at += 1
        link = doc.starts_with("conjunctions", at) if at < len(doc.words) else None
        if link is not None and link.end in names:
            found.update(commas)
    return frozenset(found)


def coordinated(doc: Document, items: list[Item], commas: frozenset[int]) -> list[Item]:
    """``A, B and C`` and ``A-B`` become one item with the marker of the first; ``commas``: those of lists."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before is not None and item.kind == "pair" and item.first == before.last and len(before.parties) == 2:
            joined[-1] = before._replace(last=item.last, marker=item.marker or before.marker)  # ``A and B, both sides``
        elif before is not None and before.parties and _may_act(item) and _joined(doc, before, item, commas):
            parties = tuple(dict.fromkeys([*before.parties, *item.parties]))
            persons = tuple(dict.fromkeys([*before.persons, *item.persons]))
            marker = item.marker if _case_of_first(doc, before) is None and not _is_office(before) else before.marker
            joined[-1] = before._replace(last=item.last, parties=parties, persons=persons, marker=marker,
                                 is_adjective=item.is_adjective)  # fmt: skip
        else:
            joined.append(item)
    return joined


def _may_act(item: Item) -> bool:
    """A party, or strangers who act beside one: ``A and its allies``."""
    return bool(item.parties) or item.kind == "stranger"


def _case_of_first(doc: Document, before: Item) -> str | None:
    """The marker of the first of two joined items, unless it comes from the word that joins them."""
    joins = doc.starts_with("conjunctions", before.last) and doc.starts_with("postposition", before.last)
    return None if joins else before.marker


def _is_office(item: Item) -> bool:
    """An office without a name: what follows may be a further country of it."""
    return item.kind == "actor" and not item.persons


def _joined(doc: Document, before: Item, item: Item, commas: frozenset[int]) -> bool:
    between = range(before.last, item.first)
    if not between and before.last - before.first == 1 and doc.lexicon.data.writing.short_pairs:
        return item.last - item.first == 1  # two letters that stand for two countries
    if len(between) > doc.reach(3) or before.marker == "possessor":
        return False
    words = [i for i in between if doc.opens(i, _CONJUNCTIONS) or not doc.opens(i, _SMALL)]
    is_list = any(i in commas for i in words)
    words = [i for i in words if i not in commas]
    if is_list and (before.marker not in _LISTED or set(before.parties) & set(item.parties)):
        return False  # ``In A, B and C agreed``; a city, its country and another
    if len(words) == 2 and doc.words[words[0]] in COMMAS and before.kind == "actor":
        words = words[1:]  # the comma that closes an apposition: ``the minister of A, NAME, and that of B``
    link = [i for i in words if doc.starts_with("conjunctions", i) is not None or doc.words[i] in "-–/"]
    is_marked_last = item.marker == "possessor" or doc.lexicon.data.grammar.word_order == "sov"
    if item.marker in _LOCAL and _case_of_first(doc, before) is None and before.marker is not None:
        return False  # ``A bilan B-dagi``: with A, in B
    same = (
        item.marker in (None, before.marker)
        or before.marker == "between"
        or (is_marked_last and _case_of_first(doc, before) is None)
    )
    same = same or (
        _is_office(before) and item.kind != "actor" and item.marker in ("of", "possessor")
    )  # the presidents of A and of B
    is_linked = (len(link) == 1 and len(words) == 1) or (is_list and not words)
    return is_linked and same and not _is_dateline(doc, before)


def _is_dateline(doc: Document, item: Item) -> bool:
    """``BAKU - Usbekistans Minister``: the dash ends the dateline and joins nothing."""
    if item.first != place_token(doc) or doc.is_adjacent(item.last):
        return False
    return opening_behind(doc, doc.ends[item.last - 1]) is not None
