"""Mentions of parties: which names, adjectives and places of the text stand for which country or body.

A city's or an ambiguous country's name counts only where the words around it allow: no part of a longer name, and for
smaller cities a preposition of place or the country named elsewhere. What stays doubtful is left out.
"""

from collections import Counter
from dataclasses import dataclass, replace

from etl.extraction.credits import opening_behind, place_token
from etl.extraction.document import Document, kinds
from etl.extraction.overlaps import longest_first
from etl.extraction.short_names import Named, ShortNames
from etl.lexicon.entries import PartyName
from etl.lexicon.gazetteer import LARGE_FROM, Place
from etl.lexicon.patterns import Match
from etl.model import Mention

_LOCAL_MARKERS = frozenset({"in", "to", "into", "from", "at", "near"})
_NEIGHBOURS = ("title", "party", "place", "month", "weekday", "marker", "articles", "ranks", "units")
_KNOWN = kinds(*_NEIGHBOURS, "agency")
_KNOWN_AMONG_NOUNS = kinds(*_NEIGHBOURS, "honorifics", "sector")
DOMINANCE = 5  # a namesake with fewer than a fifth of the inhabitants is not considered unless its country is named


@dataclass(frozen=True, slots=True)
class LocatedMention:
    """A mention with its tokens ``[first, last)`` and what its ending tells of its part in the clause.

    ``is_seat``: a capital's name; ``is_government``: one, or a palace's, that may stand for the government there.
    """

    mention: Mention
    first: int
    last: int
    ending_marker: str | None
    ending: str
    is_government: bool = False
    is_seat: bool = False


def find_mentions(doc: Document) -> list[LocatedMention]:
    """All mentions, by place in the text."""
    known = longest_first(doc, [*doc.of("party", "place", "not_party")])
    found = [match for match in known if match.payload.category != "not_party"]
    named = Counter(m.payload.value.party for m in found if isinstance(m.payload.value, PartyName))
    mentions: list[LocatedMention] = []
    for match in found:
        value = match.payload.value
        if isinstance(value, PartyName):
            if not value.is_ambiguous or _stands_alone(doc, match):
                acts = value.kind == "place" and not _is_local(doc, match) and not _opens_report(doc, match)
                mentions.append(_located(doc, match, value.party, value.kind, acts))
        else:
            party = _country_of(doc, match, value, named)
            if party is not None:
                kind = "body" if party in doc.lexicon.data.seats else "place"
                acts = value.is_capital and not _is_local(doc, match) and not _opens_report(doc, match)
                mentions.append(_located(doc, match, party, kind, acts, value.is_capital))
    return _with_short_names(doc, mentions, known) if doc.lexicon.data.writing.short_names else mentions


def _with_short_names(doc: Document, mentions: list[LocatedMention], known: list[Match]) -> list[LocatedMention]:
    """Further mentions that are one letter each, and short ones of the lexicon as the text means them."""
    named = [Named(m.first, m.last, m.mention.party) for m in mentions]
    short = ShortNames(doc, named, {i for match in known for i in range(match.start, match.end)})
    told = [_told_as(m, short.told(n)) for m, n in zip(mentions, named, strict=True)]
    letters = [
        LocatedMention(_mention(doc, n.first, n.last, n.party, "name"), n.first, n.last, None, "") for n in short.find()
    ]
    return sorted([*told, *letters], key=lambda m: m.first)


def _told_as(located: LocatedMention, party: str) -> LocatedMention:
    mention = located.mention
    return located if mention.party == party else replace(located, mention=replace(mention, party=party))


def _located(
    doc: Document, match: Match, party: str, kind: str, acts: bool = False, is_seat: bool = False
) -> LocatedMention:
    mention = _mention(doc, match.start, match.end, party, kind)
    return LocatedMention(mention, match.start, match.end, match.marker, match.ending, acts, is_seat)


def _mention(doc: Document, first: int, last: int, party: str, kind: str) -> Mention:
    start, end = doc.span(first, last)
    return Mention(party, kind, doc.text[start:end], start, end)  # type: ignore[arg-type]


def _country_of(doc: Document, match: Match, place: Place, named: Counter[str]) -> str | None:
    """The country of a place's name here, or ``None`` where the text does not support one."""
    if not _stands_alone(doc, match) and not (place.is_capital and _is_behind_name(doc, match)):
        return None
    seat = doc.starts_with("seat", match.start)
    candidates = place.candidates
    party = candidates[0][0]
    meant = seat is not None and (named[seat.payload.value] or not named[party])
    if seat is not None and meant and not _is_local(doc, match) and not _opens_report(doc, match):
        return str(seat.payload.value)  # ``Brussels demanded``
    if len(candidates) > 1:
        supported = [c for c, _ in candidates if named[c]]
        if supported and not place.is_capital:
            party = supported[0]
        elif candidates[1][1] * DOMINANCE > candidates[0][1] and not place.is_capital:
            return None
    local = _is_local(doc, match)
    if place.is_capital or (named[party] and (local or place.population >= 100_000)):
        return party
    if place.population >= LARGE_FROM:
        return party if local or match.end - match.start > 1 or not doc.lexicon.data.writing.nouns_capitalized else None
    return party if local and place.population >= 50_000 else None


def _is_local(doc: Document, match: Match) -> bool:
    """A preposition of place stands directly before the name."""
    before = doc.ends_with("marker", match.start)
    if before is not None and before.payload.value in _LOCAL_MARKERS:
        return True
    return match.marker in _LOCAL_MARKERS or doc.ends_with("place_word", match.start) is not None


def _opens_report(doc: Document, match: Match) -> bool:
    """Written as a dateline is: in capitals, or with a dash or an agency's bracket behind it."""
    if match.start == place_token(doc) and opening_behind(doc, doc.ends[match.end - 1]) is not None:
        return True
    behind = doc.words[match.end] if match.end < len(doc.words) else ""
    return doc.words[match.start].isupper() or behind in tuple("(-–—/:")


def _stands_alone(doc: Document, match: Match) -> bool:
    """Not part of a longer name: no capitalized stranger directly beside it."""
    before, behind = match.start - 1, match.end
    sentence_first, sentence_last = doc.sentences[doc.sentence_of(match.start)]
    if (
        _is_headline_style(doc, sentence_first, sentence_last)
        or match.marker == "of"
        or (_is_local(doc, match) and _is_certain(doc, match))
    ):
        return True
    if before >= sentence_first and _is_stranger(doc, before) and before > sentence_first:
        return False
    if behind < sentence_last and _is_stranger(doc, behind):
        return doc.lexicon.data.writing.nouns_capitalized
    return True


def _is_certain(doc: Document, match: Match) -> bool:
    """``the city of Palu``, ``die Insel Lombok``: the word before leaves no doubt."""
    return doc.ends_with("place_word", match.start) is not None


def _is_stranger(doc: Document, token: int) -> bool:
    """A capitalized word that the lexicon doesn't know as something that stands beside places."""
    if not doc.words[token][0].isalpha() or not doc.is_capitalized(token):
        return False
    among_nouns = doc.lexicon.data.writing.nouns_capitalized and not doc.is_adjacent(token + 1)
    known = _KNOWN_AMONG_NOUNS if among_nouns else _KNOWN
    return not (doc.opens(token, known) or doc.closes(token + 1, known))


def _is_behind_name(doc: Document, match: Match) -> bool:
    """``Аста Лехтинен Астанаға келді``: where cases are endings, one parts a capital from a name before it."""
    parted = bool(match.ending) and match.marker is not None and doc.lexicon.data.grammar.word_order == "sov"
    behind = match.end
    _, last = doc.sentences[doc.sentence_of(match.start)]
    return parted and not (behind < last and _is_stranger(doc, behind))


def _is_headline_style(doc: Document, first: int, last: int) -> bool:
    """Most words of a title are capitalized: capitals tell nothing."""
    if first > 0:
        return False
    words = [w for w in doc.words[first:last] if w[0].isalpha() and len(w) > 3]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) > 0.75 * len(words)
