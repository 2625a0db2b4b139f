"""Agreements: an instrument, between whom, and how far it has got."""

from bisect import bisect_left
from collections import defaultdict

from etl.extraction.cues import cues
from etl.extraction.document import Document
from etl.extraction.merging import Merged
from etl.extraction.overlaps import longest
from etl.extraction.places import LocatedMention
from etl.extraction.subjects import sectors_in
from etl.lexicon.patterns import Match
from etl.model import Agreement, Span

_REACH = 12  # tokens between an instrument and the words that tell its status
_SENTENCES_BACK = 2  # an instrument without parties belongs to those spoken of so many sentences before
_SOUGHT = 4  # words before a status within which it may be said to be only wanted
_ACCOMPLISHED = frozenset({"ratified", "in_force"})
_AMICABLE = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")  # events whose parties may sign something the sentence after
_SURENESS = (0.9, 0.75, 0.65)  # of an event's confidence, by how many sentences lie between
_FIRMEST = ("terminated", "suspended", "ratified", "in_force", "intended", "under_negotiation", "signed")
_BY_EVENT = {"planned": "intended", "possible": "under_negotiation"}


def find_agreements(doc: Document, mentions: list[LocatedMention], events: list[Merged]) -> tuple[Agreement, ...]:
    """Instruments whose parties an event of the same sentence, or of one just before, names; retold ones are one."""
    instruments = longest([*doc.of("agreement")])
    named = _named_by_sentence(doc, mentions) if instruments and events else {}
    found: dict[tuple[str, str, tuple[str, ...]], Agreement] = {}
    for match in instruments if events else ():
        sentence = doc.sentence_of(match.start)
        beside = _beside(doc, match, mentions)
        parties, confidence = _parties(sentence, events, named.get(sentence, frozenset()), beside)
        status = _status(doc, match, sentence, events)
        if len(parties) < 2 or status is None:
            continue
        first, last = doc.sentences[sentence]
        rule = f"{doc.lexicon.data.language}.agreement.{status}"
        agreement = Agreement(match.payload.value, _title(doc, match), status, parties, sectors_in(doc, (sentence,)),
                              Span(*doc.span(first, last)), round(confidence, 3), rule)  # fmt: skip
        found.setdefault((agreement.kind, status, parties), agreement)
    return tuple(found.values())


def _beside(doc: Document, instrument: Match, mentions: list[LocatedMention]) -> str | None:
    """``the deal with A``: whom it is with, by the words behind it."""
    at = bisect_left(mentions, instrument.end, key=lambda m: m.first)
    if at == len(mentions) or mentions[at].first - instrument.end > doc.reach(_SOUGHT):
        return None
    between = (doc.starts_with("marker", i) for i in range(instrument.end, mentions[at].first))
    return mentions[at].mention.party if any(m is not None and m.payload.value == "with" for m in between) else None


def _named_by_sentence(doc: Document, mentions: list[LocatedMention]) -> dict[int, frozenset[str]]:
    named: dict[int, set[str]] = defaultdict(set)
    for located in mentions:
        named[doc.sentence_of(located.first)].add(located.mention.party)
    return {sentence: frozenset(parties) for sentence, parties in named.items()}


def _parties(
    sentence: int, events: list[Merged], named: frozenset[str], beside: str | None
) -> tuple[tuple[str, ...], float]:
    """The parties of the surest event that the sentence tells, best one about agreeing.

    Else of the last one before, if the sentence names nobody else: ``A memorandum was signed, too.`` None where the
    instrument is with somebody ``beside`` it who has no part in an event of another kind.
    """
    for reach in range(_SENTENCES_BACK + 1):
        here = [m.draft for m in events if sentence - reach in m.sentences]
        here = [d for d in here if not reach or d.trigger.type in _AMICABLE]
        if here:
            best = max(here, key=lambda d: (d.trigger.type == "AGREE", d.confidence))
            pair = {best.actor, best.recipient}
            if (reach and not named <= pair) or (best.trigger.type != "AGREE" and beside and beside not in pair):
                break
            return tuple(sorted(pair)), best.confidence * _SURENESS[reach]
    return (), 0.0


def _status(doc: Document, match: Match, sentence: int, events: list[Merged]) -> str | None:
    """The firmest status told near the instrument; an agreement not yet signed is intended."""
    first, last = doc.sentences[sentence]
    told = [m for m in doc.within("agreement_status", first, last) if _distance(m, match) <= _REACH]
    near = {m.payload.value for m in told if m.payload.value not in _ACCOMPLISHED or not _is_sought(doc, m)}
    if not near:
        return None
    status = next(s for s in _FIRMEST if s in near)
    if status == "signed":
        event = next(
            (m.draft.status for m in events if sentence in m.sentences and m.draft.trigger.type == "AGREE"), None
        )
        return _BY_EVENT.get(event or "", "signed") if event != "denied" else None
    return status


def _is_sought(doc: Document, status: Match) -> bool:
    """``efforts to ratify``, ``has not been ratified``: said before it to be wanted, doubted or denied."""
    return any(True for _ in cues(doc, max(0, status.start - doc.reach(_SOUGHT)), status.start + 1))


def _distance(a: Match, b: Match) -> int:
    return max(a.start - b.end, b.start - a.last, 0)


def _title(doc: Document, match: Match) -> str | None:
    """The instrument's words as written, with a quoted title behind them if there is one."""
    quotes = doc.lexicon.data.grammar.quotes
    if match.end + 1 < len(doc.words) and doc.words[match.end] in quotes:
        for at in range(match.end + 1, min(match.end + 20, len(doc.words))):
            if doc.words[at] in quotes:
                start, end = doc.starts[match.end + 1], doc.ends[at - 1]
                return doc.text[start:end]
    return None
