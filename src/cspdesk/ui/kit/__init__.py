"""The widget kit: what every screen is made from.  It has no screens and no words of its own.

Texts come in already translated; after a switch of language a screen gives them again (``set_words``,
``say``, ``tell``).  ``tell``/``set_value``/``choose`` never emit; signals are what a person did.
Widgets ask ``look.theme.current()`` once, so ``look.theme.apply`` comes first.

Layout and words
    layout          row, column, panel, card, hairline, readable, VScroll, STRETCH
    flow            Flow: chips and filters that go on in the next line
    panes           Panes: list, record and side panel, and what gives way as the window narrows
    section         Sections and AnchorBar: a record's sections under an index of anchors
    headings        label, Icon, SectionHeading, FactsLine
    mark            Mark: the program's own
    keyhints        KeyHints: what the keyboard does here
    chip            Chip, ChipView, paint_chip: a state in a word, then in a colour
    figures         Figure, Balance: numbers that open what they count
    due             DueList, CheckList: the side panel's obligations and missing things

Pressing and choosing
    buttons         Button (primary, plain, quiet, link, danger, filter), TextLink, Segments
    menus           Menu of MenuItem
    filters         FilterBar of FilterView; searchbox: SearchBox
    palette         CommandPalette over Command(id, text, run, keys)
    ways            WayList: the large choices of a first page

The frame
    rail            Rail of RailPlace; statusline: StatusLine of StatusView

Lists
    rows            RowList of RowView: any list, lazily paged, groups, one or many marked
    table           Table of Column and TableRow: lazily paged, total row, cells that open, copy as TSV
    paging          PageSource, ListSource: where rows come from (count, fetch)
    history         HistoryList of ChangeView; compare: CompareGrid of Version and CompareRow

Forms
    formrow         FormRow: label, editor, help or fault
    editors.editor  Editor: value, set_value, edited, left, set_fault, untrusted_text
    editors.reading Readers: how a language reads and writes numbers, amounts, dates
    editors.text    TextEditor, LongTextEditor
    editors.typed   TypedEditor: integer, decimal, rate, month, moment
    editors.boolean BooleanEditor; editors.dates: DateEditor; editors.amount: AmountEditor
    editors.code    CodeEditor, CodesEditor; editors.search: PlaceEditor, ReferenceEditor
    suggestions     Suggestions: the list beneath a field; daygrid: the calendar; floating: raised panels
    lineicons       LineIcons: pictures in a line of text that grow with it
    statements      Statements: the listening entry; rank: RankKey, Dots
    participants    ParticipantsGrid: people by sex and band

Telling
    banner          Banner (one line, one link), Notice (title, line, buttons)
    empty           EmptyPage; progress: ProgressLine

Pictures of figures
    bars            RankedBars; trend: TrendLine; map: RegionMap; maplegend: MapLegend; charts: Chart
    sheet           SheetView (a report to read and press)
    pages           PagesView (its finished pages, whose figures and gaps are pressed)
"""
