"""A form: values as they are typed, kept as a draft a moment later, one save when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from cspdesk.domain.checks import Problem, lacking
from cspdesk.domain.detect import Finding, find, replaced
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.ids import to_hex
from cspdesk.domain.quality import advice, is_sensitive
from cspdesk.presenters.formstate import NEW, FormState, Row, new_ids, rebased, state_of, typed_over
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.drafts import Draft, Drafts, Typed
from cspdesk.services.results import RecordView

KEEP_MS = 700
"""From the first key that is on no disk to writing the draft: with the writing, less than a second."""
DEPTH = 200
FREE_TEXT = ("text", "longtext")
SEALED = ("high", "severe")


class FormPresenter(Observable):
    """One record being written.  Paths: ``title``, ``concerns/KEY/words``."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self.session = session
        self.kind: Kind = next(k for k in session.workspace.records.kinds() if k.name == kind)
        kinds = {k.name: k for k in session.workspace.records.kinds()}
        self.part_kinds: Mapping[str, Kind] = {f.name: kinds[f.of] for f in self.kind.parts()}
        self.drafts = Drafts(session.workspace.context, session.workspace.records)
        self.record = ""
        """Empty until the record was saved for the first time."""
        self.view: RecordView | None = None
        self.state = FormState()
        self.is_ready = False
        self.is_saving = False
        self.kept_at: datetime | None = None
        self.lacks: tuple[Problem, ...] = ()
        self.advice: tuple[Problem, ...] = ()
        self.cautions: dict[str, tuple[Finding, ...]] = {}
        """Traces of people in free text, by path, told once the field was left."""
        self._accepted: set[tuple[str, str]] = set()
        self._shown = FormState()
        self._blank = FormState()
        self._draft = ""
        self._has_row = False
        self._ids: dict[str, str] = {}
        self._past: list[FormState] = []
        self._future: list[FormState] = []
        self._step = ""
        self._number = 0
        self._revision = self._kept_revision = 0
        self._stop_waiting: Callable[[], None] | None = None

    # --- opening

    def begin(self, **given: object) -> None:
        """Start a new record with what is known beforehand; nothing is kept before somebody types."""
        self._open(None, None)
        self.state = self._blank = FormState({name: value for name, value in given.items() if value})
        self._look_again()

    def open(self, record: str, *, draft: str = "") -> None:
        """Open a record, or a draft: what was typed before is laid over what is there now."""

        def work() -> tuple[RecordView | None, Draft | None]:
            kept = self.drafts.get(draft) if draft else self.drafts.of(record)
            name = record or (kept.record if kept else "")
            return self.session.workspace.records.show(name) if name else None, kept

        self.session.read(work, lambda found: self._open(*found))

    def _open(self, view: RecordView | None, draft: Draft | None) -> None:
        self.view, self.record = view, view.id if view else ""
        self._shown = state_of(view, self.kind)
        self.state = self._shown.over(draft.typed) if draft else self._shown
        self._token = draft.token if draft else (view.token if view else "")
        self._draft = draft.id if draft else to_hex(self.session.workspace.desk.ids.new())
        self._has_row = draft is not None
        self.kept_at = draft.at if draft else None
        self._past, self._future, self._ids = [], [], {}
        self.is_ready = True
        self._look_again()

    # --- what stands in it

    @property
    def draft(self) -> str:
        """The id of the draft, to come back to it."""
        return self._draft

    @property
    def is_new(self) -> bool:
        """Whether the record was never saved."""
        return not self.record

    @property
    def is_touched(self) -> bool:
        """Whether somebody changed something that is in no save yet."""
        before = self._blank if self.is_new else self._shown
        return self._has_row or bool(typed_over(before, self.state, self._ids))

    @property
    def is_kept(self) -> bool:
        """Whether all that was typed is on the disk."""
        return self._kept_revision == self._revision

    def field(self, path: str) -> Field:
        """The description of what stands at a path."""
        steps = path.split("/")
        return self.kind.by_name[path] if len(steps) == 1 else self.part_kinds[steps[0]].by_name[steps[2]]

    # --- typing

    def edit(self, path: str, value: object) -> None:
        """Somebody gave a value, or cleared it with None."""
        self._become(self._sealed(self.state.given(path, value)), path)

    @staticmethod
    def _sealed(state: FormState) -> FormState:
        """A topic that may harm makes the record sensitive; a person may make it more so, never less."""
        if state.values.get("sensitivity") in SEALED or not is_sensitive(state.fields()):
            return state
        return state.given("sensitivity", SEALED[0])

    def edit_unread(self, path: str, text: str) -> None:
        """Somebody typed what cannot be read: the draft keeps it."""
        self._become(self.state.unreadable(path, text), path)

    def new_key(self) -> str:
        """A key that no part of this form has."""
        self._number += 1
        taken = {row.key for rows in self.state.parts.values() for row in rows}
        while f"{NEW}{self._number}" in taken:
            self._number += 1
        return f"{NEW}{self._number}"

    def add(self, name: str, values: Mapping[str, object] | None = None, *, key: str = "") -> str:
        """Add a part, under a key of ``new_key`` where one was drawn before; gives its key."""
        made = key or self.new_key()
        self._become(self._sealed(self.state.added(name, Row(made, dict(values or {})))))
        return made

    def id_of(self, key: str) -> str:
        """The id of a part by its key; empty while it was never saved."""
        return self._ids.get(key, "" if key.startswith(NEW) else key)

    def remove(self, name: str, key: str) -> None:
        """Take a part out."""
        self._become(self.state.removed(name, key))

    def left(self, path: str) -> None:
        """The field was left: now, not before, it is looked at for traces of people."""
        self._step = ""
        described, value = self.field(path), self.state.value(path)
        if described.type in FREE_TEXT and isinstance(value, str):
            found = tuple(
                one
                for one in find(
                    value,
                    small_places=self.session.atlas.small_places,
                    districts=self.session.atlas.districts,
                )
                if (path, one.text) not in self._accepted
            )
        else:
            found = ()
        if found != self.cautions.get(path, ()):
            self.cautions = {known: each for known, each in self.cautions.items() if known != path}
            if found:
                self.cautions[path] = found
            self.tell()
        self.keep()

    def accept(self, path: str, finding: Finding) -> None:
        """The person looked at a trace and leaves it: it names nobody."""
        self._accepted.add((path, finding.text))
        self.left(path)

    def replace(self, path: str, finding: Finding, instead: str) -> None:
        """Write something else where a trace was found."""
        value = self.state.value(path)
        if isinstance(value, str) and value[finding.start : finding.end] == finding.text:
            self.edit(path, replaced(value, finding, instead))
            self.left(path)

    def undo(self) -> bool:
        """Take back the last step; False where there is none."""
        return self._travel(self._past, self._future)

    def redo(self) -> bool:
        """Take a step forward again."""
        return self._travel(self._future, self._past)

    def _travel(self, source: list[FormState], target: list[FormState]) -> bool:
        if not source:
            return False
        target.append(self.state)
        self.state = source.pop()
        self._step = ""
        self._typed()
        return True

    def _become(self, state: FormState, step: str = "") -> None:
        if state == self.state:
            return
        if not step or step != self._step:
            self._past = [*self._past, self.state][-DEPTH:]
        self._step = step
        self._future = []
        self.state = state
        self.drafts.asked.pop(self._draft, None)
        self._typed()

    def _typed(self) -> None:
        if self.is_kept:
            self.session.typing(unsaved=True)
        self._revision += 1
        if self._stop_waiting is None:
            self._stop_waiting = self.session.background.after(KEEP_MS, self.keep)
        self._look_again()

    def _look_again(self) -> None:
        fields = self.state.fields()
        self.lacks = lacking(self.kind, fields)
        today = self.session.clock.today()
        self.advice = advice(fields, today=today) if self.kind.name == "consultation" else ()
        self.tell()

    # --- keeping

    def keep(self) -> None:
        """Put what is typed on the disk as a draft, in the background."""
        self._stop_clock()
        if self.is_kept or not self.is_ready:
            return
        revision, draft = self._revision, self._as_draft()

        def done(_nothing: None) -> None:
            self._has_row = True
            self._was_kept(revision)

        self.session.save(lambda: self.drafts.keep(draft), done)

    def _was_kept(self, revision: int) -> None:
        self.kept_at = self.session.clock.now()
        if not self.is_kept and revision == self._revision:
            self.session.typing(unsaved=False)
        self._kept_revision = max(self._kept_revision, revision)
        self.tell()

    def _stop_clock(self) -> None:
        if self._stop_waiting is not None:
            self._stop_waiting()
            self._stop_waiting = None

    def _as_draft(self) -> Draft:
        typed = typed_over(self._shown, self.state, self._ids)
        return Draft(self._draft, self.kind.name, self.record, self._token, typed, self.session.clock.now())

    # --- saving

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Make one save of what is typed; harmless where nothing is.  ``then`` follows in any case."""
        self._stop_clock()
        if not self.is_ready or self.is_saving or not self.is_touched:
            if then is not None:
                then()
            return
        self.is_saving = True
        state, revision, draft = self.state, self._revision, self._as_draft()

        def done(view: RecordView) -> None:
            self.is_saving = False
            self._saved(view, state, draft.typed)
            self._was_kept(revision)
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            # what was typed stays a draft
            self.is_saving = False
            self.keep()
            self.session.fail(error)
            self.tell()

        self.session.save(lambda: self.drafts.finish(draft), done, failed)

    def _saved(self, view: RecordView, sent: FormState, typed: Typed) -> None:
        fresh = state_of(view, self.kind)
        cells = {name: kind.keys for name, kind in self.part_kinds.items() if kind.keys}
        self._ids |= new_ids(self._shown, typed, fresh, cells)
        self.state = rebased(self.state, sent, fresh, self._ids)
        self.view, self.record, self._token = view, view.id, view.token
        self._shown = fresh
        # what is typed next is a draft of the record; what could not be read is one already
        self._draft = to_hex(self.session.workspace.desk.ids.new())
        self._has_row = bool(typed.unread)
        self._look_again()

    @property
    def is_asked(self) -> bool:
        """Whether something was asked about when it was to be saved."""
        return self._draft in self.drafts.asked

    def accept_asked(self, then: Callable[[], None] | None = None) -> None:
        """What was asked about is right: save it as it is."""
        self.drafts.accept()
        self.session.forget_trouble()
        self.save(then)

    def save_now(self) -> bool:
        """Put everything on the disk before this returns: first as a draft, then as a save.

        False where the save was refused: what was typed is then still a draft.
        """
        self._stop_clock()
        if not self.is_ready or not self.is_touched:
            return True
        draft, background = self._as_draft(), self.session.background
        background.finish(lambda: self.drafts.keep(draft))
        try:
            saved = background.finish(lambda: self.drafts.finish(draft))
        except CspdeskError as error:
            # refused: it is still a draft, and is offered again
            self.session.trouble = error
            return False
        self.record = saved.id
        self._settle()
        return True

    def let_go(self) -> None:
        """Throw away what was typed since the last save; the screen offers the way back by undo."""
        self._stop_clock()
        if self._has_row:
            draft = self._draft
            self.session.save(lambda: self.drafts.drop(draft), lambda _nothing: None)
        self.state = self._blank if self.is_new else self._shown
        self._has_row = False
        self._settle()
        self._look_again()

    def _settle(self) -> None:
        if not self.is_kept:
            self._kept_revision = self._revision
            self.session.typing(unsaved=False)
