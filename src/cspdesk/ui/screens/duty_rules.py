"""The rules behind obligations: each with its date, its basis and who confirmed it; and the days off."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.duties.rule import DATE, DUTY, DutyRule
from cspdesk.domain.fields import Field
from cspdesk.domain.text import N_
from cspdesk.presenters.duty_rules import HOLIDAYS, DutyRulesPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.duties import wording
from cspdesk.ui import recordparts
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, hairline, panel, readable, row
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.paths import Paths
from cspdesk.ui.screens.duty_form import DutyForm, FormView


class DutyRulesPage(QWidget):
    """``left`` where the person goes back to the obligations."""

    left = Signal()

    def __init__(self, session: Session, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.presenter = DutyRulesPresenter(session)
        self._paths = paths
        self._title = label("", "title")
        self._back = Button(kind="quiet", icon="caret-left", pressed=self.left.emit)
        self.rows = RowList(name="", mode="choose")
        self.rows.chosen.connect(self._on_chosen)
        self.rows.opened.connect(self._on_opened)
        self._heading = label("", "title", wrap=True)
        self._banner = Banner()
        self._done = Banner()
        self._facts = column(spacing=0)
        self.begin = Button(pressed=self._on_begin)
        self._form_place = column(spacing=0)
        self.form: DutyForm | None = None
        self._form_key: tuple[str, ...] = ()
        self._year = session.clock.today().year
        self._days = column(spacing=0)
        self._stop = self.presenter.listen(self.show_state)
        self._build()

    def _build(self) -> None:
        head = column(row(self._back, STRETCH), row(self._title, STRETCH), spacing=4, margins=(16, 12, 14, 8))
        pane = panel(column(panel(head), hairline(), (self.rows, 1), spacing=0), "pane")
        inner = QWidget()
        facts = QWidget()
        facts.setLayout(self._facts)
        days, forms = QWidget(), QWidget()
        days.setLayout(self._days)
        forms.setLayout(self._form_place)
        inner.setLayout(
            column(
                self._heading,
                self._banner,
                self._done,
                facts,
                days,
                row(self.begin, STRETCH),
                readable(forms, 110),
                STRETCH,
                spacing=10,
                margins=(24, 18, 20, 20),
            )
        )
        self._right = QStackedWidget()
        self._right.addWidget(VScroll(inner))
        self._panes = Panes(pane, self._right)
        self.setLayout(column(self._panes, spacing=0))

    def arrive(self, rule: str = "") -> None:
        """The page was opened, to go on with what was typed about one rule or about the days off."""
        if rule:
            self.presenter.resume(rule)
        self.presenter.ask()

    def close_page(self) -> None:
        """Listen to nobody any more."""
        self._stop()
        self.presenter.close()

    # --- showing -----------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show the rules, and the one that is open."""
        t, presenter = self.session.t, self.presenter
        if presenter.law is None:
            return
        self._title.setText(t(N_("Rules and holidays")))
        self._back.set_words(t(N_("Obligations")))
        self._panes.set_back(t(N_("Rules and holidays")))
        self.rows.setAccessibleName(t(N_("Rules and holidays")))
        untold = presenter.untold(self._year)
        state = ChipView(t(N_("Incomplete")), "warn") if untold else None
        rows = [RowView(HOLIDAYS, t(N_("Days off")), str(self._year), chip=state, icon="calendar-blank")]
        rows += [
            RowView(one.key, one.title, one.second, chip=ChipView(one.state, one.tone), icon="scales")  # type: ignore[arg-type] # two of a chip's tones
            for one in presenter.rows()
        ]
        self.rows.set_rows(rows)
        self.rows.choose(presenter.chosen)
        self._done.say(t(presenter.done) if presenter.done is not None else "", "good")
        empty_out(self._facts)
        empty_out(self._days)
        rule = presenter.rule
        if rule is None:
            self._show_days(untold)
        else:
            self._show_rule(rule)
        self._show_form(rule)

    def _show_rule(self, rule: DutyRule) -> None:
        t, presenter = self.session.t, self.presenter
        self._heading.setText(t(wording.duty(rule.code)))
        if not rule.is_confirmed(DUTY):
            self._banner.say(t(N_("Nobody has confirmed that there is this duty.")), "warn")
        elif not rule.is_confirmed(DATE):
            self._banner.say(t(N_("Nobody has confirmed the date: it may be another one.")), "warn")
        else:
            self._banner.say("")
        self._facts.addWidget(readable(recordparts.facts(presenter.facts(rule)), 92))
        self.begin.set_words(t(N_("Confirm, or enter another date…")))
        self.begin.setVisible(not presenter.asks)
        self.begin.setEnabled(presenter.may_confirm)
        tip = "" if presenter.may_confirm else t(N_("An administrator confirms a rule."))
        self.begin.setToolTip(tip)

    def _show_days(self, untold: str) -> None:
        t, presenter = self.session.t, self.presenter
        self._heading.setText(f"{t(N_('Days off'))} {self._year}")
        self._banner.say(untold, "warn")
        pairs = [
            (one.day, " · ".join(text for text in (one.name, one.state) if text))
            for one in presenter.holidays(self._year)
        ]
        self._days.addWidget(readable(recordparts.facts(pairs), 92))
        self.begin.set_words(t(N_("Enter a day…")))
        self.begin.setVisible(not presenter.asks)
        self.begin.setEnabled(True)

    # --- the form ----------------------------------------------------------------------------------

    def _on_begin(self) -> None:
        self.presenter.begin()

    def _show_form(self, rule: DutyRule | None) -> None:
        key = (self.presenter.chosen, self.session.language) if self.presenter.asks else ()
        if key != self._form_key:
            self._drop_form()
        if key and self.form is None:
            view = self._days_form() if rule is None else self._rule_form(rule)
            self.form = DutyForm(self.session, view, self.presenter.draft, self._paths)
            self.form.saved.connect(self._on_saved)
            self.form.given_up.connect(self.presenter.give_up)
            self._form_place.addWidget(self.form)
            self._form_key = key
            self.form.take_keyboard()
        if self.form is not None:
            problem = self.presenter.problem
            self.form.say(self.session.t(problem) if problem is not None else "")

    def _rule_form(self, rule: DutyRule) -> FormView:
        t, fields = self.session.t, self._fields("duty_rule")
        asked = [fields[name] for name in ("due", "confirmed", "confirmed_note")]
        values: dict[str, object] = {"confirmed": list(rule.confirmed.parts)}
        if rule.due:
            values["due"] = rule.due
        note = t(N_("Your name and today’s date are written with it. Nothing that was filed changes."))
        return FormView(t(N_("Confirm the rule")), asked, t(N_("Confirm")), values, note=note)

    def _days_form(self) -> FormView:
        t, fields = self.session.t, self._fields("holiday")
        day = replace(fields["on"], type="date", help="")
        asked = [day, fields["name"], fields["works"]]
        return FormView(t(N_("A day that is announced")), asked, t(N_("Save")))

    def _fields(self, kind: str) -> dict[str, Field]:
        return next(one.by_name for one in self.session.workspace.records.kinds() if one.name == kind)

    def _on_saved(self, values: dict[str, object], _scan: object) -> None:
        texts = {name: value for name, value in values.items() if isinstance(value, str)}
        if self.presenter.rule is None:
            works = bool(values.get("works"))
            self.presenter.add_holiday(texts.get("on", ""), texts.get("name", ""), works=works)
        else:
            parts = values.get("confirmed")
            stands = [str(part) for part in parts] if isinstance(parts, list | tuple) else []
            self.presenter.confirm(
                texts.get("due", ""),
                texts.get("confirmed_note", ""),
                duty=DUTY in stands,
                day=DATE in stands,
            )

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        self._form_key = ()
        if form is not None:
            self._form_place.removeWidget(form)
            form.hide()
            form.deleteLater()

    def _on_chosen(self, key: str) -> None:
        self.presenter.choose(key)

    def _on_opened(self, key: str) -> None:
        self._on_chosen(key)
        self._panes.show_record()
