"""One line of the bank: what it is matched with or may be, other documents, or the expense that it is."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.bank import BankPresenter
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Navigation
from cspdesk.presenters.session import Session
from cspdesk.services.bank.matching import DocumentView
from cspdesk.services.kinds import named
from cspdesk.ui.fields import Editors, FieldEditor
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.keyhints import KeyHints
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, hairline, panel, readable, row
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.screens.alike import AlikeStrip
from cspdesk.ui.screens.screen import Screen

_OFFERED = 8
"""Other documents that are shown: the nearest in days."""
_TONES = {"good": "check-circle", "warn": "warning-circle", "bad": "x-circle"}
_WHY = {
    "reference": N_("Proposed: the bank names its number"),
    "amount": N_("Proposed: the amount, within five days"),
    "sum": N_("Proposed: together they come to it"),
}


class BankLinePane(Screen):
    """Shown beside the list of lines; Enter in the list accepts what is proposed."""

    def __init__(self, session: Session, navigation: Navigation, presenter: BankPresenter) -> None:
        super().__init__(session, navigation)
        self.presenter = presenter
        self._language = ""
        self._amount = label("", "title")
        self._text = label("", wrap=True)
        self._day = label("", "dim", wrap=True)
        self.gap = Banner("")
        self._heading = SectionHeading("")
        self.documents = RowList(name="", mode="open", fitted=True)
        self.documents.opened.connect(self._on_document)
        self.alike = AlikeStrip(session)
        self.alike.answered.connect(lambda same: presenter.say(same=same))
        self.alike.other_asked.connect(self._on_other)
        self.accept = Button(kind="primary", icon="check", pressed=presenter.accept)
        self.unmatch = Button(icon="arrow-counter-clockwise", pressed=presenter.unmatch)
        self.by_rule = Button(kind="primary", icon="magic-wand", pressed=presenter.book_by_rule)
        self._others_heading = SectionHeading("")
        self.others = RowList(name="", mode="many", fitted=True)
        self.others.marked_changed.connect(self._on_marked)
        self.match = Button(icon="check", pressed=presenter.accept)
        self._expense_heading = SectionHeading("")
        self._form = column(spacing=10)
        self.editors: dict[str, FieldEditor] = {}
        self.book = Button(icon="receipt", pressed=self._on_book)
        self._expense = panel(column(self._expense_heading, self._form, row(self.book, STRETCH), spacing=10))
        body = column(
            self.gap,
            row(self._amount, STRETCH),
            self._text,
            self._day,
            8,
            self._heading,
            self.documents,
            self.alike,
            row(self.accept, self.by_rule, self.unmatch, STRETCH),
            8,
            self._others_heading,
            self.others,
            row(self.match, STRETCH),
            8,
            self._expense,
            STRETCH,
            spacing=8,
            margins=(24, 18, 24, 18),
        )
        self._sums = _Sums()
        self._hints = KeyHints()
        self.setLayout(
            column(
                (VScroll(panel(column(readable(panel(body), 110)))), 1),
                hairline(),
                panel(column(self._sums, margins=(24, 8, 24, 8)), "sunken"),
                self._hints,
                spacing=0,
            )
        )

    # --- showing -----------------------------------------------------------------------------------

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        if self._language != self.session.language:
            self._language = self.session.language
            self._make_form()
        view = presenter.view
        self._show_sums()
        self._hints.say((("Enter", t(N_("accept"))), ("↑ ↓", t(N_("next line"))), ("Esc", t(N_("back")))))
        taken = presenter.taken
        gap = "" if taken is None or not taken.gap else presenter.amount(taken.gap)
        said = msg(N_("The statement before ends elsewhere than this one begins: {amount}."), amount=gap)
        self.gap.say(t(said) if gap else "", "warn")
        if view is None:
            return
        line = view.line
        self._amount.setText(presenter.amount(line.amount))
        self._text.setText(line.text)
        self._text.setVisible(bool(line.text))
        day = self.session.formats.day(line.day)
        self._day.setText(f"{day} · {line.reference}" if line.reference else day)
        documents = view.matched or view.proposed
        why = N_("Matched with") if view.matched else _WHY.get(view.proposal.why, "") if view.proposal else ""
        self._heading.set_text(t(why) if why else t(N_("Nothing in the books is like it")))
        others = view.proposal.others if view.proposal is not None else 0
        more = t(msg(N_("and {n} other ways as near"), n=others)) if others else ""
        self._heading.set_count(more)
        self.documents.setVisible(bool(documents))
        self.documents.setAccessibleName(t(why) if why else "")
        self.documents.set_rows([self._row(one) for one in documents])
        pair = presenter.other()
        self.alike.show_other("" if pair is None else pair[1])
        self.accept.set_words(t(N_("Accept")))
        self.accept.setVisible(bool(view.proposed) and not view.matched)
        self.unmatch.set_words(t(N_("Take the match back")))
        self.unmatch.setVisible(bool(view.matched))
        rule = view.rule
        self.by_rule.setVisible(rule is not None)
        if rule is not None:
            self.by_rule.set_words(t(msg(N_("Enter as always: {words}"), words=rule.words)))
        self._show_others()
        waits = not view.matched
        self._expense.setVisible(waits and line.amount < 0 and not view.proposed)
        self._expense_heading.set_text(t(N_("Enter it as an expense")))
        self.book.set_words(t(N_("Enter the expense")))

    def _show_others(self) -> None:
        t, presenter = self.session.t, self.presenter
        view = presenter.view
        proposed = {one.id for one in view.proposed} if view is not None else set()
        shown = [one for one in presenter.candidates if one.id not in proposed][:_OFFERED]
        waits = view is not None and not view.matched
        for widget in (self._others_heading, self.others):
            widget.setVisible(waits and bool(shown))
        self._others_heading.set_text(t(N_("Other documents near it")))
        self._others_heading.set_count(t(N_("Ctrl marks several")))
        self.others.setAccessibleName(t(N_("Other documents near it")))
        rows = [self._row(one) for one in shown]
        if [one.key for one in rows] != self._keys(self.others):
            self.others.set_rows(rows)
        marked = presenter.marked_sum
        self.match.setVisible(waits and bool(presenter.marked))
        self.match.set_words(t(msg(N_("It is these: {amount}"), amount=presenter.amount(marked))))
        self.match.setEnabled(view is not None and marked == view.line.amount)

    @staticmethod
    def _keys(rows: RowList) -> list[str]:
        found = (rows.rows.row_now(place) for place in range(rows.rows.rowCount()))
        return [one.key for one in found if one is not None]

    def _row(self, one: DocumentView) -> RowView:
        t = self.session.t
        kind = t(named(one.kind).label) if one.kind else ""
        day = self.session.formats.day(one.day) if one.amount else ""
        second = " · ".join(part for part in (kind, one.number, day) if part)
        return RowView(one.id, one.title or kind, second, right=self.presenter.amount(one.amount))

    def _show_sums(self) -> None:
        t, presenter = self.session.t, self.presenter
        found = presenter.reconciled
        if found is None:
            self._sums.tell(())
            return
        told, amount = found.told, presenter.amount
        rest = told.unexplained - found.beginning
        rows: list[tuple[Msg, str, str]] = [
            (msg(N_("The bank’s balance")), amount(told.statement), ""),
            (msg(N_("The books’ balance")), amount(told.book), ""),
            (msg(N_("At the bank only")), amount(told.not_booked), ""),
            (msg(N_("In the books only")), amount(told.not_at_bank), ""),
        ]
        if found.beginning:
            rows.append((msg(N_("From before")), amount(found.beginning), "warn"))
        rows.append((msg(N_("Not explained")), amount(rest), "bad" if rest else "good"))
        self._sums.tell([(t(words), number, tone) for words, number, tone in rows])

    def _make_form(self) -> None:
        """The fields of the expense that a line is, in the language that is spoken."""
        empty_out(self._form)
        editors = Editors(self.session)
        expense, share, rule = (named(kind).by_name for kind in ("expense", "allocation", "bank_rule"))
        fields = {
            "article": expense["article"],
            "agreement": share["agreement"],
            "line": share["line"],
            "words": rule["words"],
        }
        self.editors = {name: editors.editor(described) for name, described in fields.items()}
        helps = {"words": N_("Lines that say these words are offered the same from now on; empty for once.")}
        labels = {"words": N_("Remember the words")}
        for name, made in self.editors.items():
            words = self.session.t(labels.get(name, fields[name].label))
            text = self.session.t(helps[name]) if name in helps else ""
            self._form.addWidget(FormRow(words, made.editor, help=text))

    # --- what a person does --------------------------------------------------------------------------

    def _on_marked(self) -> None:
        marked = tuple(self.others.marked())
        if marked != self.presenter.marked:
            self.presenter.mark(marked)

    def _on_document(self, document: str) -> None:
        view = self.presenter.view
        if view is None:
            return
        known = {one.id: one.kind for one in (*view.matched, *view.proposed)}
        if known.get(document):
            self.navigation.open(spot_of(known[document], document))

    def _on_other(self, other: str) -> None:
        view, pair = self.presenter.view, self.presenter.other()
        if view is not None and pair is not None:
            # two that may be the same are of one kind
            kind = next(one.kind for one in (*view.matched, *view.proposed) if one.id == pair[0])
            self.navigation.open(spot_of(kind, other))

    def _on_book(self) -> None:
        given = {}
        for name, made in self.editors.items():
            value = made.editor.value()
            given[name] = "" if value is None else str(made.take(value))
        if given["article"] and given["agreement"]:
            self.presenter.book(
                article=given["article"],
                agreement=given["agreement"],
                line=given["line"],
                remember=given["words"],
            )


class _Sums(Flow):
    """The two balances and what lies between them: words above, figures beneath, wrapping."""

    def __init__(self) -> None:
        super().__init__(spacing=24, line_spacing=6)
        self._shown: tuple[tuple[str, str, str], ...] | None = None

    def tell(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show these; each with an icon of its tone where it needs one."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        self.clear()
        for words, number, tone in rows:
            figure = label(number, "strong")
            figure.setAccessibleName(f"{words}: {number}")
            icon = Icon(_TONES[tone], tone, 14) if tone else None
            self.add(panel(column(label(words, "caption"), row(icon, figure, spacing=4), spacing=2)))
        self.setAccessibleName(", ".join(f"{words}: {number}" for words, number, _ in rows))
