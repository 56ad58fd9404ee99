"""The own layouts of the report that is chosen: the list, and what is done about it in the background."""

from __future__ import annotations

from pathlib import Path

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.session import Session
from cspdesk.presenters.slow_work import SlowWork
from cspdesk.services.layouts import Layout, Layouts


class ReportLayouts(SlowWork):
    """Follows the report that is chosen; told when the list, or what was done last, is another."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._layouts = Layouts(session.workspace.context, session.workspace.records)
        self.kind = ""
        """The report; empty for one that has no own layouts."""
        self.about = ""
        self.every: tuple[Layout, ...] = ()
        self.chosen = ""
        """The name of the layout that the report is made on; empty for the program's own."""
        self._asked = 0

    def follow(self, kind: str, about: str) -> None:
        """Another report, or another agreement, is chosen."""
        if (kind, about) == (self.kind, self.about):
            return
        if kind != self.kind:
            self.chosen = ""
            self.forget()
        self.kind, self.about, self.every = kind, about, ()
        self.ask()

    def ask(self) -> None:
        """Read the list: each file is looked over."""
        self._asked += 1
        asked, kind, about = self._asked, self.kind, self.about
        if not kind:
            self._take(())
            return

        def found(every: tuple[Layout, ...]) -> None:
            if asked == self._asked:
                self._take(every)

        self.session.background.run(
            lambda: self._layouts.list(kind, about), found, self.session.fail, lane="slow"
        )

    def _take(self, every: tuple[Layout, ...]) -> None:
        self.every = every
        if self.chosen not in {one.name for one in self.fitting}:
            self.chosen = ""
        self.tell()

    @property
    def fitting(self) -> tuple[Layout, ...]:
        """Those that the report can be made on."""
        return tuple(one for one in self.every if one.problem is None)

    @property
    def form(self) -> str:
        """The format of the layout that is chosen; empty for the program's own, which has every one."""
        return next((one.form for one in self.fitting if one.name == self.chosen), "")

    def choose(self, name: str) -> None:
        """Make the report on this one from now on."""
        self.chosen = name
        self.tell()

    def told(self, one: Layout) -> Msg:
        """What is said of a layout in the list."""
        if one.problem is not None:
            return one.problem
        return plural(N_("{n} field"), N_("{n} fields"), len(one.fields))

    # --- what is done ------------------------------------------------------------------------------

    def add(self, path: Path) -> None:
        """Look a file over and keep it as a layout."""
        kind, about = self.kind, self.about

        def added(made: Layout) -> None:
            self.chosen = made.name
            self.done = plural(
                N_("{name} is kept; {n} field of it was checked."),
                N_("{name} is kept; {n} fields of it were checked."),
                len(made.fields),
                name=made.name,
            )
            self.ask()

        self._run(lambda: self._layouts.add(kind, about, path), added)

    def remove(self, one: Layout) -> None:
        """Take a layout away."""

        def removed(_nothing: None) -> None:
            self.done = msg(N_("{name} is removed. What was filed on it stays."), name=one.name)
            self.ask()

        self._run(lambda: self._layouts.remove(one), removed)

    def write_starting(self, out: Path, language: str) -> None:
        """Write the program's own layout, to be changed."""
        kind = self.kind
        self._run(lambda: self._layouts.write_starting(kind, out, language).path, self._written)

    def write_fields(self, out: Path, language: str) -> None:
        """Write the list of fields."""
        kind = self.kind
        self._run(lambda: self._layouts.write_fields(kind, out, language), self._written)

    def _written(self, path: Path) -> None:
        self.done = msg(N_("Saved: {name}."), name=path.name)
