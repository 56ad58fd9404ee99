"""The Consultations place: its list with filters, the record chosen, what is new and what is owed."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.checks import people
from cspdesk.domain.codelists import label_of
from cspdesk.domain.quality import day_of, owes_feedback, rows
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.conditions import Conditions
from cspdesk.presenters.listing import ListPresenter
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.record import RecordPresenter
from cspdesk.presenters.session import Session, touches
from cspdesk.services.results import Changes, RecordView

KIND = "consultation"
YEARS = 5
SORTS = (
    ("", N_("Newest first")),
    ("held_on", N_("Oldest first")),
    ("title", N_("By title")),
    ("place", N_("By place")),
)


@dataclass(frozen=True, slots=True)
class State:
    """How a consultation stands, in a word and a tone: plain, accent, good, warn or bad."""

    words: Msg
    tone: str


_STATES = {
    "draft": State(msg(N_("Draft")), "plain"),
    "sealed": State(label_of("lifecycle", "sealed"), "plain"),
    "reviewed": State(label_of("lifecycle", "reviewed"), "accent"),
    "approved": State(label_of("lifecycle", "approved"), "good"),
    "withdrawn": State(label_of("lifecycle", "withdrawn"), "plain"),
}


class ConsultationsPresenter(Observable):
    """List and record of one place; the record follows the list."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.list = ListPresenter(session, KIND)
        self.record = RecordPresenter(session, KIND)
        kinds = {kind.name: kind for kind in session.workspace.records.kinds()}
        self.parts = {f.name: kinds[f.of] for f in self.record.kind.parts()}
        """The kinds of the parts by their field."""
        self.conditions = Conditions(session, kinds, self.record.kind)
        self.new: frozenset[str] = frozenset()
        """Records of other desks that came in since the person last looked."""
        self._stops = [self.list.listen(self._on_list), session.on_changes(self._on_changes)]
        self._ask_new()

    def close(self) -> None:
        """Ask no more."""
        for stop in self._stops:
            stop()
        self.list.close()
        self.record.close()

    def choose(self, record: str) -> None:
        """Show a record beside the list."""
        self.list.choose(record)
        self.record.show(record)

    def years(self) -> tuple[int, ...]:
        """The years to filter by, this one first."""
        this = self.session.clock.today().year
        return tuple(range(this, this - YEARS, -1))

    # --- words for a row and for a head

    def second_line(self, view: RecordView) -> str:
        """``38 people · DRS``."""
        parts = [self.session.t(self.people(view))]
        place = view.fields.get("place")
        if isinstance(place, str):
            parts.append(self.session.atlas.zone(place, self.session.language))
        return " · ".join(part for part in parts if part)

    def people(self, view: RecordView) -> Msg:
        """How many took part."""
        number = people(rows(view.fields, "participants"))
        if not number:
            return msg(N_("nobody counted"))
        return plural(N_("{n} person"), N_("{n} people"), number)

    def day(self, view: RecordView) -> str:
        """The day it was held, or the month where the day is not told."""
        held = view.fields.get("held_on")
        return self.session.formats.when(str(held)) if day_of(held) is not None else ""

    def states(self, view: RecordView) -> tuple[State, ...]:
        """How a record stands, the most pressing first."""
        found = []
        if view.conflicts or view.deletion_proposed:
            found.append(State(msg(N_("To decide")), "warn"))
        lifecycle = _STATES.get(view.lifecycle, State(msg("{code}", code=view.lifecycle), "plain"))
        if view.id in self.new:
            found.append(State(msg(N_("New")), "accent"))
        if view.lifecycle == "draft" and not found:
            found.append(lifecycle)
        if owes_feedback(view.fields, today=self.session.clock.today()):
            found.append(State(msg(N_("Feedback owed")), "warn"))
        if lifecycle not in found:
            found.append(lifecycle)
        return tuple(found)

    # --- following

    def _on_list(self) -> None:
        self.tell()

    def _ask_new(self) -> None:
        def work() -> frozenset[str]:
            today = self.session.today
            return today.new_records(KIND, today.looked())

        def done(found: frozenset[str]) -> None:
            self.new = found
            self.tell()

        self.session.read(work, done)

    def _on_changes(self, changes: Changes) -> None:
        if touches(changes, KIND):
            self._ask_new()
