"""What is typed in short forms: on the disk a moment later, until the act that it is for is done.

A short form writes one thing down (a step, a date, a holiday) and says so by a button of its own.  So
leaving it is no save: what was typed stays a draft, and is there again when the form is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cspdesk.domain.ids import content_id, to_hex
from cspdesk.presenters.form import KEEP_MS
from cspdesk.presenters.session import Session
from cspdesk.services.drafts import Draft, Drafts, Part, Typed


def short_id(kind: int, *key: str) -> str:
    """The id of the draft of one short form, by the number of its kind and what it is about."""
    return to_hex(content_id(kind, "draft", *key))


class ShortDrafts:
    """The drafts of short forms of some kinds: read once, then as they are typed here."""

    def __init__(self, session: Session, *kinds: str) -> None:
        self.session = session
        self.store = Drafts(session.workspace.context, session.workspace.records)
        self._numbers = {
            kind.name: kind.number for kind in session.workspace.records.kinds() if kind.name in kinds
        }
        self._held: dict[str, Draft] = {}
        self._open: dict[str, ShortDraft] = {}
        self._is_read = False

    def read(self) -> tuple[Draft, ...]:
        """What lies on the disk, the one typed last first; asked in the background."""
        return tuple(one for one in self.store.list() if one.kind in self._numbers)

    def take(self, found: tuple[Draft, ...]) -> None:
        """What was read; later it is known here already."""
        if not self._is_read:
            self._held = {**{one.id: one for one in found}, **self._held}
            self._is_read = True

    def id(self, kind: str, *key: str) -> str:
        """The id of the draft of one form: begun again, the form finds what was typed in it."""
        return short_id(self._numbers[kind], *key)

    def held(self) -> tuple[Draft, ...]:
        """Every draft, the one typed last first."""
        return tuple(sorted(self._held.values(), key=lambda one: one.at, reverse=True))

    def open(
        self,
        kind: str,
        *key: str,
        given: Mapping[str, object] | None = None,
        parts: str = "",
        part: Part | None = None,
    ) -> ShortDraft:
        """The draft of a form: ``given`` and ``part`` are what it is about, and are kept with it.

        With ``parts`` what is typed belongs to one part of that field, else to the record itself.
        """
        name = self.id(kind, *key)
        made = self._open.get(name)
        if made is None:
            made = ShortDraft(self, kind, name, dict(given or {}), parts, dict(part or {}))
            made.restore(self._held.get(name))
            self._open[name] = made
        return made

    def keep(self) -> None:
        """Put everything typed on the disk, in the background."""
        for one in tuple(self._open.values()):
            one.keep()

    def keep_now(self) -> None:
        """Everything typed is on the disk when this returns."""
        for one in tuple(self._open.values()):
            one.keep_now()

    def hold(self, draft: Draft) -> None:
        """What was typed last; the draft's own word."""
        self._held[draft.id] = draft

    def forget(self, draft: str) -> None:
        """A draft is no more; the draft's own word."""
        self._held.pop(draft, None)
        self._open.pop(draft, None)


class ShortDraft:
    """What was typed in one short form over what it showed: ``values`` as JSON has them, None clears.

    ``unread`` is what cannot be read, and what is no value of the record: the path of a file that was
    chosen.
    """

    def __init__(
        self,
        among: ShortDrafts,
        kind: str,
        name: str,
        given: dict[str, object],
        parts: str,
        part: Part,
    ) -> None:
        self.id = name
        self.values: Mapping[str, object] = {}
        self.unread: Mapping[str, str] = {}
        self._among = among
        self._session = among.session
        self._kind = kind
        self._given = given
        self._parts = parts
        self._part = part
        self._has_row = False
        self._revision = self._kept = 0
        self._stop_waiting: Callable[[], None] | None = None

    @property
    def _path(self) -> str:
        return f"{self._parts}/{self._part.get('id') or self._part.get('key')}/" if self._parts else ""

    def restore(self, draft: Draft | None) -> None:
        """Begin with what was typed before."""
        if draft is None:
            return
        self._has_row = True
        rows = draft.typed.parts.get(self._parts, ({},)) if self._parts else (draft.typed.values,)
        about = self._part if self._parts else self._given
        self.values = {name: value for name, value in rows[0].items() if name not in about}
        self.unread = {path.rpartition("/")[2]: text for path, text in draft.typed.unread.items()}

    def type(self, values: Mapping[str, object], unread: Mapping[str, str]) -> None:
        """What stands in the form now, over what it showed."""
        if (values, unread) == (self.values, self.unread):
            return
        if self._kept == self._revision:
            self._session.typing(unsaved=True)
        self.values, self.unread = dict(values), dict(unread)
        self._revision += 1
        self._among.hold(self._as_draft())
        if self._stop_waiting is None:
            self._stop_waiting = self._session.background.after(KEEP_MS, self.keep)

    def keep(self) -> None:
        """Put what is typed on the disk, in the background."""
        self.wait()
        if self._kept != self._revision:
            revision, draft = self._revision, self._as_draft()
            self._has_row = True
            self._session.save(
                lambda: self._among.store.keep(draft), lambda _nothing: self._was_kept(revision)
            )

    def keep_now(self) -> None:
        """What was typed is on the disk when this returns."""
        self.wait()
        if self._kept != self._revision:
            draft = self._as_draft()
            self._has_row = True
            self._session.background.finish(lambda: self._among.store.keep(draft))
            self._was_kept(self._revision)

    def wait(self) -> None:
        """The act is being done: its save takes the draft away."""
        if self._stop_waiting is not None:
            self._stop_waiting()
            self._stop_waiting = None

    def done(self) -> None:
        """The act was done, and the draft went with it."""
        self.wait()
        self._was_kept(self._revision)
        self._among.forget(self.id)

    def let_go(self) -> None:
        """The person thought better of it: what was typed is gone."""
        if self._has_row:
            self._session.save(lambda: self._among.store.drop(self.id), lambda _nothing: None)
        self.done()

    def _was_kept(self, revision: int) -> None:
        if self._kept != self._revision and revision == self._revision:
            self._session.typing(unsaved=False)
        self._kept = max(self._kept, revision)

    def _as_draft(self) -> Draft:
        unread = {f"{self._path}{name}": text for name, text in self.unread.items()}
        if self._parts:
            typed = Typed(self._given, {self._parts: ({**self._part, **self.values},)}, unread)
        else:
            typed = Typed({**self._given, **self.values}, {}, unread)
        return Draft(self.id, self._kind, "", "", typed, self._session.clock.now())
