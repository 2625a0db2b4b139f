"""What stands between a preposition and the verb that it belongs to: ``对 B 集结兵力表示关切``."""

from etl.extraction.items import Item
from etl.extraction.possession import Possession

_FRAMING = ("to", "about")  # what opens a frame


class Framing(Possession):
    """Reads the frames around one trigger."""

    def _framed(self) -> Item | None:
        """``A 对 B 集结兵力表示关切``: between a preposition and the verb that it belongs to stands what B does."""
        if not self.grammar.frame_ends or self.trigger.kind != "verb":
            return None
        begin, end = self.clauses.clause_range(self.clause)
        if not self.doc.within("frame_ends", self.last, end + 1):
            return None
        ahead = [i for i in self.clauses.items if begin <= i.first and i.last <= self.first]
        return ahead[-1] if ahead and ahead[-1].marker in _FRAMING and ahead[-1].parties else None

    def _outside_frame(self, items: list[Item], begin: int) -> list[Item]:
        """``A 对 B 袭击 C 表示谴责``: before the verb that closes a frame, those who stand before its preposition."""
        ahead = [i for i in self.clauses.items if begin <= i.first and i.last <= self.first]
        opening = next((i.first for i in ahead if i.marker in _FRAMING), self.first)
        return [i for i in items if i.first < opening or i.first >= self.first]
