"""Events: every trigger whose sentence, or the talk so far, gives it two parties."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from etl.extraction.allegations import happened, without_charges
from etl.extraction.clauses import ClauseReader
from etl.extraction.dates import TextDate
from etl.extraction.discourse import Discourse
from etl.extraction.document import Document
from etl.extraction.drafts import Draft
from etl.extraction.items import Clauses, Item
from etl.extraction.overlaps import longest
from etl.extraction.persons import Cast
from etl.extraction.places import LocatedMention
from etl.extraction.reported import blamed, demanded
from etl.extraction.sides import find_sides
from etl.extraction.status import status_of
from etl.lexicon.patterns import Match
from etl.lexicon.shape import NO_EVENT, Trigger
from etl.model import EventPlace

_SPORT_FROM = 4  # words of sport from which an article may be a sports report
_MOST_PARTIES = 4  # a list of more than this many is no set of pairs


@dataclass(frozen=True, slots=True)
class Scene:
    """What the events of an article are found in."""

    doc: Document
    mentions: list[LocatedMention]
    cast: Cast
    dates: list[TextDate]
    published: date | None


def find_events(scene: Scene) -> list[Draft]:
    """All events, sentence by sentence, retold ones still apart."""
    reader = ClauseReader(scene.doc, scene.mentions, scene.cast.actors)
    is_sport = _is_sports_report(scene.doc)
    discourse = Discourse()
    drafts: list[Draft] = []
    for number, (first, last) in enumerate(scene.doc.sentences):
        within = [] if is_sport else scene.doc.within("event", first, last)
        if not within and not reader.matters(first, last):
            discourse.pass_over()
            continue
        clauses = reader.read(number)
        known = longest([m for m in within if _is_its_kind(scene.doc, m)])
        here = without_charges(clauses, [m for m in known if m.payload.value.type != NO_EVENT])
        speaker = discourse.listen(scene.doc, clauses)
        told = [draft for match in here for draft in _events_of(scene, clauses, match, number, discourse)]
        told = happened(scene.doc, clauses, here, told)
        drafts += told
        if not is_sport:
            drafts.extend(_reported(scene, clauses, speaker, number, told))
        discourse.turn(scene.doc, clauses)
    return drafts


def _reported(scene: Scene, clauses: Clauses, speaker: Item | None, number: int, told: list[Draft]) -> Iterator[Draft]:
    """What the sentence's speaker charges or demands of somebody, unless a trigger has told it already."""
    data = scene.doc.lexicon.data
    for reported, find in ((data.reported, blamed), (data.demanded, demanded)):
        trigger = reported.trigger
        target = find(scene.doc, clauses, speaker) if trigger is not None else None
        if trigger is None or target is None or speaker is None:
            continue
        pair = (speaker.parties[0], target.parties[0])
        if not any(set(d.way) == set(pair) and d.trigger.type == trigger.type for d in told):
            yield Draft(trigger, *pair, False, "occurred", None, EventPlace(None, None), frozenset(speaker.persons),
                        number, trigger.confidence)  # fmt: skip


def _is_its_kind(doc: Document, match: Match) -> bool:
    """Where nouns are capitalized, a capital inside the sentence makes a noun of what might be a verb."""
    if match.payload.value.kind == "noun" or match.tail is not None or not doc.lexicon.data.writing.nouns_capitalized:
        return True
    return not doc.is_capitalized(match.start) or match.start == doc.sentences[doc.sentence_of(match.start)][0]


def _is_sports_report(doc: Document) -> bool:
    """Teams beat, attack and accuse each other, too: a report that speaks most of sport tells of no relations."""
    counts = Counter(m.payload.value for m in doc.of("sector"))
    return counts["sport"] >= _SPORT_FROM and counts["sport"] == max(counts.values())


def _events_of(scene: Scene, clauses: Clauses, match: Match, number: int, discourse: Discourse) -> Iterator[Draft]:
    trigger: Trigger = match.payload.value
    frame = scene.doc.lexicon.frames[trigger.frame]
    status = status_of(scene.doc, clauses, match)
    if trigger.status is not None and (status is not None or trigger.status == "occurred"):
        status = "possible" if (status, trigger.status) == ("possible", "planned") else trigger.status
    if status is None:
        return
    if trigger.type == "THREATEN" and status == "planned":
        status = "occurred"  # what a threat announces is ahead, the threat itself is not
    sides = find_sides(scene.doc, clauses, match, trigger, frame, discourse)
    if sides is None:
        return
    actor, recipient, weight = sides
    symmetric = frame.symmetric or (actor.first == recipient.first and actor.persons == recipient.persons)
    when = _date_near(scene, clauses, match)
    if when is not None and status in ("planned", "possible"):
        when = when.ahead(scene.published)
    place = _place_near(scene, clauses, match)
    persons = frozenset((*actor.persons, *recipient.persons))
    for a, r in _pairs(actor, recipient):
        yield Draft(trigger, a, r, symmetric, status, when, place, persons, number, trigger.confidence * weight,
                    match.start)  # fmt: skip
    if len(actor.parties) == len(recipient.parties) == 1:
        discourse.remember_pair(actor, recipient, trigger.type == "CONSULT")
    if trigger.type == "AID" and len(recipient.parties) == 1:
        discourse.helped = recipient


def _pairs(actor: Item, recipient: Item) -> Iterator[tuple[str, str]]:
    if len(actor.parties) > _MOST_PARTIES or len(recipient.parties) > _MOST_PARTIES:
        return
    for a, r in product(actor.parties, recipient.parties):
        if a != r:
            yield a, r


def _date_near(scene: Scene, clauses: Clauses, match: Match) -> TextDate | None:
    """The date in the trigger's clause, else the nearest in its sentence."""
    begin = bisect_left(scene.dates, clauses.first, key=lambda d: d.first)
    here = scene.dates[begin : bisect_left(scene.dates, clauses.last, key=lambda d: d.first)]
    clause = clauses.clause_of(match.start)
    same = [d for d in here if clauses.clause_of(d.first) == clause]
    chosen = same or [d for d in here if abs(clauses.clause_of(d.first) - clause) <= 1]
    return min(chosen, key=lambda d: (abs(d.first - match.start), d.first), default=None)


def _place_near(scene: Scene, clauses: Clauses, match: Match) -> EventPlace:
    """The place behind a preposition of place in the trigger's clause or next to it."""
    clause = clauses.clause_of(match.start)
    spots = [
        i
        for i in clauses.items
        if i.marker in ("in", "at") and i.kind in ("place", "name") and abs(i.clause - clause) <= 1
    ]
    if not spots:
        return EventPlace(None, None)
    spot = min(spots, key=lambda i: (i.clause != clause, abs(i.first - match.start)))
    located = scene.mentions[bisect_left(scene.mentions, spot.first, key=lambda m: m.first)]
    name = located.mention.surface if located.mention.kind == "place" else None
    return EventPlace(name, located.mention.party)
