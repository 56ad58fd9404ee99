"""The one window: the way in while no desk is open, the desk while one is; locks when left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.entrance import UNLOCK, Entrance, Verbs
from cspdesk.presenters.navigation import Spot
from cspdesk.ui.front import Front, front_page
from cspdesk.ui.frontpage import FrontPage
from cspdesk.ui.loading import Inside, Loaded, load
from cspdesk.ui.look import theme
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.screens.unlock import WIDTH, UnlockPage
from cspdesk.ui.tasks import Answer, Tasks
from cspdesk.ui.wishes import Wishes

START: Final = Spot("today")
_IDLE_CHECK_MS: Final = 10_000
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class Window(QWidget):
    """Shows the entrance or an open desk.  ``speak`` gives a translator for a language's code."""

    def __init__(
        self,
        preferences: Preferences,
        tasks: Tasks,
        speak: Callable[[str], Translator],
        *,
        folder: Path,
        language: str,
        clock: Clock,
        ids: Ids,
        kdf: Any = None,  # noqa: ANN401 - a Derivation, for tests; its type lies behind the prompt
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("CSP Desk")
        self.setMinimumSize(640, 480)
        self._preferences, self._tasks, self._speak = preferences, tasks, speak
        self._clock, self._ids, self._kdf = clock, ids, kdf
        self.words = speak(language)
        self.inside: Inside | None = None
        self._spot = START
        self._last_sign = clock.now()
        self._loading: Answer[Loaded] | None = None
        self.entrance: Entrance[Any] = Entrance(
            tasks, self._verbs, self._on_entered, folder=folder, language=language
        )
        self._build()
        self._stop = self.entrance.listen(self._show_entrance)
        self._show_entrance()
        preferences.changed.connect(self._wear)
        if not self.restoreGeometry(preferences.geometry):
            self.resize(1180, 740)

    def _build(self) -> None:
        self.front = Front()
        self.front.language_chosen.connect(self._on_language)
        self.unlock = UnlockPage(self.entrance)
        self._begin: dict[str, FrontPage] = {}
        self._wishes = Wishes(self._preferences, self)
        self._wishes.lock_asked.connect(self.lock)
        self._wishes.language_chosen.connect(self._on_language)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(self.front)
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE_CHECK_MS)
        self._idle.timeout.connect(self.lock_if_idle)

    # --- loading what lies behind the prompt

    def begin_loading(self) -> None:
        """Import what an open desk needs; the prompt is on the screen and stays usable meanwhile."""
        if self._loading is None:
            self._loading = self._tasks.submit(load)

    def _loaded(self) -> Loaded:
        self.begin_loading()
        assert self._loading is not None  # noqa: S101 - set by the line above
        return self._loading.result()

    def _verbs(self) -> Verbs[Any]:
        return self._loaded().verbs(self._clock, self._ids, self._kdf)

    # --- the entrance

    def _show_entrance(self) -> None:
        self.front.say(self.words)
        page = self.entrance.page
        if page == UNLOCK:
            self.unlock.show_state(self.words)
            self.front.hold(self.unlock, width=WIDTH)
            if self.inside is None:  # an open desk keeps the keyboard while its language is switched
                self.unlock.setFocus()
        else:
            if page not in self._begin:
                self._begin[page] = front_page(self.entrance, page)
            shown = self._begin[page]
            shown.show_state(self.words)
            if self.front.hold(shown, width=shown.WIDTH) and self.inside is None:
                shown.setFocus()

    def _on_entered(self, workspace: Any) -> None:  # noqa: ANN401 - services are not imported at the prompt
        self.words = self._speak(workspace.language)
        self._preferences.language = self.words.language.code
        self.unlock.clear()
        for page in self._begin.values():
            page.clear()
        self.inside = self._loaded().inside(
            workspace, self._tasks, self._wishes, self._clock, self.words, self._spot
        )
        self._layers.addWidget(self.inside.widget)
        self._layers.setCurrentWidget(self.inside.widget)
        self.inside.widget.setFocus()
        self._last_sign = self._clock.now()
        self._idle.start()

    def tell(self, trouble: CspdeskError) -> None:
        """Tell the person what went wrong, on whatever page is shown."""
        if self.inside is not None:
            self.inside.tell(trouble)
        else:
            self.entrance.is_working, self.entrance.fault = False, trouble
            self._show_entrance()

    # --- locking

    def lock(self) -> None:
        """Lock at once: what is typed is put on the disk, the desk closed, its keys dropped."""
        inside = self.inside
        if inside is None:
            return
        self._layers.setCurrentWidget(self.front)  # nothing is seen from here on
        self.entrance.lock(inside.organisation, self._clock.now())
        self._close_inside()
        # after closing: a form that was just saved says only now under which record it is found
        self._spot = inside.spot
        self.unlock.setFocus()

    def _close_inside(self) -> None:
        inside, self.inside = self.inside, None
        if inside is None:
            return
        self._idle.stop()
        inside.close()
        self._layers.removeWidget(inside.widget)
        inside.widget.deleteLater()

    def lock_if_idle(self) -> None:
        """Lock where nobody has touched keyboard or mouse for as long as the desk allows."""
        minutes = self.inside.lock_minutes if self.inside is not None else 0
        if minutes and self._idle_seconds(self._clock.now()) >= minutes * 60:
            self.lock()

    def _idle_seconds(self, now: datetime) -> int:
        # by the clock on the wall: a laptop that slept was left alone too
        return int((now - self._last_sign).total_seconds())

    # --- language and look

    def _on_language(self, code: str) -> None:
        self.words = self._speak(code)
        self._preferences.language = code
        self.entrance.language = code
        if self.inside is not None:
            self.inside.speak(self.words)
        self._show_entrance()

    def _wear(self) -> None:
        theme.apply(self._application(), theme=self._preferences.theme, scale=self._preferences.scale / 100)

    @staticmethod
    def _application() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - a widget exists only within one
        return app

    # --- Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._loading is None:
            # behind the first painting, not before it
            QTimer.singleShot(0, self, self.begin_loading)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._last_sign = self._clock.now()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.geometry = self.saveGeometry()
        self._close_inside()
        self._stop()
        self._tasks.close()
        super().closeEvent(event)
