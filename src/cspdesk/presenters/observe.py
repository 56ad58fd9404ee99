"""The one way by which a presenter says "look again"."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

Stop = Callable[[], None]


class Observable:
    """Something whose state others show; they are told that it changed, never what."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> Stop:
        """Call ``listener`` after each change; the result, called any number of times, ends it."""
        self._listeners.append(listener)

        def stop() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def tell(self) -> None:
        """Say that the state changed."""
        for listener in tuple(self._listeners):
            listener()
