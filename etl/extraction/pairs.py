"""Two parties that belong together: of one sentence, of ``the two sides``, of a party and its counterpart."""

from collections import Counter

from etl.extraction.items import Clauses, Item

Pair = tuple[Item, Item]


def two_of(clauses: Clauses) -> Pair | None:
    """The two parties of a sentence that names no third, each with what stands for it."""
    sides = [i for i in clauses.items if i.kind != "place" and i.marker not in ("in", "at", "near", "after", "like")]
    parties = list(dict.fromkeys(p for i in sides for p in i.parties))
    if len(parties) != 2:
        return None
    first, second = (next(i for i in sides if p in i.parties) for p in parties)
    return first._replace(parties=(parties[0],)), second._replace(parties=(parties[1],))


def counterpart(pair: Pair, parties: tuple[str, ...]) -> Item | None:
    """The other of the two, without its persons; ``None`` where the parties are neither."""
    a, b = pair
    if set(a.parties) == set(parties):
        return b._replace(persons=())
    if set(b.parties) == set(parties):
        return a._replace(persons=())
    return None


def most_joined(joined: list[Pair], last: Pair | None, third: Item | None) -> Pair | None:
    """Of the pairs that an article's events have joined, the last of those it joined most, without the third.

    The two last spoken of go before, unless others were joined by two events more: a third country is often named
    between what the two sides did and whoever calls on both.
    """
    known = [pair for pair in joined if third is None or not _is_of(third, pair)]
    if not known:
        return last
    counts = Counter(_parties_of(pair) for pair in known)
    most = max(enumerate(known), key=lambda found: (counts[_parties_of(found[1])], found[0]))[1]
    if last is None or (third is not None and _is_of(third, last)):
        return most
    return most if counts[_parties_of(most)] > counts[_parties_of(last)] + 1 else last


def _parties_of(pair: Pair) -> frozenset[str]:
    return frozenset((*pair[0].parties, *pair[1].parties))


def _is_of(third: Item, pair: Pair) -> bool:
    return not _parties_of(pair).isdisjoint(third.parties)
