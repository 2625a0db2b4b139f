"""Offices in the text: whose they are, and which name stands beside them.

A title takes its country from the word before it (``Kazakh president``, ``US-Präsident``) or behind it (``minister of
foreign affairs of Kazakhstan``, ``Außenminister Kasachstans``), and its holder's name from behind it or from before a
comma. A title alone still acts for its country.
"""

from dataclasses import dataclass, replace

from etl.extraction.holding import Holding
from etl.extraction.names import name_from
from etl.extraction.overlaps import longest
from etl.lexicon.patterns import Match

_DEPUTY_OF = {"head_of_government": "deputy_head_of_government", "head_of_state": "official"}


@dataclass(frozen=True, slots=True)
class Office:
    """A title in the text. Tokens: the phrase ``[first, last)``, the title itself ``[title_first, title_last)``, the
    name ``[name_first, name_last)``, empty where no name stands there; ``host``: where an ambassador is posted."""

    role: str
    party: str | None
    first: int
    last: int
    title_first: int
    title_last: int
    name_first: int
    name_last: int
    is_posted: bool = False
    is_counterpart: bool = False
    host: str | None = None

    @property
    def is_named(self) -> bool:
        """A name stands beside the title."""
        return self.name_last > self.name_first


class OfficeFinder(Holding):
    """Finds the offices of one document; holds what the steps share."""

    def find(self) -> list[Office]:
        """All titles and ranks, by place in the text; read from the end, so that ``X and Y NAME`` share the name."""
        titles = longest([t for t in self.doc.of("title", "counterparts") if t.tail is None or self._holds_party(t)])
        plural = {t.start for t in titles if t.ending and t.marker is None}
        taken = {i for t in titles for i in range(t.start, t.end)}
        ranks = [r for r in longest([*self.doc.of("ranks")]) if r.start not in taken]
        offices: list[Office] = []
        for match in sorted([*titles, *ranks], key=lambda m: -m.start):
            following = offices[-1] if offices else None
            is_rank = match.payload.category == "ranks"
            if is_rank and following is not None and self._rank_before_title(match, following):
                continue
            if is_rank:
                office = self._rank(match)
                if office is not None and not (following and following.first <= office.first < following.last):
                    offices.append(office)
            else:
                office = self._office(match, following)
                offices.extend(reversed([office, *self._further(office)]) if match.start in plural else [office])
        offices.reverse()
        return [o for n, o in enumerate(offices) if not self._swallowed(o, offices[:n])]

    def _swallowed(self, office: Office, earlier: list[Office]) -> bool:
        """A rank between a title and its name belongs to that title."""
        return office.role == "military" and any(
            o.first <= office.title_first and office.last <= o.last and o.title_first < office.title_first
            for o in earlier
        )

    def _rank_before_title(self, match: Match, following: Office) -> bool:
        return match.end == following.title_first

    def _rank(self, match: Match) -> Office | None:
        """``General Munir``: a rank needs a capital, where there are any, and a name right behind it."""
        if self.doc.lexicon.data.writing.has_case and not self.doc.is_capitalized(match.start):
            return None
        start = self.skip(match.end, ("ranks",))
        end = name_from(self.doc, start)
        if end == start:
            return None
        party, first = self.party_before(match.start)
        return Office("military", party, first, end, match.start, match.end, start, end)

    def _office(self, match: Match, following: Office | None) -> Office:
        role, is_posted = self._kind(match)
        is_counterpart = match.payload.category == "counterparts"
        party, first = self.party_before(match.start, is_posted)
        title_last = match.last
        party_behind, behind = self.party_behind(title_last, is_posted, is_counterpart)
        if party_behind is not None and self._is_of_title_before(match.start):
            party, first = None, match.start
        if is_posted and match.marker == "object" and self._is_subject_before(match.start):
            party, first = None, match.start
        party = party or party_behind or self._party_inside(match)
        role = self._modified(self._there(role, party, match.start), first, match.start)
        shared = self._shared(behind, following)
        if shared is not None and (party is None or shared.party in (None, party)):  # one of another country is another
            return Office(role, party or shared.party, first, shared.last, match.start, title_last,
                          shared.name_first, shared.name_last)  # fmt: skip
        name_first, name_last = self.name_of(first, behind, title_last, is_counterpart)
        name_last = self.with_surname(party, name_first, name_last)
        span = (min(first, name_first), max(behind, name_last)) if name_last > name_first else (first, behind)
        if party is None and name_last > name_first >= title_last and not is_posted:
            party, last = self.party_of_name(name_last)
            span = (span[0], max(span[1], last))
        return Office(role, party, *span, match.start, title_last, name_first, name_last, is_posted, is_counterpart,
                      self._host(party, *span) if is_posted else None)  # fmt: skip

    def _host(self, party: str | None, first: int, last: int) -> str | None:
        """Where an ambassador is posted: the other country in the phrase, or its capital."""
        named = (self.begins[i].mention.party for i in range(first, last) if i in self.begins)
        return next((other for other in named if party is not None and other != party), None)

    def _is_of_title_before(self, title_first: int) -> bool:
        """``the president Austrian the minister of Serbia``: where adjectives follow, that of another office.

        Where owners follow, too, no name before a title owns it: ``Iraq the ambassador of Turkey summoned``.
        """
        grammar, mention = self.doc.lexicon.data.grammar, self.finishes.get(title_first)
        if mention is None:
            return False
        if grammar.genitive_follows and mention.ending_marker == "of":
            return self.doc.ends_with("title", mention.first) is not None  # ``еміра Катару президент Єгипту``
        if not grammar.adjective_follows:
            return False
        return mention.mention.kind == "demonym" or not self.doc.lexicon.data.writing.has_case

    def _is_subject_before(self, title_first: int) -> bool:
        """``A B'deki elçisini çağırdı``: with the verb last, a bare name before an office acted on acts itself."""
        mention = self.finishes.get(title_first)
        is_last = self.doc.lexicon.data.grammar.word_order == "sov"
        is_bare = mention is not None and mention.ending_marker is None and mention.mention.kind != "demonym"
        return is_last and is_bare and title_first in self.begins  # the title's own words begin with where it is posted

    def _holds_party(self, match: Match) -> bool:
        """``ministre russe des Affaires étrangères``: a people's adjective is all that parts the title."""
        mention = self.begins.get(match.end)
        return mention is not None and match.tail is not None and mention.last == match.tail[0]

    def _party_inside(self, match: Match) -> str | None:
        return self.begins[match.end].mention.party if match.tail else None

    def _further(self, office: Office) -> list[Office]:
        """``Foreign ministers NAME and NAME``, ``of A`` behind each or not: the second holder of the same office."""
        conjunction = self.doc.starts_with("conjunctions", office.last) if office.is_named else None
        if conjunction is None:
            return []
        end = name_from(self.doc, conjunction.end)
        if end - conjunction.end < 2:
            return []
        party, last = self.party_of_name(end)
        return [
            replace(office, party=party, first=conjunction.end, last=last, name_first=conjunction.end, name_last=end)
        ]

    def _kind(self, match: Match) -> tuple[str, bool]:
        """The role, and whether its holder works abroad; a counterpart holds the office spoken of before."""
        if match.payload.category == "counterparts":
            earlier = [t for t in self.doc.within("title", 0, match.start) if t.end <= match.start][-3:]
            last = max(earlier, key=lambda t: t.end, default=None)
            return (last.payload.value.role, False) if last is not None else ("official", False)
        return match.payload.value.role, match.payload.value.is_posted

    def _there(self, role: str, party: str | None, title_first: int) -> str:
        """What the title means in that country: a chancellor heads a government in some, a ministry in others."""
        first, last = title_first, title_first + 1
        told = (m.payload.value for m in self.doc.within("title_elsewhere", first, last))
        return next((other for where, other in told if where == party), role)

    def _modified(self, role: str, first: int, title_first: int) -> str:
        """``former`` and ``deputy`` before a title make another office of it."""
        words = range(max(0, first - 1), title_first)
        if any(self.doc.starts_with("former", i) for i in words):
            return "former_official"
        if any(self.doc.starts_with("deputy", i) for i in words):
            return _DEPUTY_OF.get(role, "deputy_minister" if role.endswith("minister") else role)
        return role

    def _shared(self, behind: int, following: Office | None) -> Office | None:
        """The office that follows directly after ``and``, whose name and country this one shares."""
        if following is None or self.doc.starts_with("conjunctions", behind) is None or not following.is_named:
            return None
        return following if behind < following.title_first <= behind + 3 else None
