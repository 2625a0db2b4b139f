"""``A, B and C``: names that act together."""

from etl.extraction.credits import opening_behind, place_token
from etl.extraction.document import COMMAS, Document, kinds
from etl.extraction.items import Item
from etl.lexicon.patterns import Match

_LOCAL = ("in", "at", "from")
_AIMED = ("to", "for", "against", "about", "object")
_CASES = ("of", "object", "to", "in", "by")  # what the ending of the second of two joined names may tell
_VERB_REACH = 2  # tokens between a verb and the names beside it: an article, an auxiliary
_PATTERN_REACH = 6  # tokens before a name within which the verb beside it begins
_PARTIES = kinds("party")
_CONJUNCTIONS, _SMALL = kinds("conjunctions"), kinds("articles", "marker")


def coordinated(doc: Document, items: list[Item], commas: set[int]) -> list[Item]:
    """``A, B and C`` and ``A-B`` become one item with the marker of the first; ``commas``: those of such lists."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before is not None and item.kind == "pair" and item.first == before.last and len(before.parties) == 2:
            joined[-1] = before._replace(last=item.last, marker=item.marker or before.marker)  # ``A and B, both sides``
        elif before is not None and before.parties and item.kind == "stranger" and _is_further(doc, before, item):
            continue  # ``A, B and other Arab states``: who acts beside them takes nothing from them
        elif before is not None and before.parties and _may_act(item) and _joined(doc, before, item, commas):
            parties = tuple(dict.fromkeys([*before.parties, *item.parties]))
            persons = tuple(dict.fromkeys([*before.persons, *item.persons]))
            marker = item.marker if _case_of_first(doc, before) is None and not _is_office(before) else before.marker
            joined[-1] = before._replace(last=item.last, parties=parties, persons=persons, marker=marker,
                                 is_adjective=item.is_adjective)  # fmt: skip
        else:
            joined.append(item)
    return joined


def _is_further(doc: Document, before: Item, item: Item) -> bool:
    others = doc.starts_with("others", before.last)
    return others is not None and item.first == others.end


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


def _joined(doc: Document, before: Item, item: Item, commas: set[int]) -> bool:
    between = range(before.last, item.first)
    if not between and before.last - before.first == 1 and doc.lexicon.data.writing.short_pairs:
        return item.last - item.first == 1 or _is_office(item)  # two letters for two: 泰柬两国, 泰柬领导人
    if len(between) > doc.reach(3) or before.marker == "possessor":
        return False
    if item.marker == "with" and before.marker in _AIMED and doc.lexicon.data.grammar.with_joins:
        link = doc.starts_with("marker", before.last)
        return link is not None and link.end == item.first
    words = [i for i in between if i not in commas and (doc.opens(i, _CONJUNCTIONS) or not doc.opens(i, _SMALL))]
    if words and not doc.lexicon.data.writing.is_solid:  # ``sowohl A als auch B``
        within = {n for m in doc.within("conjunctions", before.last, item.first) for n in range(m.start + 1, m.end)}
        words = [i for i in words if i not in within]
    is_listed = not commas.isdisjoint(between)
    if len(words) == 2 and doc.words[words[0]] in COMMAS and before.kind == "actor":
        words = words[1:]  # the comma that closes an apposition: ``the minister of A, NAME, and that of B``
    links = [i for i in words if doc.starts_with("conjunctions", i) is not None or doc.words[i] in "-–/"]
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
    same = same or _shares_preposition(doc, before, item)
    is_linked = len(words) == len(links) == 1 or (is_listed and not words)
    return is_linked and same and not _is_dateline(doc, before) and not _begins_clause(doc, before, item)


def _begins_clause(doc: Document, before: Item, item: Item) -> bool:
    """``A praised B and C accused D``: a verb stands right before the first and right behind the second."""
    grammar = doc.lexicon.data.grammar
    has_words = grammar.word_order in ("svo", "v2") and not doc.lexicon.data.writing.is_solid
    if not has_words or not (before.is_bare and item.is_bare) or before.is_adjective:
        return False
    behind = next((m for m in doc.within("event", item.last, item.last + _VERB_REACH) if _is_verb(m)), None)
    if behind is None or any(doc.opens(i, _SMALL) for i in range(item.last, behind.start)):
        return False
    ahead = doc.within("event", max(0, before.first - _PATTERN_REACH), before.first)
    gaps = [range(m.last, before.first) for m in ahead if _is_verb(m)]
    return any(len(gap) <= _VERB_REACH and all(_is_small(doc, i) for i in gap) for gap in gaps)


def _is_small(doc: Document, token: int) -> bool:
    return doc.words[token][0].isalpha() and not doc.opens(token, _PARTIES)


def _is_verb(match: Match) -> bool:
    return match.payload.value.kind == "verb" and match.tail is None


def _shares_preposition(doc: Document, before: Item, item: Item) -> bool:
    """``против России и Белоруссии``: the second has the preposition of the first and the case that goes with it."""
    if item.marker not in _CASES or item.is_adjective or (before.kind == "actor") != (item.kind == "actor"):
        return False
    if doc.within("marker", before.last, item.first):
        return False
    preposition = doc.ends_with("marker", before.first)
    return preposition is not None and preposition.payload.value == before.marker


def _is_dateline(doc: Document, item: Item) -> bool:
    """``BAKU - Usbekistans Minister``: the dash ends the dateline and joins nothing."""
    if item.first != place_token(doc) or doc.is_adjacent(item.last):
        return False
    return opening_behind(doc, doc.ends[item.last - 1]) is not None
