"""Persons: one entry a person under all forms of the name, with the offices that the text gives."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.extraction.actors import Actor, Draft, find_actors
from etl.extraction.document import Document
from etl.extraction.names import are_alike, bare_name, name_before, name_from, name_words
from etl.extraction.overlaps import longest
from etl.extraction.ownership import Ownership
from etl.extraction.places import LocatedMention
from etl.extraction.recurring import find_again
from etl.extraction.titles import Office, OfficeFinder
from etl.lexicon import reference
from etl.lexicon.latin import latin_name, name_key
from etl.lexicon.patterns import Match
from etl.model import Person, PersonRole, Span


@dataclass(frozen=True, slots=True)
class Cast:
    """The persons of an article and all places where somebody acts for a party."""

    persons: tuple[Person, ...]
    actors: tuple[Actor, ...]


def find_persons(doc: Document, mentions: list[LocatedMention], home: str | None, day: str | None) -> Cast:
    """Persons with offices.

    ``home`` is the party that an office belongs to where the text names no other. ``day`` (ISO 8601) is that of the
    publication: it tells which office a known holder had then, where the text gives none; without it none is given.
    """
    offices = _named_next(doc, OfficeFinder(doc, mentions).find())
    owners = Ownership(doc, mentions, offices, home)
    drafts = _drafts(doc, [o for o in offices if o.is_named])
    _known_holders(doc, drafts)
    find_again(doc, drafts)
    drafts.sort(key=lambda d: min(d.mentions))
    parties = [_parties_of(d, offices, drafts, owners) for d in drafts]
    persons = tuple(_person(doc, d, p, day) for d, p in zip(drafts, parties, strict=True))
    return Cast(persons, tuple(find_actors(doc, offices, drafts, persons, day)))


def _known_holders(doc: Document, drafts: list[Draft]) -> None:
    """Holders of high offices that the reference list knows: whose they are, and persons named without a title."""
    by_token = {i: d for d in drafts for f, (last, _, _) in d.mentions.items() for i in range(f, last)}
    for match in longest([*doc.of("holder")]):
        holder = match.payload.value
        draft = by_token.get(match.start)
        if draft is not None and not _may_be(draft.name, holder):
            continue
        if draft is None and _is_whole_name(doc, match):
            name, end = bare_name(doc, match.start, match.end)
            tokens = name_words(doc, name)
            draft = next((d for d in drafts if d.holder == holder or _same(doc, tokens, d.tokens)), None)
            if draft is None:
                draft = Draft(tokens, name)
                drafts.append(draft)
            elif len(tokens) > len(draft.tokens):
                draft.tokens, draft.name = tokens, name
            draft.mentions[match.start] = (match.end, doc.starts[match.start], end)
        if draft is not None:
            draft.holder = draft.holder or holder


def _may_be(name: str, holder: reference.Holder) -> bool:
    """``Finance Minister Saeed Ghani`` is no Ashraf Ghani: a name given in full shares more than the last of its words.

    By their keys, of which one may be a part of the other: ``Joe`` and ``Joseph``, ``Wladimir`` and ``Владимир``.
    """
    keys = name_key(name).split()
    known = name_key(holder.name).split()
    alike = sum(any(k in other or other in k for other in known) for k in keys)
    return len(keys) < 2 or len(known) < 2 or alike >= 2


def _is_whole_name(doc: Document, match: Match) -> bool:
    """Not a part of somebody else's name."""
    before, (first, last) = match.start - 1, doc.sentences[doc.sentence_of(match.start)]
    if match.end < last and doc.words[match.end][0].isalpha() and name_from(doc, match.end) > match.end:
        return doc.lexicon.data.writing.nouns_capitalized
    return before < first or before == first or name_before(doc, match.start) == match.start


def _drafts(doc: Document, offices: Sequence[Office]) -> list[Draft]:
    drafts: list[Draft] = []
    for office in sorted(offices, key=lambda o: (o.name_first - o.name_last, o.name_first)):
        name, end = bare_name(doc, office.name_first, office.name_last)
        tokens = name_words(doc, name)
        if not tokens:
            continue
        draft = next((d for d in drafts if _same(doc, tokens, d.tokens)), None)
        if draft is None:
            draft = Draft(tokens, name)
            drafts.append(draft)
        elif _is_nominative_of(doc, tokens, draft.tokens):
            draft.tokens, draft.name = tokens, name
        draft.offices.append(office)
        draft.mentions[office.name_first] = (office.name_last, doc.starts[office.name_first], end)
    return drafts


def _same(doc: Document, short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """A shorter form of the name: its words are all in the longer one, the last or the first among them."""
    if not (are_alike(doc, short[-1], long[-1]) or are_alike(doc, short[0], long[0])):
        return False
    return all(any(are_alike(doc, word, other) for other in long) for word in short)


def _is_nominative_of(doc: Document, tokens: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same name, the other one in an oblique case."""
    if tokens == other or len(tokens) != len(other):
        return False
    return all(a in doc.lexicon.bases(b) for a, b in zip(tokens, other, strict=True))


def _named_next(doc: Document, offices: list[Office]) -> list[Office]:
    """``Utopia's foreign minister said ... Ann Lee told ...``: the next sentence opens with the holder's name."""
    held = {(o.role, o.party) for o in offices if o.is_named}
    found = []
    for office in offices:
        sentence = doc.sentence_of(office.title_first) + 1
        if (
            not office.is_named
            and office.party
            and (office.role, office.party) not in held
            and sentence < len(doc.sentences)
        ):
            first, _ = doc.sentences[sentence]
            end = name_from(doc, first)
            if end - first >= 2 and doc.starts_with("speech", end) is not None:
                held.add((office.role, office.party))
                office = replace(office, name_first=first, name_last=end)
        found.append(office)
    return found


def _parties_of(draft: Draft, offices: list[Office], drafts: list[Draft], owners: Ownership) -> dict[str, str | None]:
    """Role -> party for a person's offices, where the title itself does not say whose."""
    known = Counter(o.party for o in draft.offices if o.party)
    own = known.most_common(1)[0][0] if known else draft.holder.party if draft.holder else None
    found: dict[str, str | None] = {}
    for office in draft.offices:
        if office.party is None:
            found.setdefault(
                office.role, own or _by_office(office.role, offices, draft, drafts) or owners.owner(office)
            )
    return found


def _by_office(role: str, offices: list[Office], draft: Draft, drafts: list[Draft]) -> str | None:
    """The country whose holder of this office the text speaks of without a name, if there is just one."""
    held = {o.party for d in drafts if d is not draft for o in d.offices if o.role == role and o.party}
    bodies = reference.bodies()
    free = {o.party for o in offices if o.role == role and o.party and not o.is_named and o.party not in bodies} - held
    return free.pop() if len(free) == 1 else None


def _person(doc: Document, draft: Draft, parties: dict[str, str | None], day: str | None) -> Person:
    roles: dict[tuple[str, str | None], PersonRole] = {}
    stated = {o.role for o in draft.offices if o.party}
    for office in sorted(draft.offices, key=lambda o: o.title_first):
        if office.party is None and office.role in stated:
            continue
        party = office.party or parties.get(office.role)
        start, end = doc.span(office.title_first, office.title_last)
        roles.setdefault((office.role, party), PersonRole(office.role, party, doc.text[start:end], start, end))
    if not roles and draft.holder is not None and day is not None:
        _, start, end = draft.mentions[min(draft.mentions)]
        for held in draft.holder.tenures:
            if held.covers(day):
                roles[held.role, held.party] = PersonRole(held.role, held.party, doc.text[start:end], start, end)
    ranked = sorted(roles.values(), key=lambda r: (reference.roles()[r.role].rank, r.start))
    spans = sorted((start, end) for _, start, end in draft.mentions.values())
    return Person(
        draft.name,
        latin_name(draft.name),
        name_key(draft.name),
        tuple(_without_rank(ranked)),
        tuple(Span(s, e) for s, e in spans),
    )


def _without_rank(roles: list[PersonRole]) -> list[PersonRole]:
    """A minister's military rank is no second office."""
    civil = [r for r in roles if r.role != "military"]
    return civil or roles
