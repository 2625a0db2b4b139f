"""One record for one real-world event: what several sentences retell becomes one event."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from etl.extraction.drafts import Draft
from etl.model import EventPlace

_OPEN = ("planned", "possible")


@dataclass(frozen=True, slots=True)
class Merged:
    """An event with the sentences that tell it."""

    draft: Draft
    sentences: tuple[int, ...]

    def scaled(self, scale: Callable[[float], float]) -> "Merged":
        """The same with another confidence."""
        return Merged(replace(self.draft, confidence=scale(self.draft.confidence)), self.sentences)


def merge_events(drafts: list[Draft]) -> list[Merged]:
    """Join retold events; order by first sentence. A draft joins the first event that it fits."""
    by_kind: dict[tuple[str, frozenset[str]], list[list[Draft]]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: (-_detail(d), d.sentence)):
        groups = by_kind[draft.trigger.type, frozenset((draft.actor, draft.recipient))]
        group = next((g for g in groups if all(_retells(draft, other) for other in g)), None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    merged = [
        Merged(_joined(group), tuple(sorted({d.sentence for d in group})))
        for groups in by_kind.values()
        for group in groups
    ]
    return sorted(merged, key=lambda m: (m.sentences[0], m.draft.trigger.type, m.draft.actor, m.draft.recipient))


def _detail(draft: Draft) -> int:
    """How much a draft tells: the fullest ones found the groups."""
    return 3 * len(draft.persons) + 2 * (draft.when is not None) + (draft.trigger.mode is not None)


def _retells(a: Draft, b: Draft) -> bool:
    """Two drafts of one type and pair tell the same event."""
    if not (a.symmetric or b.symmetric or a.actor == b.actor):
        return False
    if a.trigger.mode and b.trigger.mode and a.trigger.mode != b.trigger.mode:
        return False
    if (
        a.status != b.status
        and not (a.status in _OPEN and b.status in _OPEN)
        and not {a.status, b.status} <= {"occurred", "ongoing"}
    ):
        return False
    if a.when and b.when and not (a.when.value.startswith(b.when.value) or b.when.value.startswith(a.when.value)):
        return False
    return a.persons <= b.persons or b.persons <= a.persons


def _joined(group: list[Draft]) -> Draft:
    """The draft that tells most, completed from the others; as sure as the surest, and a little more for each."""
    best = max(group, key=lambda d: (_detail(d), d.confidence, -d.sentence))
    surest = max(d.confidence for d in group)
    directed = next((d for d in group if not d.symmetric), best)
    dates = [d.when for d in group if d.when is not None]
    places = [d.place for d in group if d.place.country is not None]
    mode = next((d.trigger.mode for d in group if d.trigger.mode), None)
    return replace(
        best,
        trigger=best.trigger if mode == best.trigger.mode else best.trigger.model_copy(update={"mode": mode}),
        actor=directed.actor,
        recipient=directed.recipient,
        symmetric=best.symmetric and directed is best,
        when=max(dates, key=lambda d: len(d.value), default=None),
        place=places[0] if places else EventPlace(None, None),
        persons=frozenset().union(*(d.persons for d in group)),
        confidence=min(0.98, 1 - (1 - surest) * 0.9 ** (len(group) - 1)),
    )
