"""Persons: one entry a person under all forms of the name, with the offices that the text gives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etl.extraction.actors import Actor, Draft, find_actors
from etl.extraction.document import Document
from etl.extraction.names import are_alike, bare_name, name_before, name_from, name_words
from etl.extraction.overlaps import longest
from etl.extraction.ownership import Ownership
from etl.extraction.places import LocatedMention
from etl.extraction.titles import Office, OfficeFinder
from etl.lexicon import reference
from etl.lexicon.latin import latin_name, name_key
from etl.lexicon.patterns import Match
from etl.lexicon.tokens import fold, split
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
    _later_mentions(doc, drafts)
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


def _later_mentions(doc: Document, drafts: list[Draft]) -> None:
    """Find the persons again wherever a part of the name stands that only one of them has."""
    if not drafts:
        return
    keys: dict[str, list[Draft]] = {}
    for draft in drafts:
        ends = {draft.tokens[-1], draft.tokens[0]} if _family_first(doc, draft) else {draft.tokens[-1]}
        for key in ends - _small_halves(doc, draft):
            for form in {key, *(base for base in doc.lexicon.bases(key) if len(base) > 3)}:
                keys.setdefault(form, []).append(draft)
    covered = {i for d in drafts for f, (last, _, _) in d.mentions.items() for i in range(f, last)}
    if doc.lexicon.data.writing.is_solid:
        _find_spelled(doc, drafts, covered)
        return
    owned: dict[str, Draft | None] = {}
    for token in doc.capitalized if doc.lexicon.data.writing.has_case else range(len(doc.words)):
        if token in covered:
            continue
        word = doc.folded[token]
        if word not in owned:
            known = _known_form(doc, word, keys)
            owned[word] = keys[known][0] if known is not None and len(keys[known]) == 1 else None
        owner = owned[word]
        if owner is not None:
            _add_mention(doc, owner, token, covered)


def _small_halves(doc: Document, draft: Draft) -> set[str]:
    """The second half of ``Kim Jong-un``: in small letters it is no name alone, least of all ``UN`` or ``In``."""
    if not doc.lexicon.data.writing.has_case:
        return set()
    return {fold(word) for word in split(draft.name) if word[0].islower()}


def _known_form(doc: Document, word: str, keys: Mapping[str, list[Draft]]) -> str | None:
    """The key that a folded word may be a form of: itself, a nominative, or what stands behind a stuck prefix."""
    if word in keys:
        return word
    bases = doc.lexicon.bases(word)
    if not keys.keys().isdisjoint(bases):
        return min(base for base in bases if base in keys)
    prefixes = tuple(doc.lexicon.data.writing.prefixes)
    if not word.startswith(prefixes):
        return None
    rests = (word[len(p) :] for p in prefixes if word.startswith(p) and len(word) - len(p) > 2)
    return next((rest for rest in rests if rest in keys), None)


def _find_spelled(doc: Document, drafts: list[Draft], covered: set[int]) -> None:
    """Where no spaces part words: the whole name, and the part behind its last dot."""
    for draft in drafts:
        for form in sorted({draft.name, draft.tokens[-1]}, key=len, reverse=True):
            at = doc.text.find(form) if len(form) > 1 else -1
            while at >= 0:
                first, last = doc.token_at(at), doc.token_at(at + len(form)) or len(doc.words)
                if first is not None and first not in covered and last > first:
                    draft.mentions[first] = (last, at, at + len(form))
                    covered.update(range(first, last))
                at = doc.text.find(form, at + len(form))


def _family_first(doc: Document, draft: Draft) -> bool:
    return len(draft.tokens) > 1 and split(draft.name)[0] in doc.lexicon.family_names


def _add_mention(doc: Document, draft: Draft, token: int, covered: set[int]) -> None:
    first = last = token
    while first > 0 and first - 1 not in covered and _is_part(doc, first - 1, draft):
        first -= 1
    last = token + 1
    while last < len(doc.words) and (_is_part(doc, last, draft) or _hyphenated(doc, last, draft)):
        last += 1
    _, end = bare_name(doc, first, last)
    draft.mentions[first] = (last, doc.starts[first], end)
    covered.update(range(first, last))


def _is_part(doc: Document, token: int, draft: Draft) -> bool:
    """A word of the person's name, in any of its forms."""
    return any(are_alike(doc, doc.folded[token], word) for word in draft.tokens)


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


def _hyphenated(doc: Document, token: int, draft: Draft) -> bool:
    """A hyphen between two parts of the name."""
    behind = token + 1
    return (
        doc.words[token] == "-"
        and doc.is_adjacent(token)
        and behind < len(doc.words)
        and doc.folded[behind] in draft.tokens
    )


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
