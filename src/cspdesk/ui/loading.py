"""What lies behind the prompt: the database, the services and the screens, loaded while one types.

``load`` imports them; it may run on a worker, so that the prompt never waits.  SQLAlchemy alone costs
a third of a second (docs/decisions/0021-what-the-prompt-imports.md).
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.background import Background
from cspdesk.presenters.entrance import Verbs
from cspdesk.presenters.navigation import Spot
from cspdesk.ui.wishes import Wishes


class Inside(Protocol):
    """An open desk, as the window sees it."""

    @property
    def widget(self) -> QWidget:
        """What fills the window."""
        ...

    @property
    def lock_minutes(self) -> int:
        """How long the desk may be left alone; 0 for ever."""
        ...

    @property
    def organisation(self) -> str:
        """Whose desk it is."""
        ...

    @property
    def spot(self) -> Spot:
        """Where the person is, to come back to after unlocking."""
        ...

    def tell(self, trouble: CspdeskError) -> None:
        """Tell the person what went wrong."""
        ...

    def speak(self, words: Translator) -> None:
        """Speak another language."""
        ...

    def close(self) -> None:
        """Put everything typed on the disk, then close the desk and forget its keys."""
        ...


class Loaded(Protocol):
    """What ``load`` gives."""

    def verbs(self, clock: Clock, ids: Ids, kdf: Any) -> Verbs[Any]:  # noqa: ANN401 - as below
        """What opens and makes desks; ``kdf`` is a cheaper derivation for tests, else None."""
        ...

    def inside(
        self,
        workspace: Any,  # noqa: ANN401 - its type lies behind the prompt
        background: Background,
        wishes: Wishes,
        clock: Clock,
        words: Translator,
        spot: Spot,
    ) -> Inside:
        """The frame of an open desk."""
        ...


def load() -> Loaded:
    """Import everything that an open desk needs."""
    from cspdesk.ui.inside import Everything  # noqa: PLC0415 - what this module is for

    return Everything()
