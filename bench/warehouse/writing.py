"""The text of a synthetic article, sentence by sentence, and where in it everything stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.warehouse.lists import country_name, template
from bench.warehouse.world import Somebody
from etl.model import Mention, Person, PersonRole, Span


@dataclass(slots=True)
class Writing:
    """A text in the making, with what was named in it so far; ``people`` are in the order of their first naming."""

    language: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[Mention] = field(default_factory=list)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    _spans: list[list[Span]] = field(default_factory=list)
    _roles: list[tuple[Somebody, list[PersonRole]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, words: str) -> Span:
        """Words as they are; answers where they stand."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def sentence(self, kind: str, parties: tuple[str, str], people: Sequence[Somebody], end: str = " ") -> Span:
        """A sentence of that kind about two parties; answers where it stands, without what is at its ``end``."""
        start = self.length
        for piece in template(self.language, kind):
            if piece == "{p}":
                for somebody in people:
                    self._name(somebody)
            elif piece in ("{a}", "{b}"):
                party = parties[piece == "{b}"]
                name = country_name(self.language, party)
                span = self.add(name)
                self.mentions.append(Mention(party, "name", name, span.start, span.end))
            else:
                self.add(piece)
        span = Span(start, self.length)
        self.add(end)
        return span

    def _name(self, somebody: Somebody) -> None:
        title = somebody.role.replace("_", " ")
        role = self.add(title)
        self.add(" ")
        span = self.add(somebody.name)
        self.add(", ")
        number = self.people.setdefault((somebody.party, somebody.name), len(self.people))
        if number == len(self._spans):
            self._spans.append([])
            self._roles.append((somebody, []))
        self._spans[number].append(span)
        roles = self._roles[number][1]
        if not any(known.role == somebody.role for known in roles):
            roles.append(PersonRole(somebody.role, somebody.party, title, role.start, role.end))

    def persons(self) -> tuple[Person, ...]:
        """Everybody who was named."""
        return tuple(
            Person(s.name, s.latin, s.key, tuple(roles), tuple(self._spans[n]))
            for n, (s, roles) in enumerate(self._roles)
        )
