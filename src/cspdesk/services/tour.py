"""The main job, played on the sample from end to end: two desks, one stick, a conflict, the digest.

The play knows no window.  It tells, station by station, what a person would now look at; whoever plays
it may take a picture there.  Everything it makes stays in one folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.services import founding, sample
from cspdesk.services.reporting import FORMATS, Reporting
from cspdesk.services.unlocking import ARGON2ID, Derivation
from cspdesk.services.workspace import Workspace
from cspdesk.store import files

PASSPHRASE = "a tour of invented records"  # noqa: S105 - it protects nothing but the sample
OFFICE, FIELD, STICK, REPORTS, PICTURES = "desk-office", "desk-field", "stick", "reports", "pictures"


@dataclass(frozen=True, slots=True)
class Station:
    """A moment worth a look: what was done, and where in the window it shows."""

    key: str
    told: Msg
    workspace: Workspace
    place: str = ""
    record: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the tour made."""

    name: str
    language: str
    audience: str


@dataclass
class Tour:
    """One playing of the tour in a folder that is new or empty."""

    folder: Path
    words: Translator
    clock: Clock
    ids: Ids
    kdf: Derivation = ARGON2ID
    papers: list[Paper] = field(default_factory=list)
    bundles: int = 0
    _open: list[Workspace] = field(default_factory=list)

    def play(self) -> Iterator[Station]:
        """Play everything; the desks are closed when the iteration ends, however it ends."""
        self._demand_empty()
        try:
            yield from self._play()
        finally:
            for workspace in self._open:
                workspace.close()

    def keep(self, name: str, content: bytes) -> Path:
        """Write something that a door made of the tour, such as a picture, into its folder."""
        path = self.folder / name
        files.write_whole(path, content)
        return path

    def _demand_empty(self) -> None:
        if files.exists(self.folder) and files.listing(self.folder):
            raise RefusedError(
                msg(N_("The folder {folder} is not empty."), folder=str(self.folder)),
                hint=msg(N_("Name a new folder for the tour.")),
            )
        files.make_folder(self.folder)
        for name in (STICK, REPORTS, PICTURES):
            files.make_folder(self.folder / name)

    def _play(self) -> Iterator[Station]:
        office = self._found()
        first = office.records.list("consultation", limit=1).records[0].id
        told = msg(N_("A new desk with the sample: 24 consultations in six groupings."))
        yield Station("today", told, office, "today")
        yield Station(
            "consultations", msg(N_("Consultations, found as one types.")), office, "consultations", first
        )
        yield Station(
            "listening",
            msg(N_("What people say, typed as they say it.")),
            office,
            "consultations",
            first,
            "edit",
        )
        yield Station(
            "concerns",
            msg(N_("The joint picture, each number open to what is behind it.")),
            office,
            "concerns",
        )
        yield Station("recommendations", msg(N_("What is asked of authorities.")), office, "recommendations")
        yield Station("activities", msg(N_("What is done about it.")), office, "activities")
        yield Station("funds", msg(N_("The money that came for it.")), office, "funds")
        outside = self._join(office)
        yield Station(
            "joined",
            msg(N_("A second desk joins by two files and twelve digits each way.")),
            outside,
            "today",
        )
        self._edit_both(office, outside, first)
        self._carry(outside, office)
        yield Station(
            "conflict",
            msg(N_("Both desks changed one title: shown side by side, nothing lost.")),
            office,
            "exchange",
        )
        waiting = office.conflicts.list()[0]
        office.conflicts.settle(waiting.record, waiting.field, waiting.values[0].value)
        self._carry(office, outside)
        self._carry(outside, office)
        yield Station("settled", msg(N_("Settled once, and the other desk knows.")), office, "exchange")
        self._report(office)
        yield Station(
            "reports",
            msg(N_("The regional digest, in three languages and three formats.")),
            office,
            "reports",
        )
        yield Station("coalition", msg(N_("Who belongs, with which roles.")), office, "coalition")

    def _found(self) -> Workspace:
        t = self.words.t
        office = founding.found(
            self.folder / OFFICE,
            PASSPHRASE,
            organisation=t(N_("Chashma (sample)")),
            person=t(N_("Manizha")),
            language=self.words.language.code,
            clock=self.clock,
            ids=self.ids,
            kdf=self.kdf,
        )
        self._open.append(office)
        sample.fill(office, self.words, self.clock.today())
        return office

    def _join(self, office: Workspace) -> Workspace:
        outside = founding.found_waiting(
            self.folder / FIELD,
            PASSPHRASE,
            person=self.words.t(N_("Daler")),
            language=self.words.language.code,
            clock=self.clock,
            ids=self.ids,
            kdf=self.kdf,
        )
        self._open.append(outside)
        stick = self.folder / STICK
        digits = outside.coalition.request(stick / "request")
        answer = office.coalition.enrol(
            stick / "request",
            digits,
            ["field", "coordinator"],
            stick / "welcome",
            name=self.words.t(N_("Daler")),
        )
        outside.coalition.welcome(stick / "welcome", answer)
        self._carry(office, outside)
        return outside

    def _edit_both(self, office: Workspace, outside: Workspace, record: str) -> None:
        """Both desks change the same title, neither knowing of the other."""
        for workspace, ending in (
            (office, N_("{title}, at the office")),
            (outside, N_("{title}, from the field")),
        ):
            shown = workspace.records.show(record)
            title = self.words.t(msg(ending, title=str(shown.fields["title"])))
            workspace.records.set(record, {"title": title}, seen=shown.token)

    def _carry(self, one: Workspace, other: Workspace) -> None:
        """One desk writes to the stick, the other takes what lies there."""
        stick = self.folder / STICK
        self.bundles += len(one.exchange.exchange_folder(stick).made)
        self.bundles += len(other.exchange.exchange_folder(stick).made)

    def _report(self, office: Workspace) -> None:
        span = sample.half_years(self.clock.today())[0].code
        reporting = Reporting(office.context)
        for language in LANGUAGES:
            for audience in ("organisation", "public"):
                for form in FORMATS:
                    name = f"digest-{span}-{audience}-{language.code}.{form}"
                    reporting.make(
                        "digest",
                        span=span,
                        language=language.code,
                        audience=audience,
                        out=self.folder / REPORTS / name,
                    )
                    self.papers.append(Paper(name, language.code, audience))
            name = f"consultation-form-{language.code}.pdf"
            reporting.blank("consultation", language=language.code, out=self.folder / REPORTS / name)
            self.papers.append(Paper(name, language.code, ""))


def speaker(code: str) -> Translator:
    """The translator of a language by its code; Tajik where it is not known."""
    return translator(next((one for one in LANGUAGES if one.code == code), LANGUAGES[0]))
