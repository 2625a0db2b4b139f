"""Events: every trigger whose sentence, or the talk so far, gives it two parties."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from etl.extraction.allegations import happened, without_charges
from etl.extraction.arguments import HARMING, find_arguments
from etl.extraction.clauses import ClauseReader
from etl.extraction.dates import TextDate
from etl.extraction.discourse import Discourse, two_of
from etl.extraction.document import Document
from etl.extraction.drafts import Draft
from etl.extraction.items import Clauses, Item
from etl.extraction.overlaps import longest
from etl.extraction.persons import Cast
from etl.extraction.places import LocatedMention
from etl.extraction.reported import blamed, demanded
from etl.extraction.status import status_of
from etl.lexicon.patterns import Match
from etl.lexicon.shape import NO_EVENT, Frame, Trigger
from etl.model import EventPlace

_FROM_DISCOURSE = 0.7  # how much less sure a party is that an earlier sentence named
_AS_ANNOUNCED = 0.85  # and one who tells what has been done, not who did it
_PRAISE_OF_NOBODY = 0.8  # and praise is often meant for somebody inside the country: ``supported the party``
_BY_REPORT = 0.85  # how sure it is that who reports a measure has taken it
_SURE_TRIGGER = 0.7  # from this confidence a trigger may have the sentence's own speaker for its recipient
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
        discourse.turn(clauses)
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
    sides = _sides(scene.doc, clauses, match, trigger, frame, discourse)
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


def _sides(
    doc: Document, clauses: Clauses, match: Match, trigger: Trigger, frame: Frame, discourse: Discourse
) -> tuple[Item, Item, float] | None:
    """Actor and recipient with all that pronouns, `the two sides` and earlier sentences add."""
    found = find_arguments(doc, clauses, match, trigger, frame)
    weight = found.weight
    if any(i is not None and i.kind == "pair" for i in (found.actor, found.recipient)):
        group = found.actor if found.recipient is not None and found.recipient.kind == "pair" else None
        if group is not None and len(group.parties) == 2:
            return (*_apart(group), weight)  # ``A and B accuse each other``
        pair = discourse.pair or two_of(clauses)
        third = discourse.resolve(found.actor, clauses)
        if pair and third is not None and third.kind != "pair" and not frame.symmetric:
            return _to_both(third, pair, weight * _FROM_DISCOURSE)
        mutual = frame.symmetric or (found.actor is not None and found.actor.kind == "pair" and found.recipient is None)
        return (*pair, weight * _FROM_DISCOURSE) if pair and mutual else None
    actor, recipient = discourse.resolve(found.actor, clauses), discourse.resolve(found.recipient, clauses)
    if found.hides_actor and frame.announced and recipient is not None and discourse.here is not None:
        actor, weight = discourse.here, weight * _AS_ANNOUNCED
    if found.lacks_subject:
        actor, weight = discourse.subject, weight * _FROM_DISCOURSE
    if actor is None and trigger.mode == "expel" and discourse.here is not None:
        actor, weight = discourse.here, weight * _BY_REPORT  # ``A said that B's diplomats had been expelled``
    if frame.symmetric or trigger.kind == "noun":
        split = _split_group(actor, recipient, frame.symmetric, trigger.kind == "noun")
        if split is not None:
            return (*split, weight)
    if actor is None or not actor.parties:
        return None
    if found.actor is not None and not found.actor.parties:
        weight *= 0.85
    undergoes = found.undergoes
    if recipient is None or not set(recipient.parties) - set(actor.parties):
        undergoes = undergoes or (recipient is not None and trigger.type in HARMING)
        met = trigger.type == "REJECT" and discourse.met  # whom one has met is not whose doings one then opposes
        if frame.explicit or found.concerns_others or met or _is_spoken_of(doc, match, found.actor):
            return None
        recipient = discourse.other_side(actor.parties)
        if recipient is None and discourse.here is not None and discourse.here.parties != actor.parties:
            is_sure = trigger.confidence >= _SURE_TRIGGER and _is_verbal(doc, match, trigger)
            recipient = discourse.here if is_sure else None
        if recipient is None and trigger.type == "AID" and trigger.kind == "verb" and found.actor is not None:
            recipient = discourse.helped if discourse.helped and discourse.helped.parties != actor.parties else None
        weight *= _FROM_DISCOURSE * (_PRAISE_OF_NOBODY if trigger.type == "SUPPORT" else 1)
    if recipient is None:
        return None
    return (recipient, actor, weight) if undergoes else (actor, recipient, weight)


def _is_spoken_of(doc: Document, match: Match, actor: Item | None) -> bool:
    """``A welcomed the decision to keep the embargo``: of a noun behind a verb the subject need not be the doer."""
    if match.payload.value.kind != "noun" or actor is None or not actor.is_bare or actor.is_adjective:
        return False
    return any(m.payload.value.kind == "verb" for m in doc.within("event", actor.last, match.start))


def _is_verbal(doc: Document, match: Match, trigger: Trigger) -> bool:
    """A verb, or one in the form of a noun: what a speaker says that somebody does may be done to the speaker."""
    last = (match.tail[1] if match.tail is not None else match.end) - 1
    return trigger.kind == "verb" or doc.is_form(last, doc.lexicon.data.grammar.nominal_verbs)


def _to_both(third: Item, pair: tuple[Item, Item], weight: float) -> tuple[Item, Item, float] | None:
    """``The Union called on both sides``: somebody else acts on the pair that was spoken of."""
    both = (*pair[0].parties, *pair[1].parties)
    if not third.parties or set(third.parties) & set(both):
        return None
    return third, pair[0]._replace(parties=both, persons=()), weight


def _split_group(
    actor: Item | None, recipient: Item | None, symmetric: bool, is_noun: bool
) -> tuple[Item, Item] | None:
    """``between A and B``, ``the leaders of A and B met``: one item holds both sides."""
    for item, other in ((recipient, actor), (actor, recipient)):
        if (
            item is not None
            and len(item.parties) == 2
            and (symmetric or item.marker in ("between", "possessor") or item.is_adjective)
            and (
                other is None
                or not other.parties
                or item.marker == "between"
                or set(other.parties) <= set(item.parties)
                or (is_noun and other.is_bare and other.first > item.last)  # no noun has a bare object
            )
        ):
            return _apart(item)
    return None


def _apart(item: Item) -> tuple[Item, Item]:
    """The two that one item holds."""
    return item._replace(parties=item.parties[:1]), item._replace(parties=item.parties[1:])


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
