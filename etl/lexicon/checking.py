"""What the shape of a YAML cannot tell: codes, classes and names that have to exist elsewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.errors import ConfigurationError
from etl.lexicon import reference
from etl.lexicon.shape import Frame, LanguageData, Trigger

_OTHER_MARKERS = {
    "near",
    "about",
    "behind",
    "after",
    "like",
    "addressee",
    "subject",
    "oblique",
    "possessor",
    "object",
    "out",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """``field``: the keys that lead to it, or the one text that is wrong."""

    field: tuple[str | int, ...]
    what: str
    remedy: str


class UnknownCodesError(ConfigurationError):
    """A language's data does not hold together; ``faults`` tells each reason."""

    def __init__(self, language: str, faults: list[Fault]) -> None:
        told = (f"{language}.yaml: {'.'.join(map(str, f.field))}: {f.what}; {f.remedy}" for f in faults)
        super().__init__("\n".join(told))
        self.faults = faults


def code_faults(data: LanguageData, frames: dict[str, Frame]) -> Iterator[Fault]:
    """Everything that the YAML names and nobody knows."""
    parties = {*reference.country_codes().values(), *reference.bodies()}
    yield from _unknown(("parties",), data.parties, parties, "party", "seeds/reference/countries.csv and bodies.csv")
    yield from _unknown(("places",), data.places, parties, "party", "seeds/reference/countries.csv")
    yield from _unknown(("seats",), data.seats, set(reference.bodies()), "body", "seeds/reference/bodies.csv")
    roles = set(reference.roles())
    yield from _unknown(("titles", "roles"), data.titles.roles, roles, "role", "seeds/reference/roles.csv")
    for party, told in data.titles.elsewhere.items():
        yield from _unknown(("titles", "elsewhere"), [party], parties, "party", "seeds/reference/countries.csv")
        yield from _unknown(("titles", "elsewhere", party), told, roles, "role", "seeds/reference/roles.csv")
    names = {holder.name for holder, _, _ in reference.office_holders()}
    yield from _unknown(("holders",), data.holders, names, "holder", "seeds/reference/office_holders.csv")
    yield from _unknown(("sectors",), data.sectors, reference.sectors(), "sector", "seeds/reference/sectors.csv")
    yield from _markers(data, frames)
    yield from _triggers(data, frames)


def _unknown(
    field: tuple[str, ...], used: Iterable[str], known: set[str] | frozenset[str], what: str, where: str
) -> Iterator[Fault]:
    for code in used:
        if code not in known:
            yield Fault((*field, code), f"unknown {what} {code}", f"use one of {where}")


def _markers(data: LanguageData, frames: dict[str, Frame]) -> Iterator[Fault]:
    """Markers that no frame and no step looks for, and classes of endings that are not there."""
    places = {p for f in frames.values() for place in (*f.actor, *f.recipient) for p in place.split("/")}
    known = places | _OTHER_MARKERS
    listed = ", ".join(sorted(known))
    yield from _unknown(("grammar", "markers"), data.grammar.markers, known, "marker", listed)
    yield from _unknown(("grammar", "postpositions"), data.grammar.postpositions, known, "marker", listed)
    for name, forms in data.endings.items():
        told = forms.items() if isinstance(forms, dict) else ()
        for ending, marker in told:
            if marker is not None and marker not in known:
                yield Fault(("endings", name, ending), f"unknown marker {marker}", f"use one of {listed}")
    for end, class_name in data.declensions.items():
        if class_name not in data.endings and class_name not in ("noun", "name"):
            yield Fault(("declensions", end), f"unknown class of endings {class_name}", "declare it under endings")


def _triggers(data: LanguageData, frames: dict[str, Frame]) -> Iterator[Fault]:
    event_types = reference.event_types()
    triggers: list[tuple[tuple[str | int, ...], Trigger]] = [(("events", n), t) for n, t in enumerate(data.events)]
    for section in ("reported", "demanded"):
        trigger = getattr(data, section).trigger
        if trigger is not None:
            triggers.append(((section, "trigger"), trigger))
    counts = Counter(t.id for _, t in triggers)
    for field, trigger in triggers:
        if (trigger.type, trigger.mode) not in event_types:
            modes = ", ".join(sorted(m or "no mode" for t, m in event_types if t == trigger.type)) or "of no type"
            what = f"unknown type and mode {trigger.type}/{trigger.mode}"
            yield Fault((*field, "type"), what, f"its modes are {modes}")
        if trigger.frame not in frames:
            yield Fault((*field, "frame"), f"unknown frame {trigger.frame}", f"use one of {', '.join(sorted(frames))}")
        if not trigger.id.startswith(f"{data.language}."):
            yield Fault((*field, "id"), f"the id {trigger.id} is another language's", f"begin it with {data.language}.")
        if counts[trigger.id] > 1:
            yield Fault((*field, "id"), f"the id {trigger.id} is given twice", "choose another")
