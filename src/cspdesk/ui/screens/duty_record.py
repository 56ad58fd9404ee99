"""One obligation: what can be done now, its steps as a line, what it lacks, what the rule says, its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.codelists import label_of
from cspdesk.domain.duties import notice
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.duties import DutiesPresenter
from cspdesk.presenters.duty_steps import NextStep
from cspdesk.services.duties import wording
from cspdesk.services.duties.views import ObligationView
from cspdesk.ui import recordparts
from cspdesk.ui.filelist import FileList, attach_files
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import Chip
from cspdesk.ui.kit.due import CheckList, CheckView
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, panel, readable, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.paths import Paths
from cspdesk.ui.screens.duty_form import DutyForm, FormView

_NAMED = {notice.RETURNED: "refund", notice.BANK_REJECTED: "reversal"}
"""What kind of record proves a step."""


class DutyRecord(QWidget):
    """``opened`` with kind and id of what it is about; ``rule_asked`` with the rule behind its date;
    ``form_asked`` for the report that it asks for.
    """

    opened = Signal(str, str)
    rule_asked = Signal(str)
    form_asked = Signal()

    def __init__(self, presenter: DutiesPresenter, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.session = presenter.session
        self.paths = paths
        self._chips = Flow(spacing=6, line_spacing=4)
        self.evidence = Button(icon="archive-box", pressed=self._on_evidence)
        self._form = Button(icon="file-text", pressed=self.form_asked.emit)
        self._more = Button(kind="quiet", icon="dots-three-vertical", pressed=self._open_more)
        self._title = label("", "title", wrap=True)
        self._about = Button(kind="link", pressed=self._on_about)
        self._about_words = label("", "dim", wrap=True)
        self.banner = Banner()
        self.banner.link_pressed.connect(self._on_banner)
        self._done = Banner()
        self._ways = Flow(spacing=8, line_spacing=6)
        self._form_place = column(spacing=0)
        self.form: DutyForm | None = None
        self._form_key: tuple[str, ...] = ()
        self._headings = {key: SectionHeading("") for key in ("steps", "lacks", "rule", "files")}
        self._steps = column(spacing=0)
        self.lacks = CheckList(name="")
        self._facts = column(spacing=0)
        self._files = FileList(self.session, attach=self._attach)
        self._build()
        self._shown: object = None

    def _build(self) -> None:
        forms = QWidget()
        forms.setLayout(self._form_place)
        head = panel(
            column(
                row((self._chips, 1), self._form, self.evidence, self._more, spacing=6),
                self._title,
                self._about_words,
                row(self._about, STRETCH),
                self.banner,
                self._done,
                row((self._ways, 1)),
                readable(forms, 110),
                spacing=8,
                margins=(24, 14, 20, 10),
            )
        )
        inner = QWidget()
        inner.setLayout(
            column(
                head,
                panel(
                    column(
                        *self._section("steps", self._steps),
                        *self._section("lacks", column(self.lacks)),
                        *self._section("rule", self._facts),
                        self._headings["files"],
                        self._files,
                        STRETCH,
                        spacing=8,
                        margins=(24, 8, 20, 20),
                    )
                ),
                STRETCH,
                spacing=0,
            )
        )
        self._body = VScroll(inner)
        self._empty = EmptyPage("paper-plane-tilt", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._body)
        self.setLayout(column(self._pages, spacing=0))

    def _section(self, key: str, content: object) -> tuple[QWidget, QWidget, int]:
        held = QWidget()
        held.setLayout(content)  # type: ignore[arg-type] # a layout made here
        return self._headings[key], held, 12

    # --- showing -----------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show the obligation that is open."""
        t, presenter = self.session.t, self.presenter
        one = presenter.one
        self.evidence.set_words(t(N_("Evidence…")))
        self._form.set_words(t(N_("The report")))
        self._form.setVisible(presenter.form() is not None)
        self._more.set_words("", t(N_("More")))
        for key, words in (
            ("steps", N_("What was done")),
            ("lacks", N_("Still lacking")),
            ("rule", N_("The duty")),
            ("files", N_("Files")),
        ):
            self._headings[key].set_text(t(words))
        standing = presenter.standing()
        self._empty.say(
            t(N_("No obligation chosen")) if standing is None else t(standing),
            t(N_("Choose one in the list: it opens here.")) if standing is None else "",
        )
        self._pages.setCurrentWidget(self._empty if one is None else self._body)
        if one is None:
            self._close_form()
            return
        self.evidence.setEnabled(not presenter.is_working)
        self._done.say(t(presenter.done) if presenter.done is not None else "", "good")
        self._show_form(one)
        state = (one, self.session.language)
        if state == self._shown:
            return
        self._shown = state
        self._show_head(one)
        self._show_steps(one)
        self._show_lacks(one)
        empty_out(self._facts)
        self._facts.addWidget(readable(recordparts.facts(presenter.facts(one)), 92))
        self._files.show_record(one.id if one.is_recorded else "")

    def _show_head(self, one: ObligationView) -> None:
        t = self.session.t
        self._title.setText(t(one.label))
        about = wording.about(one, self.session.words)
        links = one.subject.kind != ""
        self._about.set_words(about if links else "")
        self._about.setVisible(links)
        self._about_words.setText("" if links else about)
        self._about_words.setVisible(not links and bool(about))
        self._chips.clear()
        self._chips.add(Chip(t(wording.state(one.progress.state)), wording.tone(one)))  # type: ignore[arg-type] # a chip's five tones
        if one.waits:
            tone = {"overdue": "bad", "act_now": "warn", "soon": "warn", "unknown": "warn"}
            self._chips.add(Chip(t(wording.left(one)), tone.get(one.urgency.level, "plain")))  # type: ignore[arg-type] # as above
        self._show_banner(one)
        self._ways.clear()
        steps = () if self.presenter.session.is_read_only else self.presenter.next_steps()
        for step in steps:
            kind = "primary" if step.is_usual else "plain"
            way = Button(t(step.words), kind=kind)  # type: ignore[arg-type] # two of a button's kinds
            way.clicked.connect(lambda _on=False, key=step.key: self.presenter.begin(key))
            self._ways.add(way)
        self._ways.setVisible(bool(steps))

    def _show_banner(self, one: ObligationView) -> None:
        t = self.session.t
        quarrels, doubts = wording.quarrels(one), wording.doubts(one)
        if one.dismissal is not None:
            said = msg(
                N_("Dismissed: {reason} ({by})"), reason=one.dismissal.reason, by=one.dismissal.by or "–"
            )
            self.banner.say(t(said), "plain", link=t(N_("Take it up again")))
        elif quarrels:
            self.banner.say(t(quarrels[0]), "bad")
        elif one.progress.choices:
            self.banner.say(t(N_("It was refused: file it again, or return the money.")), "bad")
        elif doubts and one.waits:
            self.banner.say(" ".join(t(doubt) for doubt in doubts), "warn", link=t(N_("The rule")))
        else:
            self.banner.say("")

    def _show_steps(self, one: ObligationView) -> None:
        t, formats = self.session.t, self.session.formats
        empty_out(self._steps)
        opened = t(label_of("duty_opener", one.rule.opens_on))
        self._steps.addWidget(_line("circle", "ink3", formats.day(one.opened_on), opened, ""))
        for step in one.steps:
            self._steps.addWidget(self._step_line(step))
        coming = next((step for step in self.presenter.next_steps() if step.is_usual), None)
        if coming is not None:
            by = formats.day(one.act_by) if one.act_by is not None and one.waits and one.urgency.left else ""
            self._steps.addWidget(_line("circle-dashed", "ink3", by, t(coming.words), "", dim=True))

    def _step_line(self, step: Step) -> QWidget:
        t, words = self.session.t, self.session.words
        second = " · ".join(x for x in (wording.numbers(step, words), wording.manner(step, words)) if x)
        bad = step.state in {notice.REFUSED, notice.BANK_REJECTED}
        lacking = step.lacks() if self.presenter.one is not None and self.presenter.one.is_notice else ()
        icon, tone = ("x-circle", "bad") if bad else ("check-circle", "good")
        if lacking:
            icon, tone = "warning-circle", "warn"
            names = self.session.formats.listed([t(wording.need(name)) for name in lacking])
            second = " · ".join(x for x in (second, t(msg(N_("lacks: {names}"), names=names))) if x)
        buttons: list[QWidget] = []
        if step.id:
            change = Button(kind="quiet", icon="pencil-simple", tip=t(N_("Change this step")))
            change.clicked.connect(lambda _on=False, step=step.id: self.presenter.change(step))
            remove = Button(kind="quiet", icon="trash", tip=t(N_("Remove this step")))
            remove.clicked.connect(lambda _on=False, step=step.id: self.presenter.take_back(step))
            buttons = [change, remove]
        day = self.session.formats.day(step.on)
        return _line(icon, tone, day, t(wording.step_title(step)), second, buttons=buttons)

    def _show_lacks(self, one: ObligationView) -> None:
        t = self.session.t
        lacks = one.progress.lacks if one.dismissal is None else ()
        self._headings["lacks"].setVisible(bool(lacks))
        self.lacks.setVisible(bool(lacks))
        self.lacks.tell([CheckView(name, t(wording.need(name)), "circle-dashed", "warn") for name in lacks])

    # --- forms -------------------------------------------------------------------------------------

    def _show_form(self, one: ObligationView) -> None:
        doing, t = self.presenter.doing, self.session.t
        key = (one.id, doing.key if doing is not None else self.presenter.writing.asks, self.session.language)
        if not key[1]:
            self._close_form()
            return
        if key != self._form_key:
            self._close_form()
            view = self._step_form(one, doing) if doing is not None else self._small_form(one)
            self.form = DutyForm(self.session, view, self.presenter.draft, self.paths)
            self.form.saved.connect(self._on_saved)
            self.form.given_up.connect(self.presenter.give_up)
            self._form_place.addWidget(self.form)
            self._form_key = key
            self.form.take_keyboard()
        if self.form is not None:
            problem = self.presenter.problem
            self.form.say(t(problem) if problem is not None else "")

    def _step_form(self, one: ObligationView, doing: NextStep) -> FormView:
        t, kind = self.session.t, self._kind("filing_step")
        fields = [self._field(kind, name, doing) for name in doing.asks if name != "scan"]
        scan = t(N_("Add the scan…")) if "scan" in doing.asks else ""
        values: dict[str, object] = {"on": self.session.clock.today().isoformat()}
        held = self.presenter.held()
        shown: dict[str, object] = {}
        if held is not None:
            texts = {name: getattr(held, name) for name in doing.asks if name not in {"on", "scan"}}
            shown = {"on": held.on.isoformat(), **{name: text for name, text in texts.items() if text}}
            values = shown
        note = t(N_("What is not at hand can follow: the duty says what it lacks."))
        return FormView(t(doing.words), fields, t(N_("Write down")), values, shown, scan, note=note)

    @staticmethod
    def _field(kind: Kind, name: str, doing: NextStep) -> Field:
        described = kind.by_name[name]
        return replace(described, of=_NAMED.get(doing.state, "")) if name == "document" else described

    def _small_form(self, one: ObligationView) -> FormView:
        t, kind = self.session.t, self._kind("obligation")
        if self.presenter.writing.asks == "due":
            values = {} if one.due is None else {"due": one.due.isoformat()}
            return FormView(t(N_("Another date")), [kind.by_name["due"]], t(N_("Save")), values)
        fields = [kind.by_name[name] for name in ("dismissed_reason", "dismissed_role")]
        note = t(N_("A dismissed duty stays listed with its reason, and can be taken up again."))
        return FormView(t(N_("Dismiss the duty")), fields, t(N_("Dismiss")), note=note)

    def _kind(self, name: str) -> Kind:
        return next(kind for kind in self.session.workspace.records.kinds() if kind.name == name)

    def _on_saved(self, values: dict[str, object], scan: object) -> None:
        texts = {name: str(value) for name, value in values.items()}
        if self.presenter.doing is not None:
            self.presenter.finish(texts, scan)  # type: ignore[arg-type] # a path, or None
            return
        if self.presenter.writing.asks == "due":
            self.presenter.set_due(texts.get("due", ""))
        else:
            self.presenter.dismiss(texts.get("dismissed_reason", ""), texts.get("dismissed_role", ""))

    def _close_form(self) -> None:
        self._form_key = ()
        form, self.form = self.form, None
        if form is not None:
            self._form_place.removeWidget(form)
            form.hide()
            form.deleteLater()

    def leave_part(self) -> bool:
        """Esc: leave the form, what was typed stays a draft; False where there is none."""
        if self.form is None:
            return False
        self.presenter.leave_form()
        return True

    def _on_banner(self) -> None:
        one = self.presenter.one
        if one is not None and one.dismissal is not None:
            self.presenter.take_up()
        elif one is not None:
            self.rule_asked.emit(f"{one.rule.code}/{one.rule.version}")

    # --- other verbs ---------------------------------------------------------------------------------

    def _on_about(self) -> None:
        one = self.presenter.one
        if one is not None and one.subject.kind:
            self.opened.emit(one.subject.kind, one.subject.id)

    def _attach(self) -> None:
        one = self.presenter.one
        if one is not None and one.is_recorded:
            attach_files(self.session, one.id, self, lambda: self._files.show_record(one.id))
        else:
            self.presenter.say(msg(N_("Write a step down first: its scan is added with it.")))

    def _on_evidence(self) -> None:
        name = self.presenter.evidence_name()
        folder = self.paths.folder(self, self.session.t(N_("Where the evidence shall lie")))
        if folder is not None and name:
            self.presenter.write_evidence(folder / name)

    def _open_more(self) -> None:
        t, one = self.session.t, self.presenter.one
        items = [MenuItem("due", t(N_("Another date…")), icon="calendar-blank")]
        if one is not None and one.dismissal is None and one.waits:
            items.append(MenuItem("dismiss", t(N_("Dismiss…")), icon="prohibit"))
        menu = Menu(items, name=t(N_("More")), parent=self)
        menu.chosen.connect(self.do)
        menu.beneath(self._more)

    def do(self, key: str) -> None:
        """Open one of the small forms."""
        self.presenter.begin_small(key)


def _line(
    icon: str,
    tone: str,
    day: str,
    title: str,
    second: str,
    *,
    buttons: Sequence[QWidget] = (),
    dim: bool = False,
) -> QWidget:
    """One point of the line: picture, day, words."""
    picture = Icon(icon, tone)
    words = column(
        label(title, "dim" if dim else "strong", wrap=True),
        label(second, "small", wrap=True) if second else None,
        spacing=1,
    )
    when = label(day, "small")
    when.setMinimumWidth(86)
    made = row(picture, when, (words, 1), *buttons, spacing=10, margins=(0, 6, 0, 6))
    for each in (picture, when):
        made.setAlignment(each, Qt.AlignmentFlag.AlignTop)
    held = QWidget()
    held.setLayout(made)
    return held
