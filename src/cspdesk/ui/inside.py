"""An open desk in the window: its session, its navigation and its shell, made and ended together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import N_, Msg
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import TAJIK, find_language
from cspdesk.presenters.background import Background
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.services import backups, founding, sample
from cspdesk.services.unlocking import ARGON2ID, Derivation, advice_on, check_passphrase, is_desk
from cspdesk.services.workspace import Workspace
from cspdesk.ui.places import PLACES, hidden_places
from cspdesk.ui.screens.screen import Place
from cspdesk.ui.shell import Shell
from cspdesk.ui.wishes import Wishes

SAMPLE_PASSPHRASE = "sample"  # noqa: S105 - protects nothing: its records are invented
SAMPLE_ORGANISATION = N_("Chashma (sample)")
SAMPLE_PERSON = N_("Manizha")


class Everything:
    """See ``behind.Loaded``."""

    def verbs(self, clock: Clock, ids: Ids, kdf: Derivation | None) -> DeskVerbs:
        return DeskVerbs(clock, ids, kdf or ARGON2ID)

    def inside(
        self,
        workspace: Workspace,
        background: Background,
        wishes: Wishes,
        clock: Clock,
        words: Translator,
        spot: Spot,
    ) -> OpenDesk:
        return OpenDesk(workspace, background, wishes, clock, words, spot)


class DeskVerbs:
    """Opens and makes desks with the services; see ``entrance.Verbs``."""

    def __init__(self, clock: Clock, ids: Ids, kdf: Derivation) -> None:
        self._clock, self._ids, self._kdf = clock, ids, kdf

    def unlock(self, folder: Path, passphrase: str) -> Workspace:
        unlocked = check_passphrase(folder, passphrase, kdf=self._kdf)
        workspace = Workspace.open_unlocked(folder, unlocked, clock=self._clock, ids=self._ids)
        workspace.desk.raise_cost(passphrase, kdf=self._kdf)
        return workspace

    @staticmethod
    def advice_on(passphrase: str) -> Msg | None:
        return advice_on(passphrase)

    def begin(
        self, folder: Path, passphrase: str, *, organisation: str, person: str, language: str
    ) -> Workspace:
        return founding.found(
            folder,
            passphrase,
            organisation=organisation,
            person=person,
            language=language,
            clock=self._clock,
            ids=self._ids,
            kdf=self._kdf,
        )

    def join(self, folder: Path, passphrase: str, *, person: str, language: str) -> Workspace:
        return founding.found_waiting(
            folder,
            passphrase,
            person=person,
            language=language,
            clock=self._clock,
            ids=self._ids,
            kdf=self._kdf,
        )

    def bring_back(self, backup: Path, into: Path, passphrase: str) -> Workspace:
        backups.restore(into, str(backup), into, passphrase, clock=self._clock, ids=self._ids, kdf=self._kdf)
        return Workspace.open(into, passphrase, clock=self._clock, ids=self._ids, kdf=self._kdf)

    def sample(self, folder: Path, *, language: str) -> Workspace:
        if is_desk(folder):
            return Workspace.open(folder, SAMPLE_PASSPHRASE, clock=self._clock, ids=self._ids, kdf=self._kdf)
        words = translator(find_language(language) or TAJIK)
        workspace = self.begin(
            folder,
            SAMPLE_PASSPHRASE,
            organisation=words.t(SAMPLE_ORGANISATION),
            person=words.t(SAMPLE_PERSON),
            language=language,
        )
        sample.fill(workspace, words, self._clock.today())
        return workspace


class OpenDesk:
    """See ``behind.Inside``."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        wishes: Wishes,
        clock: Clock,
        words: Translator,
        spot: Spot,
        places: Sequence[Place] = PLACES,
    ) -> None:
        self.session = Session(workspace, background, clock, words)
        waits = workspace.coalition.roster().waiting
        self.navigation = Navigation(Spot("joining") if waits else spot)
        self.shell = Shell(self.session, self.navigation, (*places, *hidden_places(wishes, waits=waits)))
        self.shell.lock_asked.connect(wishes.lock_asked)
        self.shell.language_chosen.connect(wishes.language_chosen)

    @property
    def widget(self) -> QWidget:
        return self.shell

    @property
    def lock_minutes(self) -> int:
        return self.session.lock_minutes

    @property
    def organisation(self) -> str:
        return self.session.whose.organisation

    @property
    def spot(self) -> Spot:
        return self.navigation.spot

    def tell(self, trouble: CspdeskError) -> None:
        self.session.trouble = trouble
        self.session.tell()

    def speak(self, words: Translator) -> None:
        self.session.speak(words)
        self.shell.speak()

    def close(self) -> None:
        self.shell.close_now()
        self.session.close()
