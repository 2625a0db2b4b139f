"""Where somebody acts for a party: persons by their office, office-holders without a name, and known holders."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.extraction.document import Document
from etl.extraction.names import name_words
from etl.extraction.titles import Office
from etl.lexicon import reference
from etl.model import Person


@dataclass(frozen=True, slots=True)
class Actor:
    """Tokens ``[first, last)`` that stand for a party because they name one who acts for it."""

    first: int
    last: int
    party: str
    person: int | None
    name_words: frozenset[str] = frozenset()  # of the person's name, folded
    host: str | None = None  # where an ambassador is posted
    acts: bool = True  # for the party; ``False``: a former minister, with the nation beside them


@dataclass
class Draft:
    """A person in the making: the words of the fullest name, the offices, and where the text names the person."""

    tokens: tuple[str, ...]
    name: str
    offices: list[Office] = field(default_factory=list)
    mentions: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # first token -> last token, start, end
    holder: reference.Holder | None = None


def find_actors(
    doc: Document, offices: Sequence[Office], drafts: list[Draft], persons: tuple[Person, ...], day: str | None
) -> list[Actor]:
    """All actors, by place in the text."""
    parties = [acting_party(p) or _known_party(d, day) for p, d in zip(persons, drafts, strict=True)]
    actors: dict[int, Actor] = {}
    for number, (draft, party) in enumerate(zip(drafts, parties, strict=True)):
        for first, (last, _, _) in draft.mentions.items():
            phrases = [o for o in draft.offices if o.name_first == first and o.first <= first <= o.last]
            begin = min((o.first for o in phrases), default=first)
            end = max([last, *(o.last for o in phrases)])
            if party is not None:
                host = next((o.host for o in phrases if o.host), None)
                known = name_words(doc, draft.holder.name) if draft.holder is not None else ()
                actors[begin] = Actor(begin, end, party, number, frozenset((*draft.tokens, *known)), host)
    for office in offices:
        actor = None if office.is_named or office.first in actors else _nameless(doc, office, persons, parties)
        if actor is not None:
            actors[office.first] = actor
        elif office.party is not None and office.role == "former_official" and office.first not in actors:
            actors[office.first] = Actor(office.first, office.last, office.party, None, acts=False)
    return sorted(actors.values(), key=lambda a: a.first)


def acting_party(person: Person) -> str | None:
    """The party that a person acts for: that of the highest office which acts for one."""
    return next((r.party for r in person.roles if r.party is not None and _acts(r.role)), None)


def _acts(role: str) -> bool:
    return reference.roles()[role].acts_for_party


def _known_party(draft: Draft, day: str | None) -> str | None:
    """The party of a holder from the reference list; on a known day only if an office was held then."""
    tenures = draft.holder.tenures if draft.holder is not None else ()
    acting = [t for t in tenures if _acts(t.role) and (day is None or t.covers(day))]
    return acting[-1].party if acting else None


def _same_office(spoken_of: str, held: str) -> bool:
    """``the minister`` may be any minister."""
    return spoken_of == held or (spoken_of == "other_minister" and held.endswith("_minister"))


def _is_known_title(doc: Document, office: Office) -> bool:
    """``Bakan ... söyledi``, ``Міністр заявив``: without articles, a title in the nominative is the known one."""
    where = doc.lexicon.data.grammar.bare_titles
    title = doc.starts_with("title", office.title_first)
    if where == "no" or title is None or title.marker is not None or office.first != office.title_first:
        return False
    opens = office.first == doc.sentences[doc.sentence_of(office.first)][0]
    return opens or where == "anywhere"


def _nameless(
    doc: Document, office: Office, persons: tuple[Person, ...], parties: Sequence[str | None]
) -> Actor | None:
    """``Utopia's foreign minister`` acts for Utopia; ``the minister`` is the only one spoken of."""
    holders = [n for n, p in enumerate(persons) if any(_same_office(office.role, r.role) for r in p.roles)]
    if office.party is not None:
        if not _acts(office.role):
            return None
        holder = next((h for h in holders if parties[h] == office.party), None)
        return Actor(office.first, office.last, office.party, holder, host=office.host)
    is_definite = doc.ends_with("articles", office.first) is not None or _is_known_title(doc, office)
    party = parties[holders[0]] if len(holders) == 1 and is_definite else None
    return Actor(office.first, office.last, party, holders[0]) if party is not None else None
