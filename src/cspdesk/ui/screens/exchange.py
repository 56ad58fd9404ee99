"""Exchange: one button; sticks and folders, what waits and for whom, what came, and what to decide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.conflicts import ConflictsPresenter
from cspdesk.presenters.exchange import ExchangePresenter, Stick
from cspdesk.presenters.exchange_words import ExchangeWords
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.banner import Notice
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.figures import Figure
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.progress import ProgressLine
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.conflict import ConflictList
from cspdesk.ui.screens.screen import Screen

BUNDLES = "*.cspbundle"


class ExchangeScreen(Screen):
    """The eighth place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.paths: Paths = SystemPaths()
        self.presenter = ExchangePresenter(session)
        self.conflicts = ConflictsPresenter(session)
        for stop in (
            self.presenter.listen(self.show_state),
            self.presenter.close,
            self.conflicts.listen(self.show_state),
            self.conflicts.close,
        ):
            self.until_closed(stop)
        self._build()
        self.show_state()

    def _build(self) -> None:
        self._title = label("", "title")
        self._last = label("", "hint")
        self.folder = Button(icon="folder", pressed=self._on_folder)
        self.more = Button(kind="quiet", icon="dots-three", pressed=self._on_more)
        head = Flow([self._title, self._last], spacing=10)
        head.end_with(panel(row(self.folder, self.more, spacing=10)))
        self._sticks = column(spacing=8)
        self.stick_buttons: dict[Path, Button] = {}
        self._shown_sticks: tuple[object, ...] = ()
        self.progress = ProgressLine(cancel="")
        self.progress.cancelled.connect(self.presenter.stop)
        self._close = Button(kind="quiet", icon="x", pressed=self.presenter.forget_outcome)
        self.outcome = Notice("", kind="good", icon="check-circle", buttons=(self._close,))
        self.trouble = Notice("", kind="bad", icon="warning-circle", buttons=())
        self.figures = {
            "waits": Figure("", "", icon="tray"),
            "came": Figure("", "", icon="download-simple"),
            "gaps": Figure("", "", icon="shield-check", tone="good"),
            "decide": Figure("", "", icon="git-diff"),
        }
        self.figures["decide"].opened.connect(self._on_decide)
        self.figures["waits"].opened.connect(self._on_holders)
        self.figures["came"].opened.connect(self._on_came)
        self.figures["gaps"].opened.connect(self._on_gaps)
        self._first = Button(kind="primary", icon="folder", pressed=self._on_folder)
        self._hint = label("", "dim", wrap=True)
        self.nothing = EmptyPage("arrows-left-right", "", buttons=(self._first,))
        self.list = ConflictList(self.conflicts, self._open_record)
        self._make_lists()
        self._body = VScroll(
            panel(
                column(
                    self._sticks,
                    self.progress,
                    self.outcome,
                    self.trouble,
                    row(*[(figure, 1) for figure in self.figures.values()], spacing=16),
                    (self.nothing, 1000),  # in the middle of what the stretch below would take
                    self._hint,
                    self.list,
                    self._anew_heading,
                    self.anew,
                    self._refused_heading,
                    self._refused,
                    self._holders_heading,
                    self._holders,
                    self._earlier_heading,
                    self._earlier,
                    STRETCH,
                    spacing=12,
                    margins=(28, 4, 28, 16),
                )
            )
        )
        self._join = Button(kind="primary", pressed=self._on_join)
        self.empty = EmptyPage("users-three", "", buttons=(self._join,))
        self.setLayout(
            column(panel(column(head, margins=(28, 16, 28, 10))), (self._body, 1), (self.empty, 1), spacing=0)
        )

    def _make_lists(self) -> None:
        """What came of an exchange, and who holds what."""
        self._anew_heading, self.anew = SectionHeading(""), self._rows(two_lines=False)
        self.anew.opened.connect(lambda agreement: self._open_record("agreement", agreement))
        self._refused_heading, self._refused = SectionHeading(""), self._rows()
        self._holders_heading, self._holders = SectionHeading(""), self._rows(two_lines=False)
        self._earlier_heading, self._earlier = SectionHeading(""), self._rows(two_lines=False)

    @staticmethod
    def _rows(*, two_lines: bool = True) -> RowList:
        return RowList(name="", mode="open", inset=0, fitted=True, two_lines=two_lines)

    # --- showing -----------------------------------------------------------------------------------

    def arrive(self, spot: Spot) -> None:
        self.conflicts.show_all()
        self.presenter.ask()
        self.presenter.watch()
        if spot.section == "decide":
            self._on_decide()

    def leave(self) -> None:
        self.presenter.rest()

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        words = ExchangeWords(self.session.words)
        self._title.setText(t(N_("Exchange")))
        self._last.setText(words.last(presenter))
        self.folder.set_words(t(N_("Exchange with a folder…")))
        self.more.set_words("", t(N_("More ways")))
        waits = presenter.waits_for_welcome
        self._body.setVisible(not waits)
        self.empty.setVisible(waits)
        self.more.setVisible(not waits)
        self.empty.say(
            t(N_("This desk belongs to no organisation yet")),
            t(N_("Ask your administrator to enrol it; then records can be exchanged.")),
        )
        self._join.set_words(t(N_("Join an organisation")))
        is_running = bool(presenter.running)
        self.folder.setEnabled(not is_running)
        self.progress.setVisible(is_running)
        self.progress.set_cancel(t(N_("Stop")))
        if is_running:
            self.progress.tell(words.progress(presenter), presenter.done, presenter.whole)
        self._first.set_words(t(N_("Exchange with a folder…")))
        ways = t(N_("Plug in a stick and it appears here, or choose a folder that other desks see."))
        self._hint.setText(ways)
        self.nothing.say(words.last(presenter), ways)
        self._show_sticks(words)
        self._show_outcome(words)
        self._show_figures(words)
        self.list.show_state(t, self.session.language)
        self._show_lists(words)
        is_bare = not (presenter.sticks or is_running or presenter.arrivals or self.conflicts.decisions)
        self.nothing.setVisible(is_bare)
        self._hint.setVisible(not (presenter.sticks or is_running or is_bare))
        self.folder.setVisible(not waits and not is_bare)

    def _show_sticks(self, words: ExchangeWords) -> None:
        presenter = self.presenter
        shown = (presenter.sticks, bool(presenter.running), self.session.language)
        if shown == self._shown_sticks:
            return
        self._shown_sticks = shown
        empty_out(self._sticks)
        self.stick_buttons = {}
        for stick in presenter.sticks:
            self._sticks.addWidget(self._stick(stick, words))

    def _stick(self, stick: Stick, words: ExchangeWords) -> QWidget:
        path = stick.volume.path
        button = Button(
            self.session.t(N_("Exchange with this stick")),
            kind="primary",
            icon="arrows-left-right",
            pressed=lambda: self._on_stick(stick),
        )
        button.setEnabled(not self.presenter.running)
        self.stick_buttons[path] = button
        title, second = words.stick(stick)
        return Notice(title, second, icon="hard-drive", buttons=(button,))

    def _show_outcome(self, words: ExchangeWords) -> None:
        t, outcome = self.session.t, self.presenter.outcome
        self._close.set_words("", t(N_("Close")))
        said = ("", "") if outcome is None else words.outcome(outcome)
        failed = outcome is not None and outcome.problem is not None
        self.outcome.say(*(("", "") if failed else said))
        self.trouble.say(*(said if failed else ("", "")))

    def _show_figures(self, words: ExchangeWords) -> None:
        t, integer, presenter = self.session.t, self.session.formats.integer, self.presenter
        waiting = presenter.waiting
        parked = sum(one.changes for one in waiting.parked)
        last = presenter.arrivals[0] if presenter.arrivals else None
        waits = self.session.standing.waiting
        on_their_way = max(0, waiting.changes - waits)
        told = plural(
            N_("{n} change went and waits for a receipt"),
            N_("{n} changes went and wait for a receipt"),
            on_their_way,
        )
        second = t(told) if on_their_way else ""
        if not presenter.receipts.holders:
            second = t(N_("No other desk belongs to the organisation yet"))
        elif not waits and not on_their_way:
            second = t(N_("Others hold all of it"))
        self.figures["waits"].say(t(N_("Wait to go")), integer(waits), second)
        came = integer(last.added + last.changed) if last else integer(0)
        when = msg(N_("Came on {time}"), time=words.stored(last.at)) if last else N_("Came")
        self.figures["came"].say(t(when), came, last.sender if last else t(N_("Nothing came yet")))
        gaps = " ".join(words.parked(presenter)) or t(N_("All that others built on is here"))
        self.figures["gaps"].say(t(N_("Gaps")), integer(parked), gaps)
        count = self.conflicts.decisions
        decide = t(N_("Choose below")) if count else t(N_("All else merged by itself"))
        self.figures["decide"].say(t(N_("To decide")), integer(count), decide)

    def _show_lists(self, words: ExchangeWords) -> None:
        t, presenter = self.session.t, self.presenter
        refused = words.refused(presenter)
        self._refused_heading.set_text(t(N_("Not taken")))
        self._refused_heading.set_count(self.session.formats.integer(sum(one.count for one in refused)))
        self._refused.setAccessibleName(t(N_("Not taken")))
        self._refused.set_rows(
            [
                RowView(
                    str(at),
                    one.why,
                    one.hint,
                    f"× {one.count}" if one.count > 1 else "",
                    icon="warning-circle",
                    icon_tone="bad",
                )
                for at, one in enumerate(refused)
            ]
        )
        holders = presenter.receipts.holders
        self._holders_heading.set_text(t(N_("Who holds our changes")))
        self._holders.setAccessibleName(t(N_("Who holds our changes")))
        told = [(one, *words.holder(one, presenter.receipts.changes)) for one in holders]
        self._holders.set_rows(
            [
                RowView(
                    one.device,
                    f"{one.name} · {said}",
                    "",
                    at,
                    icon="laptop",
                    icon_tone="good" if at else "ink3",
                )
                for one, said, at in told
            ]
        )
        arrivals = [words.arrival(one) for one in presenter.arrivals]
        self._earlier_heading.set_text(t(N_("Earlier")))
        self._earlier.setAccessibleName(t(N_("Earlier")))
        self._earlier.set_rows(
            [
                RowView(str(at), said, "", when, icon="arrow-down", icon_tone="good")
                for at, (said, when) in enumerate(arrivals)
            ]
        )
        self._show_anew()
        for heading, list_, has in (
            (self._anew_heading, self.anew, bool(presenter.anew)),
            (self._refused_heading, self._refused, bool(refused)),
            (self._holders_heading, self._holders, bool(holders)),
            (self._earlier_heading, self._earlier, bool(arrivals)),
        ):
            heading.setVisible(has)
            list_.setVisible(has)

    def _show_anew(self) -> None:
        """What came gave entries of ours another value: each agreement says which, before and after."""
        t = self.session.t
        self._anew_heading.set_text(t(N_("Valued anew")))
        self.anew.setAccessibleName(t(N_("Valued anew")))
        rows = []
        for agreement, many in self.presenter.anew.items():
            said = plural(N_("{n} expense valued anew"), N_("{n} expenses valued anew"), many)
            named = self.session.finder.title("agreement", agreement)
            told = " · ".join(one for one in (named, t(said)) if one)
            rows.append(RowView(agreement, told, icon="arrows-clockwise", icon_tone="ink2"))
        self.anew.set_rows(rows)

    # --- what a person does --------------------------------------------------------------------------

    def _on_stick(self, stick: Stick) -> None:
        self.presenter.exchange(stick.volume.path, name=stick.volume.name, removable=True)

    def _on_folder(self) -> None:
        folder = self.paths.folder(self, self.session.t(N_("Exchange with a folder…")))
        if folder is not None:
            self.presenter.exchange(folder)

    def _on_more(self) -> None:
        t = self.session.t
        items = [
            MenuItem("take", t(N_("Take bundles from files…")), "download-simple"),
            MenuItem("make", t(N_("Write what waits into a file…")), "upload-simple"),
            MenuItem("all", t(N_("Write everything into a file…")), "upload-simple"),
        ]
        menu = Menu(items, name=t(N_("More ways")), parent=self)
        menu.chosen.connect(self.choose)
        menu.beneath(self.more)

    def choose(self, way: str) -> None:
        """Take one of the further ways."""
        t = self.session.t
        kinds = t(msg(N_("Bundles ({pattern})"), pattern=BUNDLES))
        if way == "take":
            chosen = self.paths.open_several(self, t(N_("Take bundles from files…")), kinds=kinds)
            if chosen:
                self.presenter.take(chosen)
            return
        suggested = f"{self.session.clock.today().isoformat()}.cspbundle"
        out = self.paths.save(self, t(N_("Write what waits into a file…")), suggested=suggested, kinds=kinds)
        if out is not None:
            self.presenter.make(out, everything=way == "all")

    def _on_decide(self) -> None:
        self.conflicts.show_all()
        self._bring(self.list)

    def _on_holders(self) -> None:
        self._bring(self._holders_heading)

    def _on_came(self) -> None:
        self._bring(self._earlier_heading)

    def _on_gaps(self) -> None:
        self._bring(self._refused_heading)

    def _bring(self, widget: QWidget) -> None:
        if not widget.isHidden():
            self._body.ensureWidgetVisible(widget)

    def _open_record(self, kind: str, record: str) -> None:
        self.navigation.open(spot_of(kind, record))

    def _on_join(self) -> None:
        self.navigation.go("joining")

    def take_keyboard(self) -> None:
        sticks = next(iter(self.stick_buttons.values()), None)
        first = sticks or (self._join if self.presenter.waits_for_welcome else self.folder)
        (self._first if not self.nothing.isHidden() and first is self.folder else first).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Exchange"))
        return [
            Command(
                "exchange:folder", t(N_("Exchange with a folder…")), self._on_folder, "", "folder", group
            ),
            Command(
                "exchange:take",
                t(N_("Take bundles from files…")),
                lambda: self.choose("take"),
                "",
                "download-simple",
                group,
            ),
            Command(
                "exchange:make",
                t(N_("Write what waits into a file…")),
                lambda: self.choose("make"),
                "",
                "upload-simple",
                group,
            ),
        ]
