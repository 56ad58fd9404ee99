"""The exact picture, for the organisation's own eyes: counted from the records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median

from cspdesk.domain.money import round_half_away
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.picture import ConcernRow, Number, Picture, PlacePicture
from cspdesk.reports.query import Meeting, Raised

Grouped = Sequence[tuple[str, tuple[str, str, str], Sequence[Meeting], Sequence[Meeting]]]
"""Places in order: code, names, the period's consultations there, and the earlier period's."""

BREADTH = {"few": 1, "many": 2, "all": 3}
TREND = {"better": Fraction(8, 10), "same": Fraction(1), "worse": Fraction(12, 10)}


def picture(
    grouped: Grouped, meetings: Sequence[Meeting], earlier: Sequence[Meeting], names: tuple[str, str, str]
) -> Picture:
    """The picture of a period beside the earlier one."""
    places = tuple(_place(code, called, now, before) for code, called, now, before in grouped)
    return Picture(_place("", names, meetings, earlier), places, 0, bool(earlier))


def _place(
    code: str, names: tuple[str, str, str], now: Sequence[Meeting], before: Sequence[Meeting]
) -> PlacePicture:
    former = {row.theme: row for row in _rows(before)}
    rows = tuple(replace(row, change=_change(row, former.get(row.theme), before)) for row in _rows(now))
    return PlacePicture(code, names, len(now), people(now), rows, disability(now))


def people(meetings: Iterable[Meeting]) -> dict[tuple[str, str], Number]:
    """People by sex and band with all sums."""
    counts: dict[tuple[str, str], int] = {("", ""): 0}
    for meeting in meetings:
        for (sex, band), count in meeting.people.items():
            for cell in ((sex, band), (sex, ""), ("", band), ("", "")):
                counts[cell] = counts.get(cell, 0) + count
    return {cell: exact(count) for cell, count in counts.items()}


def disability(meetings: Iterable[Meeting]) -> dict[str, Number]:
    """People with a disability by sex, and all of them."""
    counts: dict[str, int] = {"": 0}
    for meeting in meetings:
        for (sex, code), count in meeting.disability.items():
            if code == "yes":
                counts[sex] = counts.get(sex, 0) + count
                counts[""] += count
    return {sex: exact(count) for sex, count in counts.items()}


def _rows(meetings: Sequence[Meeting]) -> list[ConcernRow]:
    """The ranking: consultations naming it, then mean community rank, then median severity."""
    named: dict[str, list[tuple[Meeting, Raised]]] = {}
    for meeting in meetings:
        for raised in meeting.raised:
            named.setdefault(raised.theme, []).append((meeting, raised))
    keyed = sorted(named, key=lambda theme: _key(theme, [raised for _, raised in named[theme]]))
    return [_row(order, theme, named[theme]) for order, theme in enumerate(keyed, 1)]


def _key(theme: str, raised: Sequence[Raised]) -> tuple[int, Fraction, Fraction, str]:
    ranks = [one.rank for one in raised if one.rank is not None]
    severities = [one.severity for one in raised if one.severity is not None]
    mean = Fraction(sum(ranks), len(ranks)) if ranks else Fraction(100)
    middle = Fraction(median(map(Fraction, severities))) if severities else Fraction(0)
    return (-len(raised), mean, -middle, theme)


def _row(order: int, theme: str, named: Sequence[tuple[Meeting, Raised]]) -> ConcernRow:
    raised = [one for _, one in named]
    came = people(meeting for meeting, _ in named)
    ranks = [one.rank for one in raised if one.rank is not None]
    severities = [Fraction(one.severity) for one in raised if one.severity is not None]
    indexes = [_index(one) for one in raised if one.severity is not None]
    return ConcernRow(
        theme,
        order,
        exact(len(named)),
        tenths(Fraction(sum(ranks), len(ranks))) if ranks else None,
        tenths(Fraction(median(severities))) if severities else None,
        tenths(sum(indexes, Fraction(0)) / len(indexes)) if indexes else None,
        came.get(("f", ""), exact(0)),
        came.get(("m", ""), exact(0)),
        came["", ""],
        {band: number for (sex, band), number in came.items() if not sex and band},
        None,
        tuple(meeting.id for meeting, _ in named),
    )


def _index(one: Raised) -> Fraction:
    """Severity x breadth (1 to 3) x trend (0.8, 1, 1.2); what was not recorded counts as the middle."""
    return Fraction(one.severity or 0) * BREADTH.get(one.scale, 2) * TREND.get(one.trend, Fraction(1))


def _change(row: ConcernRow, former: ConcernRow | None, earlier: Sequence[Meeting]) -> Msg:
    if not earlier:
        return msg(N_("no earlier period"))
    if former is None:
        return msg(N_("new"))
    by = (row.raised.value or 0) - (former.raised.value or 0)
    sign = "+" if by > 0 else "−" if by < 0 else "±"
    return msg(
        N_("{from_order} → {to_order}; {sign}{by}"),
        from_order=former.order,
        to_order=row.order,
        sign=sign,
        by=abs(by),
    )


def exact(count: int) -> Number:
    """An exact whole number."""
    return Number(msg(N_("{count}"), count=count), count)


def tenths(value: Fraction) -> Number:
    """A number with one decimal, rounded once; ``value`` is kept in tenths."""
    rounded = round_half_away(value * 10)
    return Number(Msg("{number}", {"number": Fraction(rounded, 10)}), rounded)
