"""The frame of an open desk: rail, the screen of the place shown, status line, command palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, Msg
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.banner import Notice
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.layout import column, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.palette import Command, CommandPalette
from cspdesk.ui.kit.rail import Rail, RailPlace
from cspdesk.ui.kit.statusline import StatusLine
from cspdesk.ui.screens.screen import Place, Screen
from cspdesk.ui.standing import status_views

_BOTTOM = (
    ("language", N_("Language"), "translate"),
    ("settings", N_("Settings"), "user-circle"),
    ("lock", N_("Lock"), "lock-simple"),
)
_STATUS_OPENS = {"saved": "today", "waiting": "exchange", "exchange": "exchange", "decisions": "exchange"}


class Shell(QWidget):
    """Shows the places of one open desk; made at unlocking, let go at locking.

    ``lock_asked`` when the person wants to lock, ``language_chosen`` with a language's code.
    """

    lock_asked = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        places: Sequence[Place],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.navigation = navigation
        self._places = {place.key: place for place in places}
        self._screens: dict[str, Screen] = {}
        self._build()
        self._add_keys()
        self._stops = [session.listen(self.show_state), navigation.listen(self._on_went)]
        self.show_state()
        self._on_went()

    # --- building

    def _build(self) -> None:
        entries = [RailPlace(p.key, "", p.icon) for p in self._places.values() if p.in_rail]
        bottom = [RailPlace(key, "", icon) for key, _words, icon in _BOTTOM]
        self.rail = Rail(entries, bottom, name="")
        self.rail.chosen.connect(self._on_place)
        self.rail.pressed.connect(self._on_pressed)
        self.rail.palette_asked.connect(self.open_palette)
        self.stack = QStackedWidget()
        self._forget = Button(kind="quiet", icon="x", pressed=self.session.forget_trouble)
        self._trouble = Notice("", kind="bad", buttons=(self._forget,))
        self._trouble_place = panel(column(self._trouble, margins=(24, 12, 24, 0)))
        self.status = StatusLine(name="")
        self.status.pressed.connect(self._on_status)
        page = panel(column(self._trouble_place, (self.stack, 1), spacing=0), "page")
        self.setLayout(column((row(self.rail, (page, 1), spacing=0), 1), self.status, spacing=0))
        self._palette: CommandPalette | None = None

    def _add_keys(self) -> None:
        acts = {
            "Ctrl+K": self.open_palette,
            "Ctrl+N": self._new,
            "Ctrl+F": self._find,
            "Ctrl+S": self._keep,
            "Ctrl+Z": self.undo,
            "Ctrl+L": self.lock_asked.emit,
            "F1": self._help,
            "Alt+Left": self.navigation.back,
        }
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self, act)
        for at, key in enumerate(p.key for p in self._places.values() if p.in_rail):
            QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self, partial(self._on_place, key))

    # --- screens

    @property
    def screen_now(self) -> Screen:
        """The screen of the place now shown."""
        return self._screens[self.navigation.spot.place]

    def screen_of(self, key: str) -> Screen:
        """The screen of a place, made when it is first asked for."""
        if key not in self._screens:
            made = self._places[key].make(self.session, self.navigation)
            self._screens[key] = made
            self.stack.addWidget(made)
        return self._screens[key]

    def _on_went(self) -> None:
        spot = self.navigation.spot
        if spot.place not in self._places:
            self.navigation.settle(Spot("today"))
            return
        before = self.stack.currentWidget()
        screen = self.screen_of(spot.place)
        if isinstance(before, Screen) and before is not screen:
            before.leave()
        self.rail.choose(self._places[spot.place].under or spot.place)
        self.stack.setCurrentWidget(screen)
        screen.arrive(spot)
        # once it is laid out: what is not shown yet takes no keyboard
        QTimer.singleShot(0, screen, screen.take_keyboard)

    def _on_place(self, key: str) -> None:
        self.navigation.open(Spot(key))

    def close_now(self) -> None:
        """Put everything typed on the disk and listen to nobody any more; the desk is closed next."""
        for screen in self._screens.values():
            screen.close_now()
        for stop in self._stops:
            stop()
        for screen in self._screens.values():
            screen.release()

    # --- showing

    def show_state(self) -> None:
        """Copy what the session says into rail, status line and the trouble above the page."""
        t = self.session.t
        self.rail.setAccessibleName(t(N_("Places of the desk")))
        self.rail.set_head(self.session.whose.organisation or "CSP Desk", "Ctrl+K", t(N_("Command palette")))
        words = {place.key: t(place.label) for place in self._places.values()}
        words |= {key: t(text) for key, text, _icon in _BOTTOM}
        words["language"] = self.session.words.language.own_name
        words["settings"] = self.session.whose.person or words["settings"]
        self.rail.set_words(words)
        decisions = self.session.standing.decisions
        self.rail.set_counts({"exchange": self.session.formats.integer(decisions)} if decisions else {})
        self.status.setAccessibleName(t(N_("Status line")))
        self.status.tell(status_views(self.session))
        self._show_trouble()
        if self._palette is not None:
            self._palette.set_words(*self._palette_words())

    def _show_trouble(self) -> None:
        t, trouble = self.session.t, self.session.trouble
        self._forget.set_words("", t(N_("Close")))
        self._trouble_place.setVisible(trouble is not None)
        if trouble is not None:
            parts: list[Msg] = [trouble.safe, *([trouble.hint] if trouble.hint else [])]
            self._trouble.say(t(trouble.what), " ".join(t(part) for part in parts))

    def speak(self) -> None:
        """Say everything anew, after a switch of language."""
        self.show_state()
        for screen in self._screens.values():
            screen.show_state()

    # --- commands

    def commands(self) -> list[Command]:
        """Everything that can be done now, what this place can do first."""
        t = self.session.t
        here = list(self.screen_now.commands())
        go = t(N_("Go to"))
        places = [
            Command(
                f"go:{place.key}",
                t(place.label),
                partial(self._on_place, place.key),
                f"Ctrl+{at + 1}" if place.in_rail else "",
                place.icon,
                go,
            )
            for at, place in enumerate(self._places.values())
        ]
        desk = t(N_("Desk"))
        rest = [
            Command(
                "undo", t(N_("Undo the last change")), self.undo, "Ctrl+Z", "arrow-counter-clockwise", desk
            ),
            Command("lock", t(N_("Lock")), self.lock_asked.emit, "Ctrl+L", "lock-simple", desk),
        ]
        rest += [
            Command(
                f"language:{one.code}",
                one.own_name,
                partial(self.language_chosen.emit, one.code),
                icon="translate",
                group=desk,
            )
            for one in LANGUAGES
        ]
        return [*here, *places, *rest]

    def open_palette(self) -> None:
        """Ctrl+K."""
        if self._palette is None:
            name, placeholder, nothing = self._palette_words()
            self._palette = CommandPalette(self, name=name, placeholder=placeholder, nothing=nothing)
        self._palette.open(self.commands())

    def _palette_words(self) -> tuple[str, str, str]:
        t = self.session.t
        return t(N_("Command palette")), t(N_("What do you want to do?")), t(N_("No command is called so."))

    def undo(self) -> None:
        """Take back the last step of the screen, else the desk's last deed."""
        if not self.screen_now.undo_here():
            self.session.save(self.session.workspace.records.undo, lambda _changes: None, self._undone_failed)

    def _undone_failed(self, error: Exception) -> None:
        # nothing to undo is no trouble
        if not (isinstance(error, RefusedError) and error.code == "nothing-to-undo"):
            self.session.fail(error)

    def _new(self) -> None:
        if not self.screen_now.new_record():
            self.navigation.go("consultations", act="new")

    def _find(self) -> None:
        self.screen_now.search_here()

    def _keep(self) -> None:
        self.screen_now.keep_typed()

    def _help(self) -> None:
        if "help" in self._places:
            self._on_place("help")

    def _on_status(self, key: str) -> None:
        place = _STATUS_OPENS.get(key, "today")
        self._on_place(place if place in self._places else "today")

    def _on_pressed(self, key: str) -> None:
        if key == "lock":
            self.lock_asked.emit()
        elif key == "language":
            here = self.session.language
            items = [MenuItem(one.code, one.own_name, checked=one.code == here) for one in LANGUAGES]
            menu = Menu(items, name=self.session.t(N_("Language")), parent=self)
            menu.chosen.connect(self.language_chosen)
            menu.beneath(self.rail.entry("language"))
        else:
            self._on_place(key)

    # --- Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.screen_now.leave_part():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(self.width())
