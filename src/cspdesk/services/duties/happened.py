"""What in the records opens duties: receipts, ends of periods, reports that agreements ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.clock import moment
from cspdesk.domain.duties import due
from cspdesk.domain.duties.opening import Happening, ends_of, periods
from cspdesk.domain.ids import to_hex
from cspdesk.domain.quality import day_of
from cspdesk.services.duties.views import Subject
from cspdesk.store.room import Room

AHEAD = timedelta(days=120)
"""How far ahead duties are told."""
_BACK = timedelta(days=3 * 366)
"""A date typed wrongly by a thousand years must not open a thousand years of duties."""
_WAGES = ("wages", "social_tax")
_STILL = timedelta(days=100)
"""Who paid wages so lately is an employer still."""
_THERE = "presence IN (0, 2)"


@dataclass(frozen=True, slots=True)
class Happened:
    """What opens duties, whom the organisation is by law, and what each subject is."""

    happenings: tuple[Happening, ...]
    legal_form: str
    is_employer: bool
    subjects: dict[str, Subject]


def happened(room: Room, today: date) -> Happened:
    """What the records say up to a day, and what comes within ``AHEAD`` of it."""
    subjects = {**_receipts(room), **_agreements(room)}
    since = max(_since(room, today), today - _BACK)
    found = [
        *(
            Happening(opens_on="receipt", day=one.day, subject=one.id)
            for one in subjects.values()
            if one.kind == "fund" and one.day is not None
        ),
        *_tranches(room, today),
        *_terms(room, today),
        *(end for form in ("half_year", "quarter", "year") for end in ends_of(form, since, today + AHEAD)),
        *_months(room, since, today),
    ]
    row = room.cursor.execute(
        f"SELECT legal_form FROM organisation WHERE {_THERE} ORDER BY no LIMIT 1"  # noqa: S608 - constants
    ).fetchone()
    first = _wage_months(room)
    return Happened(tuple(found), (row[0] or "") if row else "", bool(first), subjects)


def _since(room: Room, today: date) -> date:
    """From when the organisation's duties are kept here: its first money, or the day the desk was made."""
    days = [
        day
        for table, column in (("fund", "credited_on"), ("expense", "spent_on"), ("opening", "opened_on"))
        for (text,) in room.cursor.execute(f"SELECT min({column}) FROM {table} WHERE {_THERE}").fetchall()  # noqa: S608 - as above
        if (day := day_of(text)) is not None
    ]
    row = room.cursor.execute("SELECT min(at) FROM organisation").fetchone()
    days.append(moment(row[0]).date() if row and row[0] is not None else today)
    return min(days)


def _receipts(room: Room) -> dict[str, Subject]:
    rows = room.cursor.execute(
        "SELECT f.id, f.credited_on, f.amount, f.amount_currency, coalesce(f.purpose, f.document_no, d.name)"
        " FROM fund f LEFT JOIN donor d ON d.id = f.donor WHERE f.presence IN (0, 2) ORDER BY f.no"
    ).fetchall()
    return {
        to_hex(record): Subject(
            to_hex(record),
            "fund",
            words or "",
            day_of(on),
            None if amount is None else (amount, currency or ""),
        )
        for record, on, amount, currency, words in rows
    }


def _agreements(room: Room) -> dict[str, Subject]:
    rows = room.cursor.execute(
        f"SELECT id, signed_on, coalesce(title, number), number FROM agreement WHERE {_THERE} ORDER BY no"  # noqa: S608 - as above
    ).fetchall()
    return {
        to_hex(record): Subject(to_hex(record), "agreement", words or number or "", day_of(on))
        for record, on, words, number in rows
    }


def _tranches(room: Room, today: date) -> Iterator[Happening]:
    """Payments from abroad that are still expected: the bank will ask."""
    rows = room.cursor.execute(
        "SELECT t.id, t.due, a.id FROM tranche t JOIN agreement a ON a.id = t.parent"
        " JOIN donor d ON d.id = a.donor"
        " WHERE t.presence IN (0, 2) AND a.presence IN (0, 2) AND coalesce(d.country, '') NOT IN ('TJ', '')"
        " AND NOT EXISTS (SELECT 1 FROM fund f WHERE f.agreement = a.id AND f.tranche = t.number"
        " AND f.presence IN (0, 2)) ORDER BY t.no"
    ).fetchall()
    for part, text, agreement in rows:
        day = day_of(text)
        if day is not None and today - AHEAD <= day <= today + AHEAD:
            yield Happening(
                opens_on="tranche", day=day, subject=to_hex(agreement), period=to_hex(part)[:8], ends=day
            )


def _terms(room: Room, today: date) -> Iterator[Happening]:
    """Each report of each agreement, for each period within it."""
    rows = room.cursor.execute(
        "SELECT a.id, r.duty, r.every, coalesce(r.first, a.starts, a.signed_on),"
        " coalesce(r.last, (SELECT max(m.ends) FROM amendment m"
        " WHERE m.agreement = a.id AND m.presence IN (0, 2)), a.ends), r.due"
        " FROM report_term r JOIN agreement a ON a.id = r.parent"
        " WHERE r.presence IN (0, 2) AND a.presence IN (0, 2) ORDER BY r.no"
    ).fetchall()
    for agreement, duty, every, first_text, last_text, term in rows:
        first, last = day_of(first_text), day_of(last_text)
        if not duty or first is None or last is None or first > last:
            continue
        asked, agreed = _agreed(term or "")
        ends = [("", last)]
        if every:
            span = last + timedelta(days=366)
            ends = [
                (one.code, min(one.last, last)) for one in periods(every, first, span) if one.first <= last
            ]
        for code, end in ends:
            if today - _BACK <= end <= today + AHEAD:
                yield Happening(
                    opens_on="agreement_period",
                    day=end + timedelta(days=1),
                    subject=to_hex(agreement),
                    period=code,
                    ends=end,
                    codes=(duty,),
                    asked=asked,
                    agreed=agreed,
                )


def _agreed(text: str) -> tuple[date | None, str]:
    """What an agreement says of a due date: one day, or a term; words that are neither say nothing."""
    day = day_of(text)
    if day is not None:
        return day, ""
    try:
        return None, due.write(due.read(text))
    except ValueError:
        return None, ""


def _wage_months(room: Room) -> list[str]:
    rows = room.cursor.execute(
        f"SELECT DISTINCT substr(spent_on, 1, 7) FROM expense WHERE {_THERE}"  # noqa: S608 - as above
        " AND article IN (?, ?) AND length(spent_on) = 10 ORDER BY 1",
        _WAGES,
    ).fetchall()
    return [row[0] for row in rows]


def _months(room: Room, since: date, today: date) -> Iterator[Happening]:
    """The months of an employer: from the first wages to the last, and on while they are lately paid."""
    paid = _wage_months(room)
    if not paid:
        return
    first = max(since, date.fromisoformat(f"{paid[0]}-01"))
    newest = date.fromisoformat(f"{paid[-1]}-28")
    last = today + timedelta(days=31) if newest >= today - _STILL else newest + timedelta(days=4)
    yield from ends_of("month", first, last)
