"""The sections of a consultation as it is read, each made anew for a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from cspdesk.domain.codelists import label_of
from cspdesk.domain.quality import day_of, rows
from cspdesk.domain.text import N_
from cspdesk.presenters.consultations import ConsultationsPresenter
from cspdesk.presenters.session import Session
from cspdesk.ui import recordparts
from cspdesk.ui.kit.chip import ChipKind
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import readable
from cspdesk.ui.recordsections import RecordSections, Section

_DETAILS = (
    *("method", "venue", "languages", "minutes", "co_hosts", "local_no"),
    *("facilitator", "note_taker", "interpreter", "police_present", "disability_source"),
    *("script_read", "consent_form", "consent_notes", "consent_photo", "consent_audio", "consent_quotes"),
    *("consent_authorities", "consent_publication", "rank_method", "safety_day", "safety_night"),
    *("police_trust", "would_report", "referral_offered", "harm_risk", "harm_incident", "harm_told"),
    *("harm_mitigation", "sensitivity", "ceiling"),
)


class SectionBuilder:
    """Makes the widgets of each section; what has nothing to show gives none."""

    def __init__(
        self, session: Session, opened: Callable[[str, str], None], restore: Callable[[str], None]
    ) -> None:
        self._session = session
        self._shared = RecordSections(session, opened, restore)

    def sections(self, presenter: ConsultationsPresenter) -> dict[str, Section]:
        """Heading, count and content by key, in no order."""
        view = presenter.record.view
        fields: Mapping[str, object] = view.fields if view is not None else {}
        t = self._session.t
        return {
            "summary": (t(N_("Summary")), "", self._texts(fields, "summary")),
            "concerns": self._concerns(fields),
            "participants": self._participants(presenter, fields),
            "links": self._shared.links(presenter.record.links),
            "ideas": self._ideas(fields),
            "steps": self._steps(fields),
            "quotes": self._quotes(fields),
            "details": self._details(presenter, fields),
            "files": self._shared.files(view.id if view is not None else "", fields),
            "history": self._shared.history(presenter),
        }

    def _count(self, number: int) -> str:
        return self._session.formats.integer(number) if number else ""

    @staticmethod
    def _texts(fields: Mapping[str, object], *names: str) -> list[QWidget]:
        return [readable(label(str(fields[name]), wrap=True), 92) for name in names if fields.get(name)]

    def _concerns(self, fields: Mapping[str, object]) -> Section:
        found = rows(fields, "concerns")
        content: list[QWidget] = [recordparts.concerns(self._session, fields)] if found else []
        heading = self._session.t(N_("Concerns, as the group ranked them"))
        return heading, self._count(len(found)), content

    def _participants(self, presenter: ConsultationsPresenter, fields: Mapping[str, object]) -> Section:
        t, values = self._session.t, self._session.values
        content: list[QWidget] = []
        counted = recordparts.people_of(fields)
        if rows(fields, "participants"):
            content.append(recordparts.people_table(self._session, fields))
        kind = presenter.parts["officials"]
        for official in rows(fields, "officials"):
            name = values.text(kind.by_name["body"], official.get("body")) or values.text(
                kind.by_name["body_type"], official.get("body_type")
            )
            number = official.get("number")
            right = self._session.formats.integer(number) if isinstance(number, int) else ""
            content.append(recordparts.line(name, t(N_("Officials present")), icon="buildings", right=right))
        return t(N_("Participants")), self._count(counted), content

    def _ideas(self, fields: Mapping[str, object]) -> Section:
        t, found = self._session.t, rows(fields, "ideas")
        lines = [
            recordparts.line(
                str(idea.get("words") or t(N_("Idea"))),
                self._labels(
                    idea, ("who", "responsible_kind"), ("level", "level"), ("theme", "concern_theme")
                ),
                icon="lightbulb",
            )
            for idea in found
        ]
        content = [recordparts.stacked(lines)] if lines else []
        return t(N_("Ideas")), self._count(len(found)), [*content, *self._texts(fields, "proposals")]

    def _steps(self, fields: Mapping[str, object]) -> Section:
        t, found = self._session.t, rows(fields, "promises")
        lines = [self._promise(promise) for promise in found]
        content = [recordparts.stacked(lines)] if lines else []
        return t(N_("Agreed steps")), self._count(len(found)), [*self._texts(fields, "resolution"), *content]

    def _promise(self, promise: Mapping[str, object]) -> QWidget:
        t, formats = self._session.t, self._session.formats
        due = day_of(promise.get("due"))
        state = str(promise.get("state") or "open")
        late = state == "open" and due is not None and due < self._session.clock.today()
        tone: ChipKind = "warn" if late else "good" if state == "kept" else "plain"
        second = formats.day(due) if due is not None else t(N_("No date yet"))
        chip = (t(label_of("promise_state", state)), tone)
        words = str(promise.get("words") or t(N_("Promise")))
        return recordparts.line(words, second, icon="arrow-bend-up-left", chip=chip)

    def _quotes(self, fields: Mapping[str, object]) -> Section:
        t, found = self._session.t, rows(fields, "quotes")
        lines = []
        for quote in found:
            approved = quote.get("approved") == "yes"
            chip = (
                (t(N_("Approved to be quoted")), "good") if approved else (t(N_("Not approved yet")), "plain")
            )
            second = self._labels(quote, ("said_by", "affected_group"), ("theme", "concern_theme"))
            words = str(quote.get("words") or "")
            lines.append(recordparts.line(words, second, icon="quotes", chip=chip))  # type: ignore[arg-type] # two of a chip's tones
        return t(N_("Quotes")), self._count(len(found)), [recordparts.stacked(lines)] if lines else []

    def _labels(self, part: Mapping[str, object], *names: tuple[str, str]) -> str:
        t = self._session.t
        said = [t(label_of(list_name, str(part[name]))) for name, list_name in names if part.get(name)]
        return " · ".join(said)

    def _details(self, presenter: ConsultationsPresenter, fields: Mapping[str, object]) -> Section:
        t, session, kind = self._session.t, self._session, presenter.record.kind
        pairs = [
            (t(kind.by_name[name].label), session.values.text(kind.by_name[name], fields[name]))
            for name in _DETAILS
            if fields.get(name) is not None
        ]
        for name in ("causes", "capacities"):
            part = presenter.parts[name]
            said = [session.values.part(part, one) for one in rows(fields, name)]
            if said:
                pairs.append((t(kind.by_name[name].label), "\n".join(said)))
        return t(N_("Details")), "", [recordparts.facts(pairs)] if pairs else []
