"""Reports: pick, period, audience, language at the left; the document as it will be printed at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from cspdesk.domain.text import N_, msg, plural
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.report_question import BLANK
from cspdesk.presenters.reports import INSIDE, ReportsPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.money_reports.unchanged import told as told_of
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.combo import Combo
from cspdesk.ui.kit.due import CheckList, CheckView
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, hairline, panel, row
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.look import theme
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.report_layouts import ReportLayoutsSection
from cspdesk.ui.screens.report_preview import ReportPreview
from cspdesk.ui.screens.screen import Screen

_ICONS = {"docx": "file-text", "xlsx": "table", "pdf": "file-pdf"}
_LIST, _LIST_NARROW = 300, 284
MOST_TOLD = 6
"""How many sentences about a file stand in its banner; the command line tells all."""
_CHOICES = ("report", "about", "kind", "audience", "span")


class ReportsScreen(Screen):
    """The seventh place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.paths: Paths = SystemPaths()
        self._look = theme.current()
        self.presenter = ReportsPresenter(session, navigation)
        self.until_closed(self.presenter.listen(self.show_state))
        self.until_closed(self.presenter.close)
        self._build_choices()
        self._build_sheet()
        self.panes = Panes(self._pane, self._sheet, back="", list_width=_LIST, list_narrow=_LIST_NARROW)
        self.setLayout(column(self.panes, spacing=0))
        self._look.dress(self._arrange)
        self.show_state()

    def _build_choices(self) -> None:
        self._title = label("", "title")
        self._captions = {name: label("", "caption") for name in (*_CHOICES, "language", "reason")}
        self.choices = {name: Combo() for name in _CHOICES}
        for name, box in self.choices.items():
            self._captions[name].setBuddy(box)
            box.activated.connect(self._chooser(name, box))
        self.language = Segments([(one.code, one.own_name) for one in LANGUAGES], name="")
        self.language.chosen.connect(lambda code: self.presenter.choose(language=code))
        self._missing_heading = SectionHeading("")
        self.missing = CheckList(name="")
        self.missing.opened.connect(self._on_missing)
        self._freezes = Banner("")
        self._note = label("", "hint", wrap=True)
        self.preview = Button(kind="primary", pressed=self._on_preview)
        fields: list[QWidget] = []
        for name, box in self.choices.items():
            held = QWidget()
            held.setLayout(column(self._captions[name], box, spacing=4))
            fields.append(held)
            # A long name of an agreement must not widen the pane.
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fields = dict(zip(_CHOICES, fields, strict=True))
        self.reason = QLineEdit()
        self.reason.textEdited.connect(self._on_reason)
        self._captions["reason"].setBuddy(self.reason)
        self.file_it = Button(icon="lock-simple", pressed=self.file)
        self.verify_it = Button(
            kind="link", pressed=self.verify
        )  # the words of another kind are cut in Tajik
        self.layouts = ReportLayoutsSection(
            self.session, self.presenter.layouts, lambda: self.paths, lambda: self.presenter.language
        )
        self.until_closed(self.presenter.layouts.listen(self._show_layouts))
        self._filing = panel(column(self._captions["reason"], self.reason, self.file_it, spacing=4))
        inner = column(
            self._title,
            4,
            *fields,
            column(self._captions["language"], self.language, spacing=4),
            self.preview,
            hairline(),
            self._missing_heading,
            self.missing,
            self._freezes,
            self._filing,
            self.layouts,
            STRETCH,
            self.verify_it,
            self._note,
            spacing=12,
            margins=(20, 16, 20, 16),
        )
        self._pane = panel(column(VScroll(panel(inner)), spacing=0), "pane")

    def _build_sheet(self) -> None:
        self._pages = label("", "hint")
        self.formats: dict[str, Button] = {}
        for name in self.presenter.formats():
            made = Button(name.upper(), icon=_ICONS[name], pressed=self._maker(name))
            self.formats[name] = made
        self._save_as = label("", "dim")
        head = row(
            self._pages, STRETCH, self._save_as, *self.formats.values(), spacing=8, margins=(20, 10, 20, 10)
        )
        self.made = Banner("")
        self.made.link_pressed.connect(self.presenter.forget_made)
        self._made_place = panel(column(self.made, margins=(20, 8, 20, 8)))
        self.shown = ReportPreview(self.presenter)
        self.shown.rearranged.connect(self._arrange)
        self.until_closed(self.shown.release)
        self._sheet = panel(
            column(
                panel(head),
                hairline(),
                self._made_place,
                (self.shown, 1),
                spacing=0,
            )
        )

    # --- showing -----------------------------------------------------------------------------------

    def arrive(self, spot: Spot) -> None:
        for name, value in spot.where:
            if name in (*_CHOICES, "language"):
                self.presenter.choose(**{name: value})
        self.presenter.arrive()

    def leave(self) -> None:
        self.presenter.leave()

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        self._title.setText(t(N_("Reports")))
        is_blank = presenter.report == BLANK
        captions = {
            "report": N_("Report"),
            "kind": N_("Form"),
            "audience": N_("For"),
            "span": N_("Period"),
            "language": N_("Language"),
            "about": N_("Agreement") if presenter.about_what == "agreement" else N_("Receipt"),
            "reason": N_("Reason of the correction"),
        }
        for name, caption in self._captions.items():
            caption.setText(t(captions[name]))
        self.language.setAccessibleName(t(N_("Language")))
        self.language.choose(presenter.language)
        formats = self.session.formats
        self._fill("report", [(key, t(words)) for key, words in presenter.reports()], presenter.report)
        self._fill("kind", [(key, t(words)) for key, words in presenter.kinds()], presenter.kind)
        self._fill("audience", [(key, t(words)) for key, words in presenter.audiences()], presenter.audience)
        spans = [(one.code, formats.period(one.first, one.last)) for one in presenter.spans()]
        if presenter.span.code not in dict(spans):
            spans.insert(0, (presenter.span.code, formats.period(presenter.span.first, presenter.span.last)))
        self._fill("span", spans, presenter.span.code)
        self._fill("about", [(one.id, one.words) for one in presenter.subjects], presenter.about)
        for name, box in self.choices.items():
            box.setAccessibleName(t(captions[name]))
        self.reason.setAccessibleName(t(captions["reason"]))
        self._fields["about"].setVisible(bool(presenter.about_what))
        self._fields["kind"].setVisible(is_blank)
        self._fields["audience"].setVisible(not is_blank)
        self._fields["span"].setVisible(not is_blank)
        self.preview.set_words(t(N_("Show the preview")))
        self.verify_it.set_words(t(N_("Check a filed report…")))
        self.verify_it.setVisible(presenter.is_money)
        self.preview.setVisible(self.panes.is_single)
        self._show_missing()
        self._show_sheet()
        self._show_layouts()

    def _show_layouts(self) -> None:
        self.layouts.show_state()
        self._show_formats()

    def _show_formats(self) -> None:
        presenter, is_ready = self.presenter, self.presenter.prepared is not None
        for name, button in self.formats.items():
            button.setEnabled(is_ready and presenter.can_be(name) and not presenter.is_working)

    def _fill(self, name: str, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        box = self.choices[name]
        now = [(str(box.itemData(at)), box.itemText(at)) for at in range(box.count())]
        if now != list(choices):
            box.clear()
            for key, words in choices:
                box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _show_missing(self) -> None:
        t, presenter = self.session.t, self.presenter
        lacks = presenter.lacks
        self._missing_heading.set_text(t(N_("Missing")))
        self._missing_heading.set_count(self.session.formats.integer(len(lacks)) if lacks else "")
        self._missing_heading.setVisible(bool(lacks))
        self.missing.setVisible(bool(lacks))
        self.missing.tell(
            [
                CheckView(str(at), t(one.words), "circle-dashed", "warn", link=t(N_("Open them")))
                for at, one in enumerate(lacks)
            ]
        )
        freezes = presenter.freezes
        names = self.session.formats.listed(
            [self.session.formats.period(one.first, one.last) for one in freezes]
        )
        told = plural(
            N_("Making it freezes the numbers of {periods} for good."),
            N_("Making it freezes the numbers of {periods} for good."),
            len(freezes),
            periods=names,
        )
        self._freezes.say(t(told) if freezes else "", "warn", icon="lock-simple")
        self._show_filing()
        if presenter.report == BLANK:
            self._note.setText(t(N_("To fill in by hand, where no laptop can go.")))
        elif presenter.is_money:
            self._note.setText(self._filed_words())
        elif presenter.audience in INSIDE:
            self._note.setText(t(N_("Exact numbers: this document stays in your organisation.")))
        else:
            self._note.setText(t(N_("Numbers are rounded by lot to protect people; sums agree.")))

    def _show_filing(self) -> None:
        """Filing: only what lacks nothing; what was filed is corrected with a reason."""
        t, presenter = self.session.t, self.presenter
        filed = presenter.filed_version
        self._filing.setVisible(presenter.can_be_filed)
        for part in (self._captions["reason"], self.reason):
            part.setVisible(bool(filed))
        if self.reason.text() != presenter.reason:
            self.reason.setText(presenter.reason)
        self.file_it.set_words(t(N_("File a correction")) if filed else t(N_("File this report")))
        reasoned = not filed or bool(presenter.reason.strip())
        self.file_it.setEnabled(reasoned and not presenter.is_working)

    def _filed_words(self) -> str:
        t, presenter = self.session.t, self.presenter
        if presenter.filed_version:
            return t(msg(N_("Filed, as version {version}."), version=presenter.filed_version))
        return t(N_("Filing freezes it with its figures and a fingerprint, for good."))

    def _show_sheet(self) -> None:
        t, presenter = self.session.t, self.presenter
        count = len(presenter.pages)
        if presenter.is_working:
            self._pages.setText(t(N_("Being drawn…")))
        else:
            self._pages.setText(t(plural(N_("{n} page"), N_("{n} pages"), count)) if count else "")
        self._save_as.setText(t(N_("Save as")))
        for name, button in self.formats.items():
            button.setAccessibleName(t(msg(N_("Save as {format}"), format=name.upper())))
        made, filed = presenter.made, presenter.filed
        verified = presenter.verified
        self._made_place.setVisible(not (made is None and filed is None and verified is None))
        if verified is not None:
            shown = [t(line) for line in told_of(verified)]
            words = " ".join(shown[:MOST_TOLD]) + (" …" if len(shown) > MOST_TOLD else "")
            self.made.say(words, "good" if verified.holds else "bad", link=t(N_("Close")))
        elif filed is not None:
            frozen = N_("Filed, as version {version}. Fingerprint {fingerprint}.")
            saying = msg(frozen, version=filed.version, fingerprint=filed.fingerprint)
            self.made.say(t(saying), "good", link=t(N_("Close")))
        elif made is None:
            self.made.say("")
        else:
            said = msg(
                N_("Saved: {name}. Fingerprint {fingerprint}."),
                name=made.path.name,
                fingerprint=made.fingerprint.upper(),
            )
            self.made.say(t(said), "good", link=t(N_("Close")))
        self.shown.show_state()

    def leave_part(self) -> bool:
        """Esc: close what is behind a figure."""
        return self.shown.shut() or super().leave_part()

    def _arrange(self) -> None:
        """Beside the choices, the pages and what is behind a figure there is no room in a narrow window."""
        if not self.panes.is_single:
            narrow = self._look.is_narrow(self.window().width())
            self._pane.setVisible(not narrow or self.presenter.figures.behind.figure is None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- what a person does --------------------------------------------------------------------------

    def _chooser(self, name: str, box: QComboBox) -> Callable[[int], None]:
        def chosen(at: int) -> None:
            self.presenter.choose(**{name: str(box.itemData(at))})

        return chosen

    def _maker(self, format: str) -> Callable[[], None]:
        return lambda: self.make(format)

    def make(self, format: str) -> None:
        """Ask where to, and write the file."""
        t = self.session.t
        title = t(msg(N_("Save as {format}"), format=format.upper()))
        out = self.paths.save(
            self, title, suggested=self.presenter.suggested(format), kinds=f"{format.upper()} (*.{format})"
        )
        if out is not None:
            self.presenter.make(out, format)

    def file(self) -> None:
        """Ask for the folder, and file the report."""
        out = self.paths.folder(self, self.session.t(N_("Folder for the files of the report")))
        if out is not None:
            self.presenter.file(out)

    def verify(self) -> None:
        """Ask for a file, and say whether it is a report as it was filed."""
        t = self.session.t
        kinds = "PDF, DOCX, XLSX (*.pdf *.docx *.xlsx)"
        path = self.paths.open(self, t(N_("Check a filed report…")), kinds=kinds)
        if path is not None:
            self.presenter.verify(path)

    def _on_reason(self, words: str) -> None:
        self.presenter.reason = words
        self._show_filing()

    def _on_missing(self, key: str) -> None:
        self.presenter.open(self.presenter.lacks[int(key)])

    def _on_preview(self) -> None:
        self.panes.show_record()

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Reports"))
        return [
            Command(
                f"reports:{name}",
                t(msg(N_("Save as {format}"), format=name.upper())),
                self._maker(name),
                "",
                _ICONS[name],
                group,
            )
            for name in self.formats
        ]
