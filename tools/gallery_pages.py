"""The pages of the gallery: every component of the kit at least once, as screens use them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from cspdesk.i18n.calendar import CALENDAR
from cspdesk.i18n.formats import Formats
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.i18n.outlines import shipped_outlines
from cspdesk.reports import layout
from cspdesk.ui.kit.banner import Banner, Notice
from cspdesk.ui.kit.bars import BarHeads, BarValue, BarView, RankedBars
from cspdesk.ui.kit.buttons import Button, ButtonKind, Segments
from cspdesk.ui.kit.chip import Chip, ChipView
from cspdesk.ui.kit.compare import CompareGrid, CompareRow, CompareWords, Version
from cspdesk.ui.kit.daygrid import CalendarText
from cspdesk.ui.kit.due import DueList, DueView
from cspdesk.ui.kit.editors.amount import AmountEditor
from cspdesk.ui.kit.editors.boolean import AnswerWords, BooleanEditor
from cspdesk.ui.kit.editors.code import Choice
from cspdesk.ui.kit.editors.dates import DateEditor
from cspdesk.ui.kit.editors.reading import Readers
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.figures import Balance, BalancePart
from cspdesk.ui.kit.filters import FilterBar, FilterView
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import FactsLine, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, card, column, hairline, panel, row
from cspdesk.ui.kit.map import Outline, RegionMap, RegionView, SpotView
from cspdesk.ui.kit.maplegend import MapLegend
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.participants import Counts, GridWords, ParticipantsGrid
from cspdesk.ui.kit.progress import ProgressLine
from cspdesk.ui.kit.rank import Dots, RankKey
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.searchbox import SearchBox
from cspdesk.ui.kit.section import Sections
from cspdesk.ui.kit.sheet import SheetView
from cspdesk.ui.kit.statements import Statement, Statements, StatementWords
from cspdesk.ui.kit.table import Cell, Column, Table, TableRow
from cspdesk.ui.kit.ways import WayList, WayView
from cspdesk.ui.look import theme
from tools.gallery_words import WORDS

ICONS = (
    "sun chats-circle map-trifold megaphone-simple handshake wallet file-text arrows-left-right users-three"
)
SIZES = ((1024, 640), (1366, 768))
BANDS = (("0-13", "0–13"), ("14-30", "14–30"), ("31-59", "31–59"), ("60+", "60+"))
REGIONS = {
    "3590000": ("GBAO", "ВМКБ", "ГБАО"),
    "3507000": ("Khatlon", "Хатлон", "Хатлон"),
    "3509000": ("DRS", "НТҶ", "РРП"),
    "3505000": ("Sughd", "Суғд", "Согд"),
    "3501000": ("Dushanbe", "Душанбе", "Душанбе"),
}


class Words:
    """The sample words of one language, and how it writes."""

    def __init__(self, code: str) -> None:
        self._words = WORDS[code]
        self.code = code
        self.place = ("en", "tg", "ru").index(code)
        language = next(language for language in LANGUAGES if language.code == code)
        self.formats = Formats(language)
        self.readers = Readers(self.formats, lambda words: words.english(), lambda: date(2026, 11, 12))

    def __call__(self, key: str) -> str:
        return self._words[key]

    def many(self, key: str) -> list[str]:
        """Words that are kept in one line."""
        return self._words[key].split("|")


def consultation_list(w: Words) -> QWidget:
    rows = RowList(name=w("consultations"))
    people = w("people")
    rows.set_rows(
        [
            RowView("1", w("group"), f"38 {people}", "9.11", ChipView(w("draft")), group=w("november")),
            RowView(
                "2", w("young"), f"31 {people}", "9.11", ChipView(w("new"), "accent"), group=w("november")
            ),
            RowView(
                "3", w("laws"), f"41 {people}", "29.10", ChipView(w("approved"), "good"), group=w("october")
            ),
            RowView(
                "4", w("traders"), f"19 {people}", "27.10", ChipView(w("owed"), "warn"), group=w("october")
            ),
        ]
    )
    rows.choose("3")
    filters = FilterBar(
        [
            FilterView("y", w("year"), (("26", w("year")),)),
            FilterView("r", w("regions"), (("s", "Sughd"),)),
        ],
        name="Filters",
    )
    filters.choose("y", "26")
    head = row(label(w("consultations"), "title"), STRETCH, Button(w("new"), kind="primary", icon="plus"))
    top = column(head, SearchBox(name=w("search")), filters, spacing=10, margins=(16, 14, 14, 8))
    return panel(column(top, (rows, 1), spacing=0), "pane")


def consultation(w: Words) -> QWidget:
    chips = row(Chip(w("approved"), "good"), Chip(w("regions")), STRETCH, spacing=6)
    chips.addWidget(Button(w("history"), kind="quiet", icon="clock-counter-clockwise"))
    chips.addWidget(Button(w("edit"), icon="pencil-simple"))
    facts = FactsLine(
        [("map-pin", "Vahdat"), ("calendar-blank", "29.10.2026"), ("users-three", f"41 {w('people')}")]
    )
    head = column(chips, label(w("laws"), "title", wrap=True), facts, spacing=6, margins=(24, 14, 20, 6))
    body = Sections(name="Sections", more="More")
    body.anchors.set_anchors([(str(n), text) for n, text in enumerate(w.many("anchors"))])
    lines = []
    for number, text, code in ((1, "s1", "GBV-DOM"), (2, "s2", "POL-TRUST"), (3, "s3", "MIGR")):
        key = RankKey(name="Rank", fixed=True)
        key.show_rank(number)
        votes = row(Dots(5 - number), label(w("who"), "small"), STRETCH, spacing=6)
        words = column(label(w(text), "strong", wrap=True), votes, spacing=3)
        line = row(key, (words, 1), Chip(code), spacing=12, margins=(0, 9, 0, 9))
        lines += [panel(line), hairline()]
    body.add("0", Banner(w("missing"), "warn", link=w("add")))
    body.add("1", panel(column(SectionHeading(w("ranked"), "4"), *lines, spacing=0)))
    return Panes(consultation_list(w), panel(column(head, (body, 1), spacing=0)), back=w("consultations"))


def listening(w: Words) -> QWidget:
    codes = [
        Choice("GBV-DOM", w("violence"), sealing=w("sealed")),
        Choice("GBV-SEX", w("sexual"), sealing=w("sealed")),
        Choice("MIGR", w("migration")),
        Choice("YOUTH-UNEMP", w("work")),
        Choice("POL-TRUST", w("trust")),
    ]
    keys = ("Enter", "1–9", "#", "Ctrl+W", "Ctrl+Z")
    words = StatementWords(
        name=w("said"),
        rank=w("rank"),
        said=w("said"),
        code=w("concern"),
        who=w("who"),
        placeholder="…",
        nothing=w("nothing"),
        hints=list(zip(keys, w.many("hints"), strict=True)),
        counted=lambda n: w("counted").format(n=n),
    )
    numbers = itertools.count(10)
    young, old, everyone = w.many("speakers")
    speakers = [("y", young), ("o", old), ("a", everyone)]
    entry = Statements(words, codes, speakers, lambda: str(next(numbers)))
    entry.set_statements(
        [
            Statement("1", 1, w("s1"), "GBV-DOM", "y"),
            Statement("2", 2, w("s2"), "POL-TRUST", "o"),
            Statement("3", 3, w("s3"), "MIGR", "a"),
            Statement("4", None, w("s4"), "YOUTH-UNEMP", "y"),
        ]
    )
    sexes = list(zip("fm", w.many("sexes"), strict=True))
    grid = ParticipantsGrid(
        GridWords(w("participants"), sexes, BANDS, (("d", w("disability")),), w("total"), w.formats.integer)
    )
    grid.set_counts(Counts({("14-30", "f"): 16, ("31-59", "f"): 17, ("60+", "f"): 5}, {("d", "f"): 4}))
    heading = SectionHeading(w("participants"), "38")
    side = panel(column(heading, grid, STRETCH, spacing=4, margins=(20, 12, 20, 12)), "side")
    side.setFixedWidth(theme.current().px(312))
    head = row(
        label(w("group"), "title"), STRETCH, Button(w("edit"), kind="primary"), margins=(20, 12, 20, 10)
    )
    page = panel(column(head, hairline(), (row((entry, 1), side, spacing=0), 1), spacing=0))
    page.setProperty("typed", w("live"))
    page.setFocusProxy(entry.card.words)
    return page


def concerns(w: Words) -> QWidget:
    bars = RankedBars(BarHeads(w("concern"), tuple(w.many("series")), w("months")), name=w("names"))
    shares = (
        ("violence", 71, 38),
        ("work", 52, 66),
        ("trust", 44, 58),
        ("migration", 49, 35),
        ("sexual", 9, 0),
    )
    bars.tell(
        [
            BarView(
                key,
                w(key),
                (
                    BarValue(f * 10, w.formats.percent(f, 100)),
                    BarValue(m * 10, w.formats.percent(m, 100)) if m else BarValue(None, "<5"),
                ),
                tuple((n * (f - m) + n * n * 3) % 40 for n in range(12)),
            )
            for key, f, m in shares
        ]
    )
    bars.choose("violence")
    outlines = [Outline(o.code, REGIONS[o.code][w.place], o.rings) for o in shipped_outlines()]
    where = RegionMap(outlines, name=w("where"))
    figures = zip(REGIONS, (1, 3, 4, 2, None), ("31", "58", "61", "48", w("nodata")), strict=True)
    spots = [SpotView("k", "Kulob", "27", (69.78, 37.91), "3507000")]
    where.tell({code: RegionView(level, shown) for code, level, shown in figures}, spots)
    where.choose("3509000")
    legend = MapLegend()
    spans = ("1–19", "20–34", "35–49", "50–59", "60+")
    legend.tell(w("consulted"), [*enumerate(spans), (None, w("nodata"))])
    left = column(SectionHeading(w("where")), (where, 1), legend)
    right = column(SectionHeading(w("names")), VScroll(panel(column(bars, STRETCH))))
    return panel(row((left, 5), (right, 6), spacing=28, margins=(28, 16, 24, 10)))


def funds(w: Words) -> QWidget:
    registered, spent, promised, left = w.many("balance")
    balance = Balance(name=w("expenses"))
    sums = (
        ("r", registered, 22951200),
        ("s", spent, 15187040),
        ("p", promised, 1840000),
        ("l", left, 5924160),
    )
    balance.tell(
        [BalancePart(key, text, w.formats.figures(minor, "TJS"), minor) for key, text, minor in sums]
    )
    when, article, purpose, amount = w.many("heads")
    table = Table(
        [
            Column("d", when, dim=True, sorts=True),
            Column("l", article, dim=True),
            Column("w", purpose, grows=True),
            Column("r", ""),
            Column("t", amount, "right", opens=True),
        ],
        name=w("expenses"),
    )
    papers = (Cell(icon="paperclip"), Cell(icon="warning-circle", tone="warn"))
    table.set_rows(
        [
            TableRow(
                str(n),
                ("10.11", "2.1", w("hall" if n % 2 else "fuel"), papers[n == 3], w.formats.figures(s, "TJS")),
            )
            for n, s in enumerate((128000, 64050, 420000, 196000, 540000, 111820, 8640))
        ]
    )
    table.set_total(("", "", w("shown"), "", w.formats.figures(1971015, "TJS")))
    due = DueList(name=w("due"))
    due.tell(
        [
            DueView(d, f"{d}.11.2026", w("tell"), "USD 24 000", ChipView(w("days"), "warn"))
            for d in ("19", "30")
        ]
    )
    side = panel(
        column(SectionHeading(w("due"), "2"), due, STRETCH, spacing=10, margins=(18, 14, 16, 12)), "side"
    )
    body = column(SectionHeading(w("expenses")), (table, 1), spacing=2, margins=(24, 12, 16, 4))
    top = column(label(w("tell"), "title", wrap=True), balance, spacing=10, margins=(24, 14, 20, 12))
    record = panel(column(top, hairline(), (body, 1), spacing=0))
    return Panes(None, record, side, side_width=256)


def exchange(w: Words) -> QWidget:
    here, there = w.many("here")
    take = [Button(w("later"), kind="quiet"), Button(w("take"), icon="check")]
    foot = panel(row(label(w("change"), "small", wrap=True), STRETCH, *take, margins=(14, 10, 14, 10)))
    grid = CompareGrid(
        w("group"),
        [Version("a", here, "M. Rahimova, 10.11, 16:20"), Version("b", there, "D. Nazarov, 11.11, 09:05")],
        [
            CompareRow("p", w("participants"), ("24", "26")),
            CompareRow("w", w("agreed"), (w("one"), w("two")), may_write=True),
            CompareRow("n", w("due"), ("03.12.2026", "03.12.2026")),
        ],
        CompareWords(w("change"), w("nothing"), w("another"), w("another")),
        chosen="b",
        foot=foot,
    )
    stick = Notice(
        "KINGSTON, 16 GB", w("waits"), icon="hard-drive", buttons=[Button(w("take"), kind="primary")]
    )
    progress = ProgressLine(cancel=w("cancel"))
    progress.tell(w("archive"), 62, 100)
    body = panel(
        column(
            stick, SectionHeading(w("change")), grid, progress, STRETCH, spacing=14, margins=(28, 16, 24, 8)
        )
    )
    return VScroll(body)


def components(w: Words) -> QWidget:
    """Form rows, banners, chips, keys and the empty page side by side."""
    donor, amount, when, answered = w.many("donor")
    first = TextEditor(name=donor)
    first.set_value("Saferworld")
    sums = AmountEditor(w.readers.amount, ["TJS", "USD"], name=amount, currency_name=amount, currency="USD")
    sums.set_value((2400000, "USD"))
    words = CALENDAR[w.code]
    calendar = CalendarText(words.months, words.weekdays_short, when, "<", ">")
    day = DateEditor(w.readers.when(), name=when, today=date(2026, 11, 12), calendar=calendar)
    day.set_untrusted_text("31.02.2026")
    day.settle()
    fixed = TextEditor(name=donor)
    fixed.set_value("SW-TJ-2026/014")
    fixed.setEnabled(False)
    rows = [
        FormRow(donor, first),
        FormRow(amount, sums, help=w("rate")),
        FormRow(when, day),
        FormRow(answered, BooleanEditor(AnswerWords(*w.many("answers")), name=answered)),
        FormRow(donor, fixed, help=w("nothing")),
    ]
    kinds: tuple[ButtonKind, ...] = ("primary", "plain", "quiet", "danger")
    buttons = Flow([Button(w("edit"), kind=k, icon="pencil-simple") for k in kinds], spacing=8)
    who = Segments([("a", w("org")), ("b", w("regions"))], name="Who", chosen="a")
    chips = row(
        *(Chip(w("draft"), k) for k in ("plain", "accent", "good", "warn", "bad")), STRETCH, spacing=6
    )
    banners = [Banner(w("decide"), k, link=w("edit")) for k in ("accent", "warn", "bad", "good")]
    ways = WayList(
        [
            WayView("a", w("look"), w("sample"), "map-trifold", first=True),
            WayView("b", w("join"), w("invited"), "users-three"),
        ]
    )
    left = column(buttons, row(who, STRETCH), chips, *rows, STRETCH, spacing=12)
    empty = card(
        column(
            EmptyPage("chats-circle", w("empty"), w("begin"), [Button(w("new"), kind="primary", icon="plus")])
        )
    )
    right = column(*banners, ways, empty, STRETCH, spacing=8)
    return VScroll(panel(row((left, 1), (right, 1), spacing=32, margins=(28, 16, 24, 16))))


def report(w: Words) -> QWidget:
    figures = w.formats.figures
    table = layout.Table(
        (layout.Column(w("expenses"), share=3), layout.Column("TJS", "number", 2)),
        (
            (layout.Cell(w("hall")), layout.Cell(figures(128000, "TJS"), 128000, key="hall")),
            (layout.Cell(w("total")), layout.Cell(figures(128000, "TJS"), 128000)),
        ),
        total=True,
    )
    gap = layout.Paragraph((layout.Span(w("tell") + " "), layout.Span(w("due"), "gap")))
    sheet = SheetView(name=w("tell"))
    blocks = (layout.Heading(w("expenses"), 1, "1."), table, gap, layout.Note(w("rate")))
    sheet.tell(layout.Document(w("tell"), "en", blocks, subtitle=w("org"), addressee=w("group")))
    return sheet


PAGES: dict[str, tuple[Callable[[Words], QWidget], str]] = {
    "components": (components, "sun"),
    "consultation": (consultation, "chats-circle"),
    "listening": (listening, "chats-circle"),
    "concerns": (concerns, "map-trifold"),
    "funds": (funds, "wallet"),
    "exchange": (exchange, "arrows-left-right"),
    "report": (report, "file-text"),
}
