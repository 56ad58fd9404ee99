"""The place of money: agreements and accounts at the left, beside them their pages and those of the books."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.funds import AGREEMENT, EXPENSES, PAGE, PAGES, FundsPresenter, key_of
from cspdesk.presenters.kind_places import FUNDS, KIND, MONEY, spot_of
from cspdesk.presenters.navigation import PLACE_OF_KIND, Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.services.books import Corrections
from cspdesk.services.results import Changes
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.look import theme
from cspdesk.ui.screens.bank import PLACE as BANK
from cspdesk.ui.screens.form_screen import FormScreen
from cspdesk.ui.screens.funds_list import FundsList
from cspdesk.ui.screens.funds_pages import GRID, FundsPages
from cspdesk.ui.screens.importing import PLACE as IMPORT
from cspdesk.ui.screens.importing import import_command, import_spot
from cspdesk.ui.screens.plain_form import PlainForm

_LIST, _LIST_NARROW = 276, 238  # px at 100 %
_AT = "page"
"""The condition of a spot that names a page which is no record."""


class FundsScreen(FormScreen[PlainForm]):
    """Agreements with what is left, and everything that the books say."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self._look = theme.current()
        self.presenter = FundsPresenter(session)
        self.until_closed(self.presenter.close)
        self.list = FundsList(self.presenter)
        self.list.chosen.connect(self._go)
        self.list.list_asked.connect(self._on_list)
        self.list.new_asked.connect(self._on_new)
        self.pages = FundsPages(self.presenter)
        self.until_closed(self.pages.release)
        self.pages.asked.connect(self._go)
        self.pages.opened.connect(self._on_opened)
        self.pages.edit_asked.connect(self._open_form)
        self.pages.whole_asked.connect(self._on_whole)
        self.pages.correct_asked.connect(self._on_correct)
        self.pages.rearranged.connect(self._arrange)
        self._corrections = Corrections(session.workspace.context)
        self._lay(self.list, Panes(self.list, self.pages, list_width=_LIST, list_narrow=_LIST_NARROW))
        self.until_closed(self.presenter.listen(self.show_state))
        self.presenter.books.ask()

    # --- arriving

    def arrive(self, spot: Spot) -> None:
        named = dict(spot.where)
        kind, key = named.pop(KIND, ""), named.pop(_AT, "")
        if named or kind not in ("", AGREEMENT):
            self.navigation.open(Spot(MONEY, spot.record, spot.act, spot.draft, spot.section, spot.where))
            return
        if spot.draft:
            self._make_form().open(spot.record, draft=spot.draft, field=spot.section)
        elif spot.act == "new" and not self.session.is_read_only:
            self._make_form().begin()
        elif spot.act == "edit" and spot.record and not self.session.is_read_only:
            self._open_form(spot.record, spot.section)
        else:
            self._close_form_quietly()
            wanted = key_of(AGREEMENT, spot.record) if spot.record else key
            if wanted:
                self._show(wanted)
                self._panes.show_record()
            self.show_state()

    def _go(self, key: str) -> None:
        """A page was asked for within this place."""
        self._show(key)
        self._panes.show_record()
        self.navigation.settle(self._spot())
        self.pages.take_keyboard()

    def _show(self, key: str) -> None:
        self.presenter.choose(key.replace(key_of(GRID, ""), key_of(AGREEMENT, "")))
        self.pages.show_key(key)

    def _spot(self, act: str = "", draft: str = "") -> Spot:
        head, _, name = self.pages.key.partition("/")
        if head == AGREEMENT:
            return Spot(FUNDS, record=name, act=act, draft=draft, where=((KIND, AGREEMENT),))
        return Spot(FUNDS, where=((_AT, self.pages.key),))

    # --- other places

    def _on_opened(self, kind: str, record: str) -> None:
        self.navigation.open(spot_of(kind, record))

    def _on_whole(self, kind: str, record: str) -> None:
        self.navigation.open(Spot(MONEY, record=record, where=((KIND, kind),)))

    def _on_list(self, kind: str) -> None:
        if kind == IMPORT:
            self.navigation.open(import_spot("expense"))
        elif kind == "bank_statement":
            self.navigation.go(BANK)
        else:
            self._show_list(kind)

    def _show_list(self, kind: str) -> None:
        self.navigation.open(Spot(MONEY, where=((KIND, kind),)))

    def _on_new(self, kind: str) -> None:
        if kind == AGREEMENT:
            self._make_form().begin()
        elif kind == "expense":
            self._go(key_of(PAGE, EXPENSES))
        else:
            self.navigation.open(spot_of(kind, act="new"))

    def _on_correct(self, record: str) -> None:
        """A document of a closed period: its mirror, and one in its place, which is then written."""
        today = self.session.clock.today()

        def done(found: tuple[str, Changes]) -> None:
            self.navigation.open(spot_of("expense", found[0], act="edit"))

        self.session.save(lambda: self._corrections.correct(record, {}, today, reason=""), done)

    # --- the form of an agreement

    def _open_form(self, record: str, field: str = "") -> None:
        if record:
            self._make_form().open(record, field=field)
            self.navigation.settle(Spot(FUNDS, record=record, act="edit", where=((KIND, AGREEMENT),)))

    def _new_form(self) -> PlainForm:
        return PlainForm(self.session, AGREEMENT)

    def _on_left(self, record: str) -> None:
        if record:
            self.presenter.books.ask()
            self._go(key_of(AGREEMENT, record))

    # --- what the shell asks

    def show_state(self) -> None:
        self._panes.set_back(self.session.t(N_("Funds")))
        if not self.presenter.chosen and self.presenter.books.state is not None:
            first = self.presenter.first()
            if first:
                self._show(first)
        self.list.show_state()
        # beside a list with nothing in it there is nothing to choose: the list says what to do
        self.pages.setVisible(self.list.has_rows)
        self.pages.show_state()
        super().show_state()

    def _arrange(self) -> None:
        """A grid and a figure beside its page take the room of the list in a narrow window."""
        self._panes.set_alone(alone=self._look.is_narrow(self.window().width()) and self.pages.is_wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def leave(self) -> None:
        super().leave()
        if self.pages.grid is not None:
            self.pages.grid.cells.finish()
            self.pages.grid.money.rows.leave_all()

    def close_now(self) -> None:
        if self.pages.grid is not None:
            self.pages.grid.cells.finish()
            self.pages.grid.money.rows.save_now()
        if self.form is not None:
            form = self.form.form
            self.form.save_now()
            record, draft = (form.record, form.draft) if form.is_touched else (form.record or form.draft, "")
            self.navigation.settle(
                Spot(FUNDS, record=record, act="edit", draft=draft, where=((KIND, AGREEMENT),))
            )

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Funds"))
        kinds = {kind.name: kind for kind in self.session.workspace.records.kinds()}
        if self.form is not None:
            return [
                Command("done", t(N_("Done")), self.form.close_form, "Esc", "check", group),
                Command("keep", t(N_("Save")), self.form.save, "Ctrl+S", "floppy-disk", group),
            ]
        found = [
            Command("new", t(N_("New expense")), self._new_expense, "Ctrl+N", "plus", group),
            Command(
                "new-agreement",
                t(msg(N_("New: {kind}"), kind=msg(kinds[AGREEMENT].label))),
                partial(self._on_new, AGREEMENT),
                icon="plus",
                group=group,
            ),
        ]
        found += [
            Command(key, t(words), partial(self._go, key_of(PAGE, key)), icon=icon, group=group)
            for key, words, icon in PAGES
        ]
        found += [
            Command(f"kind:{name}", t(kind.labels), partial(self._on_list, name), group=group)
            for name, kind in kinds.items()
            if PLACE_OF_KIND.get(name) == MONEY
        ]
        statements = t(kinds["bank_statement"].labels)
        found.append(Command("bank", statements, partial(self._on_list, "bank_statement"), "", "bank", group))
        found.append(import_command(self.navigation, t, "expense", group))
        return found

    def _new_expense(self) -> None:
        if self.pages.grid is not None:
            self.pages.grid.cells.grid.view.stand_at_end()
            self.pages.take_keyboard()
        elif self.pages.key.startswith(key_of(AGREEMENT, "")) and self.pages.page.record:
            self._go(key_of(GRID, self.pages.page.record))
        else:
            self._go(key_of(PAGE, EXPENSES))

    def search_here(self) -> None:
        if self.pages.grid is not None:
            self.pages.grid.search.setFocus()
            self.pages.grid.search.selectAll()

    def new_record(self) -> bool:
        self._new_expense()
        return True

    def keep_typed(self) -> None:
        super().keep_typed()
        if self.form is None and self.pages.grid is not None:
            self.pages.grid.cells.finish()
            self.pages.grid.money.rows.leave_all()

    def undo_here(self) -> bool:
        if self.form is not None:
            return super().undo_here()
        return self.pages.grid is not None and self.pages.grid.money.grid.undo()

    def leave_part(self) -> bool:
        if self.form is None and self.pages.behind.figure is not None:
            self.pages.behind.shut()
            return True
        if self.form is None and self.pages.go_back():
            return True
        return super().leave_part()

    def take_keyboard(self) -> None:
        if self.pages.grid is not None:
            self.pages.take_keyboard()
        else:
            super().take_keyboard()
