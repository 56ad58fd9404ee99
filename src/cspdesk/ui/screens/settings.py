"""Settings: language and look, locking, passphrase, backups, and what this desk is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from cspdesk import __version__
from cspdesk.domain.text import N_, msg, plural
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.presenters.settings import LOCK_CHOICES, SettingsPresenter
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, readable, row
from cspdesk.ui.preferences import SCALES, THEMES
from cspdesk.ui.recordparts import facts
from cspdesk.ui.screens.beginning import secret_editor
from cspdesk.ui.screens.giving_out import GivingOutSection
from cspdesk.ui.screens.screen import Screen
from cspdesk.ui.wishes import Wishes

_THEME_WORDS = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
_LABEL = 170


class SettingsScreen(Screen):
    """One page of sections; everything holds at once, nothing needs a button but what is slow."""

    def __init__(self, wishes: Wishes, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.presenter = SettingsPresenter(session)
        self._wishes = wishes
        self._preferences = wishes.preferences
        self._title = label("", "title")
        self._done = Banner()
        self.languages = Segments([(one.code, one.own_name) for one in LANGUAGES], name="")
        self.languages.chosen.connect(wishes.language_chosen)
        self.themes = Segments([(theme, "") for theme in THEMES], name="")
        self.themes.chosen.connect(self._on_theme)
        self.scales = Segments([(str(scale), f"{scale} %") for scale in SCALES], name="")
        self.scales.chosen.connect(self._on_scale)
        self.minutes = Segments([(str(one), "") for one in LOCK_CHOICES], name="")
        self.minutes.chosen.connect(self._on_minutes)
        self.old = FormRow("", secret_editor(), label_width=_LABEL)
        self.new = FormRow("", secret_editor(), label_width=_LABEL)
        self.again = FormRow("", secret_editor(), label_width=_LABEL)
        self.new.editor.edited.connect(self._show_advice)
        self.change = Button(pressed=self._on_change)
        self.back_up = Button(icon="shield-check", pressed=self._on_back_up)
        self.back_up_to = Button(icon="folder-open", pressed=self._on_back_up_to)
        self._last = label("", "dim", wrap=True)
        self._fault = Banner()
        self._headings = {
            key: SectionHeading("") for key in ("look", "lock", "passphrase", "backup", "out", "desk")
        }
        self._labels = {key: label("", "dim", wrap=True) for key in ("language", "theme", "scale", "minutes")}
        self._desk_place = column()
        self.giving_out = GivingOutSection(session, self)
        self._build()
        self.until_closed(self.giving_out.presenter.listen(self.giving_out.show_state))
        self.until_closed(self.presenter.listen(self.show_state))
        self.show_state()

    def _build(self) -> None:
        heads = self._headings
        inner = QWidget()
        inner.setLayout(
            column(
                self._title,
                self._done,
                heads["look"],
                self._line("language", self.languages),
                self._line("theme", self.themes),
                self._line("scale", self.scales),
                10,
                heads["lock"],
                self._line("minutes", self.minutes),
                10,
                heads["passphrase"],
                self.old,
                self.new,
                self.again,
                self._fault,
                row(_LABEL + 12, self.change, STRETCH, spacing=0),
                10,
                heads["backup"],
                self._last,
                row(self.back_up, self.back_up_to, STRETCH),
                10,
                heads["out"],
                *self.giving_out.items,
                10,
                heads["desk"],
                self._desk_place,
                STRETCH,
                spacing=12,
            )
        )
        body = QWidget()
        body.setLayout(column(readable(inner, 104), margins=(28, 20, 24, 24)))
        self.setLayout(column(VScroll(body), spacing=0))

    def _line(self, key: str, widget: QWidget) -> QWidget:
        held = QWidget()
        caption = self._labels[key]
        held.setLayout(column(caption, row(widget, STRETCH), spacing=4))
        return held

    def arrive(self, spot: Spot) -> None:
        self.presenter.ask()

    # --- showing

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        self._title.setText(t(N_("Settings")))
        for key, words in (
            ("look", N_("Language and look")),
            ("lock", N_("Locking")),
            ("passphrase", N_("Passphrase")),
            ("backup", N_("Backup")),
            ("out", N_("Giving records out")),
            ("desk", N_("This desk")),
        ):
            self._headings[key].set_text(t(words))
        for key, words in (
            ("language", N_("Language")),
            ("theme", N_("Colours")),
            ("scale", N_("Size of text")),
            ("minutes", N_("Locks itself when left alone for")),
        ):
            self._labels[key].setText(t(words))
        self.languages.choose(self.session.language)
        self.languages.setAccessibleName(t(N_("Language")))
        self.themes.set_words([t(_THEME_WORDS[theme]) for theme in THEMES], t(N_("Colours")))
        self.themes.choose(self._preferences.theme)
        self.scales.setAccessibleName(t(N_("Size of text")))
        self.scales.choose(str(self._preferences.scale))
        minutes = [t(plural(N_("{n} minute"), N_("{n} minutes"), one)) for one in LOCK_CHOICES]
        self.minutes.set_words(minutes, t(N_("Locks itself when left alone for")))
        self.minutes.choose(str(self.session.lock_minutes))
        self.old.set_text(t(N_("Passphrase of now")))
        self.new.set_text(t(N_("New passphrase")))
        self.again.set_text(t(N_("New passphrase again")))
        self.change.set_words(
            t(N_("Being changed…") if presenter.is_working else N_("Change the passphrase"))
        )
        self.back_up.set_words(t(N_("Back up now")))
        self.back_up_to.set_words(t(N_("Back up to a disk or stick…")))
        for button in (self.change, self.back_up, self.back_up_to):
            button.setEnabled(not presenter.is_working)
        self._done.say(t(presenter.done) if presenter.done is not None else "", "good")
        self._show_fault()
        self._show_backups()
        self._show_desk()
        self._show_advice()
        self.giving_out.show_state()

    def _show_fault(self) -> None:
        fault, t = self.presenter.fault, self.session.t
        parts = [] if fault is None else [fault.what, *([fault.hint] if fault.hint else [])]
        self._fault.say(" ".join(t(part) for part in parts), "bad")

    def _show_backups(self) -> None:
        t, formats = self.session.t, self.session.formats
        if not self.presenter.backups:
            self._last.setText(t(N_("No backup yet.")))
            return
        newest = self.presenter.backups[-1]
        count = len(self.presenter.backups)
        words = plural(
            N_("{n} backup on this laptop, the newest of {moment}, {size}."),
            N_("{n} backups on this laptop, the newest of {moment}, {size}."),
            count,
            moment=newest.made,
            size=formats.file_size(newest.size),
        )
        self._last.setText(t(words))

    def _show_desk(self) -> None:
        t, whose = self.session.t, self.session.whose
        empty_out(self._desk_place)
        pairs = [
            (t(N_("Organisation")), whose.organisation),
            (t(N_("Person")), whose.person),
            (t(N_("Folder")), str(self.session.workspace.desk.folder)),
            (t(N_("Version")), __version__),
        ]
        if self.presenter.is_inspection:
            readable_only = t(N_("to be read only; nothing of consultations is in it"))
            pairs.insert(0, (t(N_("Inspection desk")), readable_only))
        self._desk_place.addWidget(facts([(name, value) for name, value in pairs if value]))

    def _show_advice(self) -> None:
        advice = self.presenter.advice_on(str(self.new.editor.value() or ""))
        self.new.set_help(self.session.t(advice) if advice is not None else "")

    # --- doing

    def _on_theme(self, theme: str) -> None:
        self._preferences.theme = theme

    def _on_scale(self, scale: str) -> None:
        self._preferences.scale = int(scale)

    def _on_minutes(self, minutes: str) -> None:
        self.presenter.set_lock_minutes(int(minutes))

    def _on_change(self) -> None:
        texts = [str(each.editor.value() or "") for each in (self.old, self.new, self.again)]
        self.presenter.change_passphrase(*texts)
        if self.presenter.fault is None:
            for each in (self.old, self.new, self.again):
                each.editor.set_value(None)

    def _on_back_up(self) -> None:
        self.presenter.back_up()

    def _on_back_up_to(self) -> None:
        title = self.session.t(msg(N_("Where the backup shall lie")))
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self.presenter.back_up(Path(chosen))

    def take_keyboard(self) -> None:
        self.languages.setFocus(Qt.FocusReason.OtherFocusReason)
