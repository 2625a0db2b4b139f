"""The heat maps' axes: pairs as a square of parties, or rows by week, the busiest first; pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from etl.reporting.brief.content import Cell, Pair, Period, WeekCell
from etl.reporting.brief.wording import short_day

_ROWS = 15

Axes = tuple[list[Cell], list[str], list[str]]


def square(pairs: Sequence[Pair], size: int) -> Axes:
    """Cells by name of the row and code of the column, each pair twice; and names and codes in the axes' order.

    Parties come in as the pairs do, until there are ``size``: so the busiest pairs are whole and near the corner.
    """
    parties: dict[str, str] = {}
    for pair in pairs:
        new = {code: name for code, name in ((pair.a_party, pair.a), (pair.b_party, pair.b)) if code not in parties}
        if len(parties) + len(new) <= size:
            parties |= new
    cells = []
    for pair in pairs:
        if pair.a_party in parties and pair.b_party in parties:
            cells.append(Cell(pair.a, pair.b_party, pair.incidents, pair.goldstein))
            cells.append(Cell(pair.b, pair.a_party, pair.incidents, pair.goldstein))
    return cells, list(parties.values()), list(parties)


def by_week(cells: Sequence[WeekCell], period: Period, weeks: int) -> Axes:
    """Cells by row and first day of the week, for the period's last ``weeks``; rows in the order that they come in."""
    last = _monday(period.last)
    first = max(last - timedelta(weeks=weeks - 1), _monday(period.first))
    mondays = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    shown = [cell for cell in cells if first <= cell.week <= last]
    rows = list(dict.fromkeys(cell.row for cell in shown))[:_ROWS]
    drawn = [
        Cell(cell.row, short_day(cell.week), cell.incidents, cell.goldstein) for cell in shown if cell.row in set(rows)
    ]
    return drawn, rows, [short_day(monday) for monday in mondays]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
