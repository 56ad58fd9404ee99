"""The Concerns page without glass: a period and filters, their picture, and where its numbers lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cspdesk.domain.periods import Period, period
from cspdesk.i18n.outlines import Outline
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session, touches
from cspdesk.services.concerns import BANDS, OUTSIDE, Concerns, Seen
from cspdesk.services.joint import SEXES, Filters, Joint, Nearest, PlaceLine
from cspdesk.services.outlines import Loaded, Outlines
from cspdesk.services.places import GroupingView, PlaceView
from cspdesk.services.results import Changes

MEASURES = ("sex", "age", "region", "weight")
"""What the ranking is broken down by; *weight* orders it by severity x breadth x trend."""
STEPS = ("half", "quarter")
KINDS = ("consultation", "participants", "concern", "idea", "place", "grouping")
PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class _Known:
    """The places that a picture can be narrowed to, and the districts that can be drawn."""

    regions: tuple[PlaceView, ...]
    groupings: tuple[GroupingView, ...]
    districts: tuple[Outline, ...]


class ConcernsPresenter(Observable):
    """What the Concerns page shows; asked again when consultations change."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self._session = session
        self._navigation = navigation
        self._concerns = Concerns(session.workspace.context)
        self._outlines = Outlines(session.workspace.context)
        self.span = period(str(session.clock.today().year))
        self.filters = Filters()
        self.step = STEPS[0]
        self.measure = MEASURES[0]
        self.level = "region"
        self.leaving = False
        """Whether the picture is shown as it leaves the desk."""
        self.audience = PUBLIC
        self.joint: Joint | None = None
        """The picture; None before the first answer."""
        self.place = ""
        """The region, district or grouping that is told of beneath the map."""
        self.asked: tuple[str, ...] = ()
        self.regions: tuple[PlaceView, ...] = ()
        self.groupings: tuple[GroupingView, ...] = ()
        self.district_outlines: tuple[Outline, ...] = ()
        self.is_default = True
        """Whether nobody chose the period yet."""
        self.copied: Joint | None = None
        """What was put on the clipboard last, or the refusal to."""
        self._seen: Seen | None = None
        self._question = 0
        self._stops = [session.on_changes(self._on_changes)]
        self._read_places()
        self.ask()

    def close(self) -> None:
        """Ask no more."""
        for stop in self._stops:
            stop()

    # --- what is asked -----------------------------------------------------------------------------

    def set_period(self, code: str) -> None:
        """Another period; an empty code goes back to this year."""
        self.is_default = not code
        self.span = period(code or str(self._session.clock.today().year))
        self.ask()

    def narrow(self, name: str, value: str) -> None:
        """Set a filter (region, grouping, theme, sex, band), or take it away with an empty value."""
        self.filters = replace(self.filters, **{name: value})
        self.ask()

    def set_place(self, value: str) -> None:
        """Narrow to a region (``region:3505000``), to a grouping (``grouping:rasht``), or to neither."""
        kind, _, code = value.partition(":")
        self.filters = replace(
            self.filters,
            region=code if kind == "region" else "",
            grouping=code if kind == "grouping" else "",
        )
        self.ask()

    def choose_theme(self, theme: str) -> None:
        """Follow one concern over the map and in time; the same again lets it go."""
        self.narrow("theme", "" if theme == self.filters.theme else theme)

    def set_step(self, step: str) -> None:
        """A course by half-years or by quarters."""
        self.step = step
        self.ask()

    def set_measure(self, measure: str) -> None:
        """Another breakdown of the ranking: nothing is asked anew for it."""
        self.measure = measure
        self.tell()

    def set_level(self, level: str) -> None:
        """A map of regions, or of districts."""
        self.level = level
        self.place = ""
        self.tell()

    def show_as_it_leaves(self, audience: str) -> None:
        """The picture as it leaves for an audience; with an empty text as it is."""
        self.leaving = bool(audience)
        if audience in OUTSIDE:
            self.audience = audience
        self.ask()

    def take_nearest(self, nearest: Nearest) -> None:
        """Choose the nearest selection that may leave."""
        self.span, self.filters, self.is_default = nearest.span, nearest.filters, False
        self.copied = None
        self.ask()

    def choose_place(self, code: str) -> None:
        """Tell of a place beneath the map."""
        self.place = code
        self.asked = ()
        self.tell()
        if code and not self.leaving:
            span = self.span

            def done(words: tuple[str, ...]) -> None:
                if (self.place, self.span) == (code, span):
                    self.asked = words
                    self.tell()

            self._session.read(lambda: self._concerns.asked(span, code), done)

    def ask(self) -> None:
        """Ask for the picture; the newest question is answered last."""
        self._question += 1
        question, span, filters = self._question, self.span, self.filters
        if self.leaving:
            audience = self.audience

            def found_out(joint: Joint) -> None:
                if question == self._question:
                    self._show(joint)

            # The lot of a first look is kept, which is a change of the desk.
            self._session.save(lambda: self._concerns.look_out(span, filters, audience), found_out)
            return
        seen, step, default = self._seen, self.step, self.is_default

        def work() -> tuple[Period, Joint, Seen]:
            joint, known = self._concerns.look(span, filters, step=step, seen=seen)
            if default and not joint.held:
                before, others = self._concerns.look(span.before(), filters, step=step)
                if before.held:
                    return span.before(), before, others
            return span, joint, known

        def found(answer: tuple[Period, Joint, Seen]) -> None:
            if question == self._question:
                self.span, joint, self._seen = answer
                self._show(joint)

        self._session.read(work, found)

    def _show(self, joint: Joint) -> None:
        self.joint = joint
        if self.place:
            self.choose_place(self.place)
        else:
            self.tell()

    def _on_changes(self, changes: Changes) -> None:
        if touches(changes, *KINDS):
            self._seen = None
            self._read_places()
            self.ask()

    # --- places --------------------------------------------------------------------------------------

    def _read_places(self) -> None:
        def work() -> _Known:
            return _Known(*self._concerns.places(), self._outlines.districts())

        def done(found: _Known) -> None:
            self.regions, self.groupings = found.regions, found.groupings
            self.district_outlines = found.districts
            if self.level == "district" and not self.district_outlines:
                self.level = "region"
            self.tell()

        self._session.read(work, done)

    def outlines(self) -> tuple[Outline, ...]:
        """The outlines of the map as it is now."""
        return self.district_outlines if self.level == "district" else self._outlines.regions()

    def load_outlines(self, untrusted_file: Path, told: Callable[[Loaded], None]) -> None:
        """Take districts from a file of the person's; ``told`` with what it came to."""

        def done(loaded: Loaded) -> None:
            self.level = "district"
            self._read_places()
            told(loaded)

        self._session.save(lambda: self._outlines.load(untrusted_file), done)

    def forget_outlines(self) -> None:
        """Show regions only again."""
        self._session.save(self._outlines.forget, lambda _done: self._read_places())

    @property
    def refused(self) -> Joint | None:
        """The picture that this selection does not give, where one was asked for that does not leave."""
        return next(
            (one for one in (self.copied, self.joint) if one is not None and one.refusal is not None), None
        )

    def series_keys(self, joint: Joint) -> tuple[str, ...]:
        """The keys of the series that the ranking shows: sexes, age bands, regions."""
        if self.measure == "region":
            return tuple(one.code for one in joint.regions if one.held)
        return {"sex": SEXES, "age": BANDS}.get(self.measure, ("weight",))

    def places(self) -> tuple[PlaceLine, ...]:
        """The lines of the places that the map shows."""
        if self.joint is None:
            return ()
        return self.joint.districts if self.level == "district" else self.joint.regions

    def told_place(self) -> PlaceLine | None:
        """The line of the place that is told of beneath the map."""
        if self.joint is None or not self.place:
            return None
        lines = (*self.joint.regions, *self.joint.groupings, *self.joint.districts)
        return next((one for one in lines if one.code == self.place), None)

    # --- where numbers lead --------------------------------------------------------------------------

    def open(
        self, *, theme: str = "", place: str = "", sex: str = "", band: str = "", span: str = ""
    ) -> None:
        """Open the consultations that a number counts: what is chosen here, and what the number adds to it.

        A printed number opens the same, for whoever holds the records.
        """
        filters = self.filters
        conditions = [("held_on", span or self.span.code), ("lifecycle!", "withdrawn")]
        conditions += [("place", one) for one in dict.fromkeys((filters.region, filters.grouping, place))]
        conditions += [("concerns.theme", theme)]
        conditions += [("participants.sex", one) for one in dict.fromkeys((filters.sex, sex))]
        conditions += [("participants.band", one) for one in dict.fromkeys((filters.band, band))]
        where = tuple((name, value) for name, value in conditions if value)
        self._navigation.open(Spot("consultations", where=where))

    # --- copying -------------------------------------------------------------------------------------

    def copy(self, done: Callable[[Joint], None]) -> None:
        """Ask for what may be copied: the picture as it leaves for the audience chosen last.

        ``done`` is called with it where this selection leaves; where it does not, ``copied`` says so.
        """
        span, filters, audience = self.span, replace(self.filters, theme=""), self.audience

        def found(joint: Joint) -> None:
            self.copied = joint
            if joint.refusal is None:
                done(joint)
            self.tell()

        self._session.save(lambda: self._concerns.look_out(span, filters, audience), found)

    def forget_copied(self) -> None:
        """The person has read what was copied, or why nothing was."""
        self.copied = None
        self.tell()
