"""What all screens of one open desk share: its verbs, its language, its background, how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.text import Msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.i18n.formats import Formats
from cspdesk.presenters.atlas import atlas_of
from cspdesk.presenters.background import Background, Lane
from cspdesk.presenters.observe import Observable, Stop
from cspdesk.presenters.value_words import ValueWords
from cspdesk.services.finder import Finder
from cspdesk.services.inspection import MARK
from cspdesk.services.persons import Persons, Whose
from cspdesk.services.results import Changes
from cspdesk.services.today import Standing, Today
from cspdesk.services.workspace import Workspace

T = TypeVar("T")

LOCK_MINUTES = 5
WATCH_MS = 2_000
"""How often the desk is asked whether another program has changed it."""
EVERYTHING = Changes()
"""Changes of which is known only that there were some: everybody asks again."""


def touches(changes: Changes, *kinds: str) -> bool:
    """Whether changes may concern records of one of these kinds."""
    return not changes.kinds or not changes.kinds.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class _Found:
    standing: Standing
    whose: Whose
    lock_minutes: int
    pulse: tuple[int, int]


class Session(Observable):
    """One open desk from unlocking to locking; told when language, standing or trouble change."""

    def __init__(self, workspace: Workspace, background: Background, clock: Clock, words: Translator) -> None:
        super().__init__()
        self.workspace = workspace
        self.background = background
        self.clock = clock
        self.words = words
        self.today = Today(workspace.context)
        self.standing = Standing()
        self.persons = Persons(workspace.context)
        self.finder = Finder(workspace.context)
        self.whose = Whose()
        self.lock_minutes = LOCK_MINUTES
        self.saved_at: datetime | None = None
        self.trouble: CspdeskError | None = None
        self.unsaved = 0
        """How many forms hold something that is on no disk yet."""
        self.atlas = atlas_of(workspace)
        self.is_read_only = bool(workspace.desk.setting(MARK))
        """Whether this is a desk for an inspector, who changes nothing: what writes is not offered."""
        self._interested: list[Callable[[Changes], None]] = []
        self._version = 0
        self._pulse = (0, 0)
        self._is_open = True
        self._stop_listening = workspace.context.listen(self._on_saved)
        self.ask_standing()
        self._watch_again()

    # --- language

    def t(self, text: Msg | str) -> str:
        """The words for a message in the person's language."""
        return self.words.t(text)

    @property
    def language(self) -> str:
        """The code of the person's language."""
        return self.words.language.code

    @property
    def values(self) -> ValueWords:
        """How values of fields are written for the person."""
        return ValueWords(self.words, self.atlas, self.finder.title)

    @property
    def formats(self) -> Formats:
        """How the person's language writes dates, numbers and amounts."""
        return self.words.formats

    def speak(self, words: Translator) -> None:
        """Speak another language from now on; the desk remembers it."""
        self.words = words
        code = words.language.code
        self.save(lambda: self.workspace.desk.set_setting("language", code), _nothing)
        self.tell()

    # --- work

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read in the background; what goes wrong is told to the person, unless ``failed`` sees to it."""
        self._run(work, done, "read", failed)

    def save(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Change something in the background."""
        self._run(work, done, "save", failed)

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        lane: Lane,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        def arrived(result: T) -> None:
            if self._is_open:
                done(result)

        self.background.run(work, arrived, failed or self.fail, lane=lane)

    def fail(self, error: Exception) -> None:
        """Tell the person what the world did; a mistake of the program stays loud."""
        if not isinstance(error, CspdeskError):
            raise error
        self.trouble = error
        self.tell()

    def forget_trouble(self) -> None:
        """The person has read it."""
        self.trouble = None
        self.tell()

    # --- changes

    def on_changes(self, listener: Callable[[Changes], None]) -> Stop:
        """Call ``listener`` with what was changed, by this program or another; the result ends it."""
        self._interested.append(listener)

        def stop() -> None:
            if listener in self._interested:
                self._interested.remove(listener)

        return stop

    def typing(self, *, unsaved: bool) -> None:
        """A form has, or no longer has, something that is on no disk."""
        self.unsaved = max(0, self.unsaved + (1 if unsaved else -1))
        self.tell()

    def kept(self) -> None:
        """Something was put on the disk just now."""
        self.saved_at = self.clock.now()
        self.tell()

    def _on_saved(self, changes: Changes) -> None:
        # comes on the worker's thread
        self.background.post(lambda: self._announce(changes))

    def _announce(self, changes: Changes) -> None:
        if not self._is_open:
            return
        self.kept()
        self._renew_atlas(changes)
        for listener in tuple(self._interested):
            listener(changes)
        self.ask_standing()

    def ask_standing(self) -> None:
        """Ask anew how the desk stands, and whose it is."""
        self.read(self._ask, self._stand)

    def _ask(self) -> _Found:
        minutes = self.workspace.desk.setting("lock_minutes", str(LOCK_MINUTES))
        return _Found(self.today.standing(), self.persons.whose(), int(minutes), self.today.pulse())

    def _stand(self, found: _Found) -> None:
        self.standing, self.whose, self.lock_minutes = found.standing, found.whose, found.lock_minutes
        self._pulse = found.pulse
        self.tell()

    def _watch_again(self) -> None:
        self._stop_watching = self.background.after(WATCH_MS, self._watch)

    def _watch(self) -> None:
        self.read(self._look_for_others, self._looked_for_others)

    def _look_for_others(self) -> tuple[int, tuple[int, int]]:
        version = self.workspace.desk.data_version()
        # drafts and marks change the file too: only saves and arrivals are news
        return version, self._pulse if version == self._version else self.today.pulse()

    def _looked_for_others(self, found: tuple[int, tuple[int, int]]) -> None:
        self._version, pulse = found
        if pulse != self._pulse:
            self._pulse = pulse
            self._renew_atlas(EVERYTHING)
            for listener in tuple(self._interested):
                listener(EVERYTHING)
            self.ask_standing()
        self._watch_again()

    def _renew_atlas(self, changes: Changes) -> None:
        if touches(changes, "place", "grouping"):
            self.atlas = atlas_of(self.workspace)

    # --- the end

    def close(self) -> None:
        """Leave the desk: whatever still comes back from the background is nobody's."""
        self._is_open = False
        self._stop_watching()
        self._stop_listening()
        self.background.finish(self.workspace.close)


def _nothing(_result: object) -> None:
    """For work whose end needs no word."""
