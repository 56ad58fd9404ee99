"""Conflicts without glass: each record that waits, its versions side by side, and what a person decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cspdesk.domain.clock import moment
from cspdesk.domain.codecs import CODECS
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.typed import Refusal, parse_integer
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.presenters.value_words import ValueWords
from cspdesk.services.conflicts import DELETE, KEEP
from cspdesk.services.results import Changes, Choice, ConflictView, RecordView
from cspdesk.services.settling import Answer, Settling

WRITTEN = ("text", "longtext", "integer")
"""Types of which another value can be typed in place of choosing one."""
DELETED = "deleted"
MOST = 20
"""Records shown at once; the rest come as these are settled."""


@dataclass(frozen=True, slots=True)
class VersionView:
    """Whose version it is, and when it was made."""

    key: str
    title: str
    second: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """One field in each version; where all are equal it only says which record this is."""

    key: str
    label: str
    cells: tuple[str, ...]
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class RecordConflict:
    """One record that waits: what differs, and whether its deletion was proposed."""

    root: str
    kind: str
    title: str
    versions: tuple[VersionView, ...]
    rows: tuple[DifferenceView, ...]
    deletion: str = ""
    """Who proposed to delete it and when; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    found: dict[str, list[ConflictView]]
    views: dict[str, RecordView]
    decisions: int


class ConflictsPresenter(Observable):
    """What waits for a decision; asked anew after every change."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._settling = Settling(session.workspace.context)
        self._kinds: Mapping[str, Kind] = {one.name: one for one in session.workspace.records.kinds()}
        self._found: dict[str, list[ConflictView]] = {}
        self._views: dict[str, RecordView] = {}
        self.count = 0
        """How many records wait."""
        self.decisions = 0
        """How many answers are wanted: fields that are one value together want one."""
        self.is_asked = False
        self.later: frozenset[str] = frozenset()
        """Records that the person put off until the page is opened again."""
        self._stop = session.on_changes(self._on_changes)
        self.ask()

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    def ask(self) -> None:
        """Ask what waits."""

        def work() -> _Waiting:
            workspace = self._session.workspace
            found: dict[str, list[ConflictView]] = {}
            for one in workspace.conflicts.list():
                found.setdefault(one.root or one.record, []).append(one)
            shown = [one for root in list(found)[:MOST] for one in (root, *(c.record for c in found[root]))]
            views = {record: workspace.records.show(record) for record in dict.fromkeys(shown)}
            return _Waiting(found, views, workspace.conflicts.count())

        def done(answer: _Waiting) -> None:
            self._found, self._views, self.decisions = answer.found, answer.views, answer.decisions
            self.count = len(self._found)
            self.is_asked = True
            self.tell()

        self._session.read(work, done)

    def _on_changes(self, _changes: Changes) -> None:
        self.ask()

    # --- what is shown -----------------------------------------------------------------------------

    def records(self) -> tuple[RecordConflict, ...]:
        """The records that wait, in the person's words; those put off are left out."""
        return tuple(
            self._record(root, found)
            for root, found in list(self._found.items())[:MOST]
            if root not in self.later and root in self._views
        )

    def _record(self, root: str, found: Sequence[ConflictView]) -> RecordConflict:
        session = self._session
        view = self._views[root]
        kind = self._kinds[view.kind]
        words = ValueWords(session.words, session.atlas, session.finder.title)
        fields = [one for one in found if one.field != DELETED]
        authors = _authors(fields)
        versions = tuple(self._version(author) for author in authors)
        rows = [self._known(kind, name, view, words, len(versions)) for name in (kind.date, "place")]
        rows += [self._difference(root, one, authors, words) for one in fields]
        title = str(view.fields.get(kind.title, "")) or session.t(kind.label)
        deletion = next((one for one in found if one.field == DELETED), None)
        return RecordConflict(
            root,
            kind.name,
            title,
            versions,
            tuple(one for one in rows if one is not None),
            "" if deletion is None or not deletion.values else self._said(deletion.values[0]),
        )

    def _version(self, author: Author) -> VersionView:
        choice = author.choice
        is_named = choice.device and not _is_number(choice.device)
        title = choice.device if is_named else choice.by or choice.device
        if choice.own:
            title = self._session.t(N_("Here"))
        second = self._said(choice)
        return VersionView(author.key, title, second.removeprefix(f"{title}, "))

    def _said(self, choice: Choice) -> str:
        at = CODECS["time"].parse(choice.at)
        when = self._session.formats.moment(moment(at)) if isinstance(at, int) else ""
        return ", ".join(part for part in (choice.by or choice.device, when) if part)

    @staticmethod
    def _known(
        kind: Kind, name: str, view: RecordView, words: ValueWords, count: int
    ) -> DifferenceView | None:
        """A field that all versions share, to tell which record it is."""
        if name not in kind.by_name or name in view.conflicts or not view.fields.get(name):
            return None
        text = words.text(kind.by_name[name], view.fields[name])
        return DifferenceView(f"={name}", words.label(kind.by_name[name]), (text,) * count)

    def _difference(
        self, root: str, one: ConflictView, authors: Sequence[Author], words: ValueWords
    ) -> DifferenceView:
        kind = self._kinds[one.kind]
        described = kind.by_name[one.field]
        texts = {key: words.text(described, choice.value) for key, choice in _keyed(one).items()}
        if len(set(texts.values())) < len(texts):
            # they differ in what words do not show, and must be told apart all the same
            texts = {key: f"{text} ({place})" for place, (key, text) in enumerate(texts.items(), 1)}
        fallback = self._views[one.record].fields.get(one.field) if one.record in self._views else None
        shown = words.text(described, fallback)
        label = words.label(described)
        if one.record != root:
            part = self._views.get(one.record)
            values = part.fields if part is not None else {}
            label = self._session.t(
                msg(N_("{part}: {field}"), part=words.part(kind, values), field=msg(described.label))
            )
        return DifferenceView(
            f"{one.record}/{one.field}",
            label,
            tuple(texts.get(author.key, shown) for author in authors),
            described.type in WRITTEN and not described.choices,
        )

    # --- what a person decides -----------------------------------------------------------------------

    def settle(self, root: str, taken: Mapping[str, tuple[str, str]], failed: Callable[[str], None]) -> None:
        """Write what was chosen: for each row a version’s key, or an empty key and another text.

        ``failed`` is called with words where a text cannot be read.
        """
        answers: list[Answer] = []
        for key, (version, text) in taken.items():
            record, _, name = key.partition("/")
            one = next(c for c in self._found[root] if c.record == record and c.field == name)
            if version:
                answers.append(Answer(record, name, _value(one, version, self._views.get(record))))
                continue
            read = _typed(self._kinds[one.kind].by_name[name], text)
            if isinstance(read, Refusal):
                failed(self._session.t(read.words))
                return
            answers.append(Answer(record, name, read))
        self._session.save(lambda: self._settling.settle(answers), lambda _changes: None)

    def settle_deletion(self, root: str, *, keep: bool) -> None:
        """Answer a proposed deletion."""
        conflicts = self._session.workspace.conflicts
        record = next(one.record for one in self._found[root] if one.field == DELETED)
        answer = KEEP if keep else DELETE
        self._session.save(lambda: conflicts.settle(record, DELETED, answer), lambda _changes: None)

    def put_off(self, root: str) -> None:
        """Decide later: the record stays in the count."""
        self.later |= {root}
        self.tell()

    def show_all(self) -> None:
        """Show those put off again."""
        if self.later:
            self.later = frozenset()
            self.tell()


@dataclass(frozen=True, slots=True)
class Author:
    """One column: a version by the key of who made it, and one of the values it consists of."""

    key: str
    choice: Choice


def _is_number(device: str) -> bool:
    """Whether a desk without a name is told by the start of its id."""
    return len(device) == 8 and all(letter in "0123456789abcdef" for letter in device)


def _keyed(one: ConflictView) -> dict[str, Choice]:
    """The values of a field by who gave them; a desk that was restored may have given two."""
    found: dict[str, Choice] = {}
    for choice in one.values:
        number = 0
        while (key := f"{choice.device}/{choice.by}/{number}") in found:
            number += 1
        found[key] = choice
    return found


def _authors(found: Sequence[ConflictView]) -> list[Author]:
    """The columns: everybody who gave one of the values, this desk first, then by time."""
    authors: dict[str, Author] = {}
    for one in found:
        for key, choice in _keyed(one).items():
            authors.setdefault(key, Author(key, choice))
    return sorted(authors.values(), key=lambda author: (not author.choice.own, author.choice.at))


def _value(one: ConflictView, version: str, view: RecordView | None) -> object:
    """The value of a version; of one that has none of its own, what the record shows."""
    choice = _keyed(one).get(version)
    if choice is not None:
        return choice.value
    return None if view is None else view.fields.get(one.field)


def _typed(described: Field, text: str) -> object:
    """A text of a person's own as the field's value, or why it cannot be read."""
    if described.type == "integer" and text.strip():
        return parse_integer(text)
    return text.strip() or None
