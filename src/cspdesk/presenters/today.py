"""Today: what waits for the person, each line with the spot that it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cspdesk.domain.checks import lacking, people
from cspdesk.domain.duties.urgency import ACT_NOW, LATER, OVERDUE, SOON, TOLD, UNKNOWN
from cspdesk.domain.quality import rows
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.consultations import KIND, ConsultationsPresenter
from cspdesk.presenters.draft_places import spot_of_draft, title_of
from cspdesk.presenters.formstate import state_of
from cspdesk.presenters.navigation import PLACE_OF_KIND, Spot
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services import backups
from cspdesk.services.dues import Due, Dues
from cspdesk.services.duties import wording
from cspdesk.services.duties.dates import DutyDate, dates
from cspdesk.services.duties.register import Duties
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.results import Changes, ConflictView
from cspdesk.services.today import Arrival, Promised
from cspdesk.services.unfinished import ToFinish, Unfinished

SHOWN = 3
"""Arrivals shown before "and so many more"."""
PROMISES = 5
ASKED = "asked"
"""What is due where nobody here can know whether it was done."""
OBLIGATIONS = 5
PRESSING = frozenset((OVERDUE, ACT_NOW, SOON, UNKNOWN))
"""Obligations that stand first; the others stand with what falls due."""

_SHORT = ("obligation", "bank_statement")
"""Kinds whose drafts are typed in forms of their own."""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What was found at one moment; counts are of all, the tuples hold the first of them."""

    conflicts: tuple[ConflictView, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    unfinished_count: int = 0
    arrivals: tuple[Arrival, ...] = ()
    arrivals_count: int = 0
    promises: tuple[Promised, ...] = ()
    promises_count: int = 0
    dues: tuple[Due, ...] = ()
    obligations: tuple[ObligationView, ...] = ()
    """Those that wait for the roles of this desk, or that desks quarrel about; the most pressing first."""
    duty_dates: tuple[DutyDate, ...] = ()
    """Dates of duties for an administrator whose desk does not read money."""
    since: datetime | None = None
    backup: datetime | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing at all waits."""
        return not (
            self.conflicts
            or self.unfinished
            or self.arrivals
            or self.promises
            or self.dues
            or self.obligations
            or self.duty_dates
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of Today in words, and the spot that it opens."""

    key: str
    spot: Spot
    title: str
    second: str = ""
    right: str = ""
    is_pressing: bool = False
    is_late: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What stands above: the day, the greeting, and how much waits."""

    day: str
    words: str
    summary: str


class TodayPresenter(Observable):
    """Reads everything that waits, and again whenever something changes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.page = TodayPage()
        self.is_read = False
        self._to_finish = ToFinish(session.workspace.context, session.workspace.records)
        self._dues = Dues(session.workspace.context)
        self._duties = Duties(session.workspace.context, session.workspace.records)
        self._words = ConsultationsPresenter(session)
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._stop()
        self._words.close()

    def ask(self) -> None:
        """Read what waits."""
        self.session.read(self._read, self._take)

    def _read(self) -> TodayPage:
        session, today = self.session, self.session.today
        since = today.looked()
        finish_count, unfinished = self._to_finish.list()
        arrivals_count, arrivals = today.arrivals(since, most=SHOWN)
        promises_count, promises = today.promises(most=PROMISES)
        made = backups.listing(session.workspace.desk.folder)
        return TodayPage(
            session.workspace.conflicts.list(),
            unfinished,
            finish_count,
            arrivals,
            arrivals_count,
            promises,
            promises_count,
            self._dues.list(session.clock.today()),
            self._obligations(),
            dates(session.workspace.context, session.clock.today()),
            since,
            made[-1].made if made else None,
        )

    def _obligations(self) -> tuple[ObligationView, ...]:
        """What is to be handed in by this desk's roles: a coordinator is told when it is nearly too late."""
        roles = set(self._duties.roles())
        return tuple(
            one
            for one in self._duties.list(self.session.clock.today(), books=False)
            if (one.waits and one.urgency.level != LATER and roles & set(one.urgency.reaches))
            or one.progress.quarrels
        )

    def _take(self, page: TodayPage) -> None:
        self.page, self.is_read = page, True
        self.tell()

    def _on_changes(self, _changes: Changes) -> None:
        if self.is_read:
            self.ask()

    def mark_seen(self) -> None:
        """What came in has been looked at."""
        now = self.session.clock.now()
        self.session.save(lambda: self.session.today.look(now), lambda _nothing: self.ask())

    # --- words

    def greeting(self) -> Greeting:
        """The day, a greeting by its hour, and what waits in one sentence."""
        session, page = self.session, self.page
        t, formats = session.t, session.formats
        today = session.clock.today()
        hour = int(formats.time(session.clock.now())[:2])
        if hour < 12:
            hello = N_("Good morning, {person}")
        elif hour < 18:
            hello = N_("Good afternoon, {person}")
        else:
            hello = N_("Good evening, {person}")
        pressing = sum(_presses(one) for one in page.obligations)
        waits = [
            plural(N_("{n} obligation"), N_("{n} obligations"), pressing),
            plural(N_("{n} decision"), N_("{n} decisions"), len(page.conflicts)),
            plural(N_("{n} draft to finish"), N_("{n} drafts to finish"), page.unfinished_count),
            plural(N_("{n} new record"), N_("{n} new records"), page.arrivals_count),
            plural(N_("{n} promise"), N_("{n} promises"), page.promises_count),
        ]
        told = [t(one) for one in waits if one.values["n"]]
        summary = t(msg(N_("Waiting for you: {things}."), things=formats.listed(told))) if told else ""
        day = f"{formats.date_in_words(today)}, {formats.weekday(today)}"
        name = session.whose.person.replace(". ", ".\u00a0")  # an initial is not left alone in a line
        return Greeting(
            day[:1].upper() + day[1:], t(msg(hello, person=name)) if name else t(N_("Today")), summary
        )

    def to_hand_in(self) -> tuple[int, list[Line]]:
        """How many obligations press, and the first of them; late ones of one duty share a line."""
        pressing = [one for one in self.page.obligations if _presses(one)]
        by_duty: dict[str, list[ObligationView]] = {}
        for one in pressing:
            late = one.urgency.level == OVERDUE and not one.progress.quarrels
            by_duty.setdefault(one.code if late else one.id, []).append(one)
        lines = [self._duty_line(found) for found in by_duty.values()]
        return len(pressing), lines[:OBLIGATIONS]

    def _duty_line(self, found: list[ObligationView]) -> Line:
        t, first = self.session.t, found[0]
        title, right = t(first.label), t(wording.left(first))
        if len(found) > 1:
            second = t(
                plural(
                    N_("{n} of them late, the oldest due {day}"),
                    N_("{n} of them late, the oldest due {day}"),
                    len(found),
                    day=min(one.due for one in found if one.due is not None),
                )
            )
            spot = Spot("duties", where=(("duty", first.code),))
            return Line(
                first.id, spot, title, second, right, is_pressing=True, is_late=True, kind="obligation"
            )
        if first.progress.quarrels:
            second, right = t(wording.quarrels(first)[0]), t(N_("Settle"))
        else:
            parts = (t(wording.due_words(first)), wording.about(first, self.session.words))
            second = " · ".join(part for part in parts if part)
        spot = Spot("duties", record=first.id)
        late = first.urgency.level == OVERDUE and not first.progress.quarrels
        return Line(first.id, spot, title, second, right, is_pressing=True, is_late=late, kind="obligation")

    def dues(self) -> list[Due]:
        """What falls due, by its day: answers, agreements, and obligations that do not press yet."""
        coming = [
            Due(
                "obligation",
                "obligation",
                one.id,
                one.act_by,
                self.session.t(one.label),
                self._due_words(one),
            )
            for one in self.page.obligations
            if one.urgency.level == TOLD and one.act_by is not None
        ]
        asked = [
            Due(
                ASKED,
                "obligation",
                one.id,
                one.act_by,
                self.session.t(wording.duty(one.code)),
                self._ask(one),
            )
            for one in self.page.duty_dates
        ]
        return sorted((*self.page.dues, *coming, *asked), key=lambda one: one.day)

    def _ask(self, one: DutyDate) -> str:
        """What an administrator is told who cannot know whether it was handed in."""
        t = self.session.t
        doubt = "" if one.is_confirmed else t(N_("not confirmed"))
        ask = t(N_("Ask the finance officer whether it was handed in."))
        return " · ".join(part for part in (doubt, ask) if part)

    def _due_words(self, one: ObligationView) -> str:
        about = wording.about(one, self.session.words)
        doubt = "" if one.is_confirmed else self.session.t(N_("not confirmed"))
        return " · ".join(part for part in (about, doubt) if part)

    def decisions(self) -> list[Line]:
        """Records with values that wait for a person."""
        by_root: dict[str, list[ConflictView]] = {}
        for one in self.page.conflicts:
            by_root.setdefault(one.root or one.record, []).append(one)
        t = self.session.t
        kinds = {kind.name: kind for kind in self.session.workspace.records.kinds()}
        lines = []
        for root, found in by_root.items():
            first = found[0]
            described = kinds[first.kind].by_name.get(first.field)
            name = t(described.label) if described is not None else t(N_("Deletion"))
            said = [
                self.session.values.text(described, choice.value) if described is not None else ""
                for choice in first.values
            ]
            values = " / ".join(one for one in said if one)
            more = len(found) - 1
            rest = t(plural(N_("and {n} field more"), N_("and {n} fields more"), more)) if more else ""
            title = first.title or t(kinds[first.kind].label)
            second = " · ".join(part for part in (values, rest) if part)
            lines.append(
                Line(root, Spot("exchange", record=root), f"{title}: {name}", second, t(N_("Settle")))
            )
        return lines

    def to_finish(self) -> list[Line]:
        """Drafts and own records that are not finished."""
        return [self._unfinished(one) for one in self.page.unfinished]

    def _unfinished(self, one: Unfinished) -> Line:
        session, t = self.session, self.session.t
        kinds = {kind.name: kind for kind in session.workspace.records.kinds()}
        kind = kinds[one.draft.kind if one.draft else (one.view.kind if one.view else KIND)]
        state = state_of(one.view, kind)
        if one.draft is not None:
            state = state.over(one.draft.typed)
        fields = state.fields()
        title = t(title_of(kind, fields.get(kind.title)))
        parts = []
        if fields.get(kind.date) and kind.date:
            parts.append(session.values.text(kind.by_name[kind.date], fields[kind.date]))
        counted = people(rows(fields, "participants"))
        if counted:
            parts.append(t(plural(N_("{n} person"), N_("{n} people"), counted)))
        concerns = len(rows(fields, "concerns"))
        if concerns:
            parts.append(t(plural(N_("{n} concern"), N_("{n} concerns"), concerns)))
        # a form of its own says itself what it lacks
        lacks = () if one.draft is not None and kind.name in _SHORT else lacking(kind, fields)
        if lacks:
            parts.append(t(lacks[0].message).rstrip(".?"))
        record = one.view.id if one.view is not None else ""
        draft = one.draft.id if one.draft is not None else ""
        when = t(msg(N_("edited {when}"), when=self._when(one.at))) if one.draft else self._when(one.at)
        spot = Spot("consultations", record=record, act="edit")
        if one.draft is not None:
            spot = spot_of_draft(one.draft, kind)
        return Line(draft or record, spot, title, " · ".join(parts), when, kind=kind.name)

    def came_in(self) -> list[Line]:
        """What other desks made, the newest first."""
        lines = []
        kinds = {kind.name: kind for kind in self.session.workspace.records.kinds()}
        for one in self.page.arrivals:
            place = self.session.atlas.name_within(one.place, self.session.language) if one.place else ""
            by = self.session.t(msg(N_("From {name}"), name=one.by)) if one.by else ""
            second = " · ".join(part for part in (one.number, by, place) if part)
            title = one.title or self.session.t(kinds[one.kind].label)
            spot = Spot(PLACE_OF_KIND.get(one.kind, "today"), record=one.record)
            lines.append(Line(one.record, spot, title, second, self._when(one.at), kind=one.kind))
        return lines

    def promised(self) -> list[Line]:
        """What communities wait to hear, the first due first."""
        lines = []
        today = self.session.clock.today()
        kind = self._words.parts["promises"]
        for one in self.page.promises:
            due = self.session.values.text(kind.by_name["due"], one.due[:10]) if one.due else ""
            presses = bool(one.due) and one.due[:10] <= today.isoformat()
            late = bool(one.due) and one.due[:10] < today.isoformat()
            right = self.session.t(N_("today")) if one.due[:10] == today.isoformat() else due
            place = self.session.atlas.name_within(one.place, self.session.language) if one.place else ""
            second = " · ".join(part for part in (one.title, place) if part)
            spot = Spot("consultations", record=one.record, act="edit", section="promises")
            words = one.words or self.session.t(N_("Promise"))
            lines.append(Line(one.part, spot, words, second, right, is_pressing=presses, is_late=late))
        return lines

    def left(self, due: Due) -> Msg:
        """How long is left."""
        days = (due.day - self.session.clock.today()).days
        if days < 0 and due.what == ASKED:
            return msg(N_("to ask about"))
        if days < 0:
            return plural(N_("{n} day late"), N_("{n} days late"), -days)
        if days == 0:
            return msg(N_("today"))
        return plural(N_("{n} day"), N_("{n} days"), days)

    def _when(self, at: datetime) -> str:
        """The time of today, or the date."""
        formats, day = self.session.formats, at.astimezone().date()
        return formats.time(at) if day == self.session.clock.today() else formats.day(day)


def _presses(one: ObligationView) -> bool:
    return one.urgency.level in PRESSING or bool(one.progress.quarrels)
