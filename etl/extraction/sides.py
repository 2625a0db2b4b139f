"""Both sides of an event: what its sentence gives, completed by pronouns, ``the two sides`` and earlier sentences."""

from typing import NamedTuple

from etl.extraction.arguments import Arguments, find_arguments
from etl.extraction.discourse import Discourse
from etl.extraction.document import Document
from etl.extraction.filling import HARMING
from etl.extraction.items import Clauses, Item
from etl.extraction.meant import implied, is_spoken_of, of_another_clause, only_other
from etl.extraction.pairs import two_of
from etl.lexicon.patterns import Match
from etl.lexicon.shape import Frame, Trigger

_FROM_DISCOURSE = 0.7  # how much less sure a party is that an earlier sentence named
_AS_ANNOUNCED = 0.85  # and one who tells what has been done, not who did it
_PRAISE_OF_NOBODY = 0.8  # and praise is often meant for somebody inside the country: ``supported the party``
_BY_REPORT = 0.85  # how sure it is that who reports a measure has taken it
_BY_PRONOUN = 0.85  # and that a pronoun is the last subject


class Sides(NamedTuple):
    """Who acts, on whom, and how sure that is, 0..1."""

    actor: Item
    recipient: Item
    weight: float


def find_sides(
    doc: Document, clauses: Clauses, match: Match, trigger: Trigger, frame: Frame, discourse: Discourse
) -> Sides | None:
    """The two sides of what a trigger tells; ``None`` where the text gives no two."""
    found = find_arguments(doc, clauses, match, trigger, frame)
    if any(i is not None and i.kind == "pair" for i in (found.actor, found.recipient)):
        return _of_pair(found, clauses, trigger, frame, discourse)
    actor, weight = _actor(found, trigger, frame, discourse)
    recipient = discourse.resolve(found.recipient)
    if actor is not None and recipient is not None and recipient.parties == actor.parties and not frame.explicit:
        recipient = of_another_clause(clauses, found.recipient, actor) or recipient
    if frame.symmetric or trigger.kind == "noun":
        split = _split_group(actor, recipient, frame.symmetric, trigger.kind == "noun")
        if split is not None:
            return Sides(*split, weight)
    if actor is None or not actor.parties:
        return None
    if found.actor is not None and not found.actor.parties:
        weight *= _BY_PRONOUN
    if recipient is not None and set(recipient.parties) - set(actor.parties):
        return Sides(actor, recipient, weight)
    if recipient is not None and recipient.parties and found.actor is not None and found.actor.kind == "pronoun":
        return None  # ``They condemn Turkey's policy``: they are not Turkey
    met = trigger.type == "REJECT" and discourse.met  # whom one has met is not whose doings one then opposes
    if frame.explicit or found.concerns_others or met or is_spoken_of(doc, match, found.actor):
        return None
    other = implied(doc, match, trigger, actor, found, discourse) or only_other(clauses, match, trigger, found)
    if other is None:
        return None
    weight *= _FROM_DISCOURSE * (_PRAISE_OF_NOBODY if trigger.type == "SUPPORT" else 1)
    undergoes = found.undergoes or (recipient is not None and trigger.type in HARMING)
    return Sides(other, actor, weight) if undergoes else Sides(actor, other, weight)


def _of_pair(found: Arguments, clauses: Clauses, trigger: Trigger, frame: Frame, discourse: Discourse) -> Sides | None:
    """``the two sides``, ``each other``: the pair last spoken of, or two that the sentence names."""
    group = found.actor if found.recipient is not None and found.recipient.kind == "pair" else None
    if group is not None and len(group.parties) == 2:
        others = discourse.both(group) if trigger.type == "REQUEST" else None
        told = _to_both(group, others, found.weight * _FROM_DISCOURSE) if others is not None else None
        return told or Sides(*_apart(group), found.weight)  # ``A and B call on both sides``, or accuse each other
    third = discourse.resolve(found.actor)
    is_third = third is not None and third.kind != "pair" and not frame.symmetric
    pair = discourse.both(third if is_third else None) or two_of(clauses)
    if pair is None:
        return None
    if third is not None and is_third:
        return _to_both(third, pair, found.weight * _FROM_DISCOURSE)
    mutual = frame.symmetric or (found.actor is not None and found.actor.kind == "pair" and found.recipient is None)
    return Sides(*pair, found.weight * _FROM_DISCOURSE) if mutual else None


def _actor(found: Arguments, trigger: Trigger, frame: Frame, discourse: Discourse) -> tuple[Item | None, float]:
    """Who acts: as found, or whom the sentence or an earlier one speaks by or of."""
    actor, weight = discourse.resolve(found.actor), found.weight
    announced = found.hides_actor and frame.announced and found.recipient is not None
    if announced and (here := discourse.here) is not None:
        actor, weight = here, weight * _AS_ANNOUNCED
    if found.lacks_subject:
        actor, weight = discourse.subject, weight * _FROM_DISCOURSE
    if actor is None and trigger.mode == "expel" and (here := discourse.here) is not None:
        actor, weight = here, weight * _BY_REPORT  # ``A said that B's diplomats had been expelled``
    return actor, weight


def _to_both(third: Item, pair: tuple[Item, Item], weight: float) -> Sides | None:
    """``The Union called on both sides``: somebody else acts on the pair that was spoken of."""
    both = (*pair[0].parties, *pair[1].parties)
    if not third.parties or set(third.parties) & set(both):
        return None
    return Sides(third, pair[0]._replace(parties=both, persons=()), weight)


def _split_group(
    actor: Item | None, recipient: Item | None, symmetric: bool, is_noun: bool
) -> tuple[Item, Item] | None:
    """``between A and B``, ``the leaders of A and B met``: one item holds both sides."""
    for item, other in ((recipient, actor), (actor, recipient)):
        if (
            item is not None
            and (len(item.parties) == 2 or (symmetric and len(item.parties) > 2))
            and not (symmetric and item.marker == "with")
            and (symmetric or item.marker in ("between", "possessor") or item.is_adjective)
            and (
                other is None
                or not other.parties
                or item.marker == "between"
                or set(other.parties) <= set(item.parties)
                or (is_noun and other.is_bare and other.first > item.last)  # no noun has a bare object
            )
        ):
            return _apart(item) if len(item.parties) == 2 else (item, item)  # of more, each with each
    return None


def _apart(item: Item) -> tuple[Item, Item]:
    """The two that one item holds."""
    return item._replace(parties=item.parties[:1]), item._replace(parties=item.parties[1:])
