"""Holds a record against its gold label: what was missed, and what was found that the text does not support.

The form of a label is that of `de/000_5a2a59cd5140f087.gold.json`: ``must`` entries have to be found, ``must_not`` ones
have to be absent, ``may`` entries are neither right nor wrong. An event matches a label when the pair and the type are
the same, actor and recipient where the label gives them, and every further field that the label gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
ROLE_FAMILIES = {
    "other_minister": {"interior_minister", "finance_minister", "economy_minister", "trade_minister", "energy_minister",
                       "justice_minister"},
    "diplomat": {"ambassador", "special_envoy"},
    "legislator": {"speaker_of_parliament"},
    "ambassador": {"diplomat"},
}  # fmt: skip


@dataclass
class Tally:
    """Counts of one field over one or more articles; precision counts neither ``may`` entries nor repeats."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def add(self, other: "Tally") -> None:
        """Count another article in."""
        self.right, self.missed, self.false = (
            self.right + other.right,
            self.missed + other.missed,
            self.false + other.false,
        )

    @property
    def precision(self) -> float:
        """1.0 where nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """1.0 where nothing was to be found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Comparison:
    """Tallies by field, and a sentence for each fault."""

    fields: dict[str, Tally] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    # (confidence, right) of each event, right if all that its label says of it is
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def count(self, name: str, right: int, missed: list[str], false: list[str]) -> None:
        """Enter one field's outcome."""
        self.fields[name] = Tally(right, len(missed), len(false))
        self.faults += [f"{name}: missed {m}" for m in missed] + [f"{name}: unsupported {f}" for f in false]


def compare(record: Json, gold: Json) -> Comparison:
    """Every field of a label against the record."""
    result = Comparison()
    _plain(result, record, gold)
    _parties(result, record, gold)
    _persons(result, record, gold)
    _events(result, record, gold)
    _agreements(result, record, gold)
    _sectors(result, record, gold)
    return result


def _plain(result: Comparison, record: Json, gold: Json) -> None:
    found = {"language": record["language"]["code"], "agency": record["agency"]}
    if gold.get("published_at"):
        found["published_at"] = (record["published_at"] or "")[: len(gold["published_at"])]
    for name, value in found.items():
        right = value == gold.get(name)
        result.count(name, int(right), [] if right else [f"{gold.get(name)!r}, found {value!r}"], [])
    tone_right = record["tone"]["label"] in {gold["tone"], *gold.get("tone_may", [])}
    result.count("tone", int(tone_right), [] if tone_right else [f"{gold['tone']}, found {record['tone']}"], [])
    wanted, got = gold.get("dateline"), record["dateline"]
    right = (wanted is None and got is None) or (
        wanted is not None and got is not None and wanted == {"place": got["place"], "country": got["country"]}
    )
    result.count("dateline", int(right), [] if right else [f"{wanted}, found {got}"], [])


def _parties(result: Comparison, record: Json, gold: Json) -> None:
    found = {p["party"] for p in record["parties"]}
    must, may = set(gold["parties"]["must"]), set(gold["parties"].get("may", []))
    false = sorted(found - must - may) if gold["parties"].get("must_not_others") else []
    result.count("parties", len(found & must), sorted(must - found), false)
    dyads = {(d["a"], d["b"]) for d in record["dyads"]}
    wanted = {tuple(sorted(d)) for d in gold["dyads"]}
    allowed = {tuple(sorted(d)) for d in gold.get("dyads_may", [])}
    result.count("dyads", len(dyads & wanted), [str(d) for d in sorted(wanted - dyads)],
                 [str(d) for d in sorted(dyads - wanted - allowed)])  # fmt: skip


def _persons(result: Comparison, record: Json, gold: Json) -> None:
    labels = gold["persons"]
    by_name = {p["name"]: p for p in record["persons"]}
    missed = []
    for label in labels["must"]:
        person = by_name.get(label["name"])
        roles = {(r["role"], r["party"]) for r in person["roles"]} if person else set()
        accepted = {label["role"], *ROLE_FAMILIES.get(label["role"], set())}
        if not any(role in accepted and party == label["party"] for role, party in roles):
            missed.append(
                f"{label['name']} {label['role']} {label['party']}, found {sorted(roles, key=str) if person else None}"
            )
    known = {label["name"] for label in [*labels["must"], *labels.get("may", [])]}
    banned = [n for n in by_name if any(b in n for b in labels.get("must_not", [])) and n not in known]
    strangers = [n for n in by_name if n not in known and n not in banned]
    result.count("persons", len(labels["must"]) - len(missed), missed, banned + strangers)


def _matches(event: Json, label: Json, record: Json) -> bool:
    """The event is the one that the label means, in every field that the label gives."""
    return _same_kind(event, label) and not list(_differences(event, label, record))


def _same_kind(event: Json, label: Json) -> bool:
    pair = {event["actor"], event["recipient"]}
    if event["type"] != label["type"]:
        return False
    if "parties" in label:
        return pair == set(label["parties"])
    named = [label.get("actor"), label.get("recipient")]
    return all(n is None or n == event[k] for n, k in zip(named, ("actor", "recipient"), strict=True))


def _differences(event: Json, label: Json, record: Json) -> Iterator[str]:
    for key in ("mode", "status", "date"):
        if key in label and label[key] != event[key]:
            yield f"{key} {event[key]!r} for {label[key]!r}"
    if "place" in label and label["place"] != event["place"]["country"]:
        yield f"place {event['place']['country']!r} for {label['place']!r}"
    names = {record["persons"][i]["name"] for i in event["persons"]}
    if not set(label.get("persons", [])) <= names:
        yield f"persons {sorted(names)} for {label['persons']}"
    if not set(label.get("sectors", [])) <= set(event["sectors"]):
        yield f"sectors {event['sectors']} for {label['sectors']}"


def _events(result: Comparison, record: Json, gold: Json) -> None:
    """``events`` counts pair, type and direction; ``event details`` the further fields of those found."""
    labels, free = gold["events"], list(record["events"])
    missed, wrong, right, exact = [], [], 0, 0
    for label in labels["must"]:
        whole = next((e for e in free if _matches(e, label, record)), None)
        event = whole or next((e for e in free if _same_kind(e, label)), None)
        if event is None:
            missed.append(str({k: v for k, v in label.items() if k != "note"}))
            continue
        right += 1
        free.remove(event)
        result.judged.append((event["confidence"], whole is not None))
        if whole is None:
            differences = ", ".join(_differences(event, label, record))
            wrong.append(f"{label['type']} {event['actor']}-{event['recipient']}: {differences}")
        else:
            exact += 1
    allowed = [e for e in labels.get("may", []) if isinstance(e, dict)]
    judged_by_type = not allowed and bool(labels["must"]) and _is_prose(labels)
    open_types = set(labels.get("must_not_types", [])) if judged_by_type else None
    false = []
    for event in free:
        fits = any(_same_kind(event, e) for e in [*allowed, *labels["must"]])
        unsupported = event["type"] in open_types if open_types is not None else not fits
        if unsupported:
            quote = record["text"][event["evidence"]["start"] : event["evidence"]["end"]][:160]
            told = f"{event['type']} {event['actor']}->{event['recipient']} {event['status']}"
            false.append(f"{told} by {event['rule']}: {quote!r}")
            result.judged.append((event["confidence"], False))
    result.count("events", right, missed, false)
    result.count("event details", exact, wrong, [])


def _is_prose(labels: Json) -> bool:
    """The label's ``may`` is told in words: only the types that must not be there can be judged."""
    return any(isinstance(e, str) for e in labels.get("may", []))


def _agreements(result: Comparison, record: Json, gold: Json) -> None:
    free = list(record["agreements"])
    missed, right = [], 0
    for label in gold["agreements"]:
        found = next((a for a in free if _fits(a, label)), None)
        if found is None:
            missed.append(str(label))
        else:
            right += 1
            free.remove(found)
    false = [
        f"{a['kind']} {a['status']} {a['parties']}"
        for a in free
        if not any(_fits(a, m) for m in [*gold.get("agreements_may", []), *gold["agreements"]])
    ]
    result.count("agreements", right, missed, false)


def _fits(agreement: Json, label: Json) -> bool:
    return (
        all(agreement[k] == label[k] for k in ("kind", "status") if k in label)
        and set(label.get("sectors", [])) <= set(agreement["sectors"])
        and set(label.get("parties") or agreement["parties"]) == set(agreement["parties"])
    )


def _sectors(result: Comparison, record: Json, gold: Json) -> None:
    found, must = {s["sector"] for s in record["sectors"]}, set(gold["sectors"]["must"])
    result.count("sectors", len(found & must), sorted(must - found), [])
