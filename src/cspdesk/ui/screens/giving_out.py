"""The section of the settings by which records leave the desk: what it means is said before each button."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from cspdesk.domain.text import N_
from cspdesk.presenters.giving_out import TRAIL, GivingOut
from cspdesk.presenters.session import Session
from cspdesk.services.handover_page import WARNING
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, Item, row
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.beginning import secret_editor

_LABEL = 170
_EVERYTHING = N_("Everything that this desk holds, readable without the program.")


class GivingOutSection:
    """Everything in open form, the audit trail, open data, and a desk for an inspector.

    ``items`` go into the column of the page: a wrapped text is given its height there alone.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._parent = parent
        self.paths: Paths = SystemPaths()
        self.session = session
        self.presenter = GivingOut(session)
        self._texts = {name: label("", "dim", wrap=True) for name in ("all", "trail", "open", "inspection")}
        self.naming = QCheckBox()
        self.everything = Button(icon="folder-open", pressed=self._on_everything)
        self.trail = Button(icon="file-text", pressed=self._on_trail)
        self.public = Button(icon="share-network", pressed=lambda: self._on_open_data("public"))
        self.donor = Button(icon="share-network", pressed=lambda: self._on_open_data("donor"))
        self.secret = FormRow("", secret_editor(), label_width=_LABEL)
        self.again = FormRow("", secret_editor(), label_width=_LABEL)
        self.secret.editor.edited.connect(self._show_advice)
        self.inspection = Button(icon="eye", pressed=self._on_inspection)
        self._done = Banner()
        self._notes = label("", "hint", wrap=True)
        self._fault = Banner()
        self.items: tuple[Item, ...] = (
            self._texts["all"],
            row(self.everything, self.naming, STRETCH, spacing=16),
            self._texts["open"],
            row(self.public, self.donor, STRETCH),
            self._texts["trail"],
            row(self.trail, STRETCH),
            self._texts["inspection"],
            self.secret,
            self.again,
            row(_LABEL + 12, self.inspection, STRETCH, spacing=0),
            self._done,
            self._notes,
            self._fault,
        )

    def show_state(self) -> None:
        """Show how the section stands, in the language of now."""
        t, presenter = self.session.t, self.presenter
        for name, words in (
            ("all", WARNING),
            ("open", N_("Open data by IATI: agreements, money and organisation. What is missing is named.")),
            ("trail", N_("Who changed what and when in money, with a script that proves it. Not encrypted.")),
            (
                "inspection",
                N_(
                    "An inspection desk has a passphrase of its own and can only be read: money, charter and"
                    " correspondence. Nothing of consultations is in it."
                ),
            ),
        ):
            self._texts[name].setText(" ".join([t(_EVERYTHING), t(words)]) if name == "all" else t(words))
        self.everything.set_words(t(N_("Everything in open form…")))
        self.naming.setText(t(N_("with what names people")))
        self.public.set_words(t(N_("For the public…")))
        self.donor.set_words(t(N_("For a donor…")))
        self.trail.set_words(t(N_("Audit trail…")))
        self.secret.set_text(t(N_("Its passphrase")))
        self.again.set_text(t(N_("Its passphrase again")))
        working = presenter.is_working
        self.inspection.set_words(t(N_("Being made…") if working else N_("Make an inspection desk…")))
        for button in (self.everything, self.trail, self.public, self.donor, self.inspection):
            button.setEnabled(not working)
        self._done.say(t(presenter.done) if presenter.done is not None else "", "good")
        self._notes.setText("\n".join(t(note) for note in presenter.notes))
        self._notes.setVisible(bool(presenter.notes))
        fault = presenter.fault
        parts = [] if fault is None else [fault.what, *([fault.hint] if fault.hint else [])]
        self._fault.say(" ".join(t(part) for part in parts), "bad")
        self._show_advice()

    def _show_advice(self) -> None:
        advice = self.presenter.advice_on(str(self.secret.editor.value() or ""))
        self.secret.set_help(self.session.t(advice) if advice is not None else "")

    # --- doing

    def _on_everything(self) -> None:
        folder = self.paths.folder(self._parent, self.session.t(N_("A new or empty folder for everything")))
        if folder is not None:
            self.presenter.write_everything(folder, naming=self.naming.isChecked())

    def _on_trail(self) -> None:
        path = self.paths.save(
            self._parent, self.session.t(N_("Where the audit trail shall lie")), suggested=TRAIL
        )
        if path is not None:
            self.presenter.write_trail(path)

    def _on_open_data(self, audience: str) -> None:
        folder = self.paths.folder(self._parent, self.session.t(N_("A folder for the open data")))
        if folder is not None:
            self.presenter.write_open_data(folder, audience)

    def _on_inspection(self) -> None:
        typed = [str(each.editor.value() or "") for each in (self.secret, self.again)]
        folder = self.paths.folder(
            self._parent, self.session.t(N_("A new or empty folder for the inspection desk"))
        )
        if folder is not None and self.presenter.make_inspection(folder, *typed):
            for each in (self.secret, self.again):
                each.editor.set_value(None)
