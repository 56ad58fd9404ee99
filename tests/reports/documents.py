"""Documents to write and look at: a regional digest, a state paper and a blank form, in three languages.

Figures, names and sums are invented.
"""

# ruff: noqa: E501 - a phrase in three languages stays on its line, so that they can be compared

from __future__ import annotations

from dataclasses import fields, is_dataclass

from cspdesk.reports.layout import (
    Appendix,
    BarRow,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    FormBox,
    FormChoices,
    FormField,
    FormGrid,
    FormLine,
    Heading,
    Language,
    LegendStep,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Quotes,
    RegionMap,
    RegionValue,
    Signature,
    Signatures,
    Span,
    Table,
)

TAJIK = "Ғғ Ӣӣ Ққ Ӯӯ Ҳҳ Ҷҷ"
LANGUAGES: tuple[Language, ...] = ("tg", "ru", "en")


def said(language: Language, en: str, ru: str, tg: str) -> str:
    return {"en": en, "ru": ru, "tg": tg}[language]


def grouped(language: Language, number: int) -> str:
    return f"{number:,}".replace(",", "," if language == "en" else "\u00a0")


def money(language: Language, minor: int) -> str:
    whole, rest = divmod(minor, 100)
    return f"{grouped(language, whole)}{'.' if language == 'en' else ','}{rest:02d}"


REGIONS = (
    ("TJ-SU", "Sughd", "Согд", "Суғд", 210, 3),
    ("TJ-KT", "Khatlon", "Хатлон", "Хатлон", 265, 4),
    ("TJ-RA", "DRS", "РРП", "НТҶ", 145, 2),
    ("TJ-GB", "GBAO", "ГБАО", "ВМКБ", 60, 0),
)

CONCERNS = (
    ("trust between people and police", "доверие между населением и милицией", "боварии байни аҳолӣ ва милитсия", 9, 20),
    ("labour migration and families left behind", "трудовая миграция и оставленные семьи", "муҳоҷирати меҳнатӣ ва оилаҳои бесаробонмонда", 9, 20),
    ("unemployment of young people", "безработица среди молодёжи", "бекории ҷавонон", 6, 20),
    ("access to good education", "доступ к качественному образованию", "дастрасӣ ба таҳсилоти хушсифат", 6, 20),
    ("legal literacy", "правовая грамотность", "маърифати ҳуқуқӣ", 3, 20),
)  # fmt: skip


def digest(language: Language) -> Document:
    """A regional digest for the public: map, bars, tables, quotes and the note on rounding."""

    def s(en: str, ru: str, tg: str) -> str:
        return said(language, en, ru, tg)

    blocks: tuple[Block, ...] = (
        Paragraph(
            s(
                "Between January and June 2026 members of the platform held 20 consultations in four regions. "
                "People spoke most of trust between people and police, and of families left behind by migration.",
                "С января по июнь 2026 г. участники платформы провели 20 консультаций в четырёх регионах. "
                "Чаще всего говорили о доверии между населением и милицией и о семьях мигрантов.",
                "Аз январ то июни соли 2026 аъзои платформа дар чор минтақа 20 машварат гузарониданд. Мардум "
                "бештар дар бораи боварии байни аҳолӣ ва милитсия ва оилаҳои муҳоҷирон гап заданд.",
            ),
            lead=True,
        ),
        Note(
            s(
                "To protect people, counts are rounded up or down by lot to multiples of 5; sums agree; "
                "“<5”: fewer than 5, perhaps nobody.",
                "Чтобы защитить людей, их число округлено по жребию вверх или вниз до кратного 5; суммы "
                "сходятся; «<5» значит меньше 5, возможно, никого.",
                "Барои ҳифзи одамон шумораи онҳо бо қуръа ба боло ё поён то каратии 5 яклухт шудааст; "
                "ҷамъҳо мувофиқанд; «<5» яъне камтар аз 5, шояд ҳеҷ кас.",
            )
        ),
        Heading(s("Who was heard", "Кого услышали", "Киҳо шунида шуданд"), number="1"),
        _map(language),
        _participants(language),
        _pairs(language),
        Heading(s("What people raised", "О чём говорили люди", "Мардум аз чӣ гуфтанд"), number="2"),
        _concerns(language),
        Heading(s("Sughd", "Согд", "Суғд"), level=2, number="2.1"),
        Paragraph(
            (
                Span(s("Asked for: ", "Предложено: ", "Пешниҳод: "), "strong"),
                Span(
                    s(
                        "regular public reports by district police and work with neighbourhood inspectors.",
                        "регулярные публичные отчёты районной милиции и работа с участковыми.",
                        "ҳисоботи доимии оммавии милитсияи ноҳия ва кор бо нозирони минтақавӣ.",
                    )
                ),
            )
        ),
        Quotes(
            (
                Quote(
                    s(
                        "“If the officer came to the school twice a year, we would know whom to turn to.”",
                        "«Если бы участковый приходил в школу два раза в год, мы бы знали, к кому обратиться».",
                        "«Агар нозир соле ду бор ба мактаб меомад, медонистем, ки ба кӣ муроҷиат кунем».",
                    ),
                    s("Sughd, trust and police", "Согд, доверие и милиция", "Суғд, боварӣ ва милитсия"),
                ),
                Quote(
                    s(
                        "“The young are ready to help; nobody has asked them.”",
                        "«Молодёжь готова помогать, её никто не спрашивал».",
                        "«Ҷавонон ба кумак тайёранд, касе аз онҳо напурсидааст».",
                    ),
                    s("GBAO, young people", "ГБАО, молодёжь", "ВМКБ, ҷавонон"),
                ),
            )
        ),
        Heading(s("What follows", "Что дальше", "Қадамҳои минбаъда"), number="3"),
        Bullets(
            (
                s(
                    "Put the joint recommendation on public reports to the regional department by 1 September.",
                    "Передать совместную рекомендацию о публичных отчётах в областное управление до 1 сентября.",
                    "То 1 сентябр тавсияи муштарак оид ба ҳисоботи оммавиро ба раёсати вилоят пешниҳод кардан.",
                ),
                s(
                    "Tell each community what became of its words.",
                    "Рассказать каждому сообществу, что стало с его словами.",
                    "Ба ҳар ҷомеа гуфтан, ки суханашон ба чӣ овард.",
                ),
            ),
            numbered=True,
        ),
        Appendix(s("Annex 1", "Приложение 1", "Замимаи 1"), s("How it was made", "Как это сделано", "Чӣ тавр таҳия шуд")),
        Facts(
            (
                Fact(s("Consultations", "Консультации", "Машваратҳо"), "20"),
                Fact(s("Organisations", "Организации", "Ташкилотҳо"), "8"),
                Fact(
                    s("Check code of the file", "Контрольный код файла", "Рамзи назоратии файл"),
                    "7F3A 91C2 5D0E 4B66",
                ),
            )
        ),
    )  # fmt: skip
    return Document(
        title=s("Regional digest", "Региональный обзор", "Шарҳи минтақавӣ"),
        subtitle=s(
            "What communities say about safety",
            "Что жители говорят о безопасности",
            "Ҷомеаҳо дар бораи бехатарӣ чӣ мегӯянд",
        ),
        language=language,
        audience=s("For the public", "Для общественности", "Барои омма"),
        period=s("January to June 2026", "январь–июнь 2026 г.", "январ–июни соли 2026"),
        organisation=s("Civil Society Platform", "Платформа гражданского общества", "Платформаи ҷомеаи шаҳрвандӣ"),
        made_on=s("Made on 14 July 2026", "Составлено 14 июля 2026 г.", "14 июли соли 2026 таҳия шуд"),
        fingerprint="7F3A 91C2 5D0E 4B66",
        status=s("Draft", "Черновик", "Сиёҳнавис"),
        blocks=blocks,
    )  # fmt: skip


def _map(language: Language) -> RegionMap:
    place = {"en": 1, "ru": 2, "tg": 3}[language]
    regions = [RegionValue(str(r[0]), str(r[place]), str(r[4]), int(r[5])) for r in REGIONS]
    nothing = said(language, "none held", "не проводились", "нагузашт")
    return RegionMap(
        title=said(
            language, "Participants by region", "Участники по регионам", "Иштирокчиён аз рӯйи минтақа"
        ),
        regions=(*regions, RegionValue("TJ-DU", said(language, "Dushanbe", "Душанбе", "Душанбе"), nothing)),
        legend=(
            LegendStep(0, "<100"),
            LegendStep(2, "100–199"),
            LegendStep(3, "200–249"),
            LegendStep(4, "250+"),
            LegendStep(None, said(language, "no consultation", "консультаций не было", "машварат набуд")),
        ),
        note=said(
            language,
            "Outlines: Natural Earth, public domain.",
            "Контуры: Natural Earth, общественное достояние.",
            "Хати сарҳад: Natural Earth, моликияти умум.",
        ),
    )


def _participants(language: Language) -> Table:
    place = {"en": 1, "ru": 2, "tg": 3}[language]
    women = (115, 135, 80, 30)
    rows = [
        (
            Cell(str(r[place])),
            Cell(str(w), w, key=f"people.{r[0]}.F"),
            Cell(str(int(r[4]) - w), int(r[4]) - w, key=f"people.{r[0]}.M"),
            Cell("<5"),
            Cell(str(r[4]), int(r[4]), key=f"people.{r[0]}"),
        )
        for r, w in zip(REGIONS, women, strict=True)
    ]
    total = (
        Cell(said(language, "Total", "Итого", "Ҷамъ")),
        Cell("360", 360),
        Cell("320", 320),
        Cell("<5"),
        Cell("680", 680),
    )
    return Table(
        columns=(
            Column(said(language, "Region", "Регион", "Минтақа"), share=3),
            Column(said(language, "Women", "Женщины", "Занон"), "number"),
            Column(said(language, "Men", "Мужчины", "Мардон"), "number"),
            Column(said(language, "Not recorded", "Не записано", "Сабт нашудааст"), "number"),
            Column(said(language, "In all", "Всего", "Ҳамагӣ"), "number"),
        ),
        rows=(*rows, total),
        caption=said(language, "Women and men", "Женщины и мужчины", "Занон ва мардон"),
        note=said(language, "Totals are sums of what is printed.", "Итоги складываются из напечатанного.", "Ҷамъҳо аз рақамҳои чопшуда ҳисоб шудаанд."),
        total=True,
    )  # fmt: skip


def _pairs(language: Language) -> Bars:
    bands = (("14–17", 45, 40), ("18–30", 140, 105), ("31–59", 130, 120), ("60+", 45, 55))
    rows = [row for band, w, m in bands for row in (BarRow(band, w, str(w), 0), BarRow("", m, str(m), 1))]
    return Bars(
        title=said(language, "Age", "Возраст", "Синну сол"),
        rows=tuple(rows),
        series=(said(language, "women", "женщины", "занон"), said(language, "men", "мужчины", "мардон")),
    )


def _concerns(language: Language) -> Bars:
    place = {"en": 0, "ru": 1, "tg": 2}[language]
    shown = {"en": "about {0} of {1}", "ru": "около {0} из {1}", "tg": "тақрибан {0} аз {1}"}[language]
    rows = [BarRow(str(c[place]), int(c[3]), shown.format(c[3], c[4])) for c in CONCERNS]
    few = said(language, "too few to show", "слишком мало", "хеле кам")
    return Bars(
        title=said(
            language,
            "Consultations in which it was raised",
            "Консультации, где об этом говорили",
            "Машваратҳое, ки дар онҳо зикр шуд",
        ),
        rows=(
            *rows,
            BarRow(said(language, "road safety", "безопасность на дорогах", "бехатарии роҳ"), None, few),
        ),
    )


def ministry(language: Language) -> Document:
    """A half-year financial report to the Ministry, with gaps, sums and signatures."""

    def s(en: str, ru: str, tg: str) -> str:
        return said(language, en, ru, tg)

    def row(name: str, currency: str, got: int, rate: str, somoni: int, spent: int) -> tuple[Cell, ...]:
        dotted = int(rate.replace(".", ""))
        return (
            Cell(name),
            Cell(currency),
            Cell(money(language, got), got),
            Cell(rate if language == "en" else rate.replace(".", ","), dotted),
            Cell(money(language, somoni), somoni),
            Cell(money(language, spent), spent),
        )

    total = (Cell(s("Total", "Итого", "Ҷамъ")), Cell(""), Cell(""), Cell(""), Cell(money(language, 26778920), 26778920), Cell(money(language, 13365310), 13365310))  # fmt: skip
    received = Table(
        columns=(
            Column(s("Donor", "Донор", "Донор"), share=4),
            Column(s("Currency", "Валюта", "Асъор"), share=2),
            Column(s("Received", "Получено", "Гирифташуда"), "number", 3, places=2),
            Column(s("Rate", "Курс", "Қурб"), "number", 2, places=4),
            Column("TJS", "number", 3, places=2),
            Column(s("Spent, TJS", "Израсходовано, TJS", "Сарфшуда, TJS"), "number", 3, places=2),
        ),
        rows=(
            row("Saferworld, UK", "USD", 2400000, "9.5630", 22951200, 11840210),
            row(s("Embassy fund", "Фонд посольства", "Фонди сафорат"), "EUR", 310000, "10.4120", 3227720, 1337100),
            row(s("Private gift", "Частный дар", "Ҳадяи хусусӣ"), "TJS", 600000, "1.0000", 600000, 188000),
            total,
        ),
        total=True,
    )  # fmt: skip
    return Document(
        title=s("Report on the receipt and use of funds", "Отчёт о поступлении и использовании средств", "Ҳисобот дар бораи воридот ва истифодаи маблағҳо"),
        language=language,
        addressee=s("To the Ministry of Justice of the Republic of Tajikistan", "В Министерство юстиции Республики Таджикистан", "Ба Вазорати адлияи Ҷумҳурии Тоҷикистон"),
        organisation=s("Public association “Chashma”", "Общественная организация «Чашма»", "Ташкилоти ҷамъиятии «Чашма»"),
        period=s("1 January to 30 June 2026", "1 января – 30 июня 2026 г.", "1 январ – 30 июни соли 2026"),
        made_on=s("Made on 14 July 2026", "Составлено 14 июля 2026 г.", "14 июли соли 2026 таҳия шуд"),
        blocks=(
            Heading(s("Funds received from foreign and other sources", "Средства, полученные из иностранных и других источников", "Маблағҳое, ки аз манбаъҳои хориҷӣ ва дигар гирифта шудаанд"), number="1."),
            received,
            Paragraph((
                Span(s("Notice of 9 March 2026, No. 14, received under ", "Уведомление от 9 марта 2026 г. № 14, принято за ", "Огоҳинома аз 9 марти соли 2026, № 14, қабул шудааст таҳти ")),
                Span(s("receiving number", "входящий №", "рақами воридотӣ"), "gap"),
            )),
            Signatures(
                (
                    Signature(s("Head of the association", "Руководитель организации", "Роҳбари ташкилот"), "М. Раҳимова"),
                    Signature(s("Accountant", "Бухгалтер", "Муҳосиб"), (Span(s("name", "имя", "ном"), "gap"),)),
                ),
                stamp=s("Seal", "М. П.", "Ҷ. М."),
            ),
        ),
    )  # fmt: skip


def paper_form(language: Language) -> Document:
    """The blank form of a consultation, for where no laptop can go."""

    def s(en: str, ru: str, tg: str) -> str:
        return said(language, en, ru, tg)

    sexes = (
        s("Women", "Женщины", "Занон"),
        s("Men", "Мужчины", "Мардон"),
        s("Not recorded", "Не записано", "Сабт нашудааст"),
    )
    bands = (s("under 14", "младше 14", "то 14-сола"), "14–17", "18–30", "31–59", "60+")
    return Document(
        title=s("Consultation: paper form", "Консультация: бумажный бланк", "Машварат: варақаи коғазӣ"),
        subtitle=s("No names on this sheet. Count people, write what was said.", "Без имён. Считайте людей, записывайте сказанное.", "Бе ном. Одамонро ҳисоб кунед, гуфтаҳоро нависед."),
        language=language,
        organisation="",
        blocks=(
            FormLine((FormField(s("Date", "Дата", "Сана"), 2), FormField(s("Start", "Начало", "Оғоз")), FormField(s("End", "Конец", "Анҷом")))),
            FormLine((FormField(s("Region", "Область", "Вилоят")), FormField(s("District", "Район", "Ноҳия")), FormField(s("Jamoat", "Джамоат", "Ҷамоат")))),
            FormLine((FormField(s("Led by", "Ведущий", "Баранда")), FormField(s("Notes by", "Записывает", "Сабткунанда")))),
            FormChoices(
                s("How", "Как", "Тарз"),
                (s("focus group", "фокус-группа", "гурӯҳи мутамарказ"), s("community meeting", "сход жителей", "ҷамъомади аҳолӣ"), s("round table", "круглый стол", "мизи мудаввар"), s("household visit", "посещение семей", "боздид аз хонаводаҳо")),
                other=s("other", "другое", "дигар"),
            ),
            FormChoices(s("Consent was explained and given to", "Согласие объяснено и получено на", "Розигӣ фаҳмонда ва гирифта шуд барои"), (s("notes", "записи", "сабт"), s("photo", "фото", "акс"), s("quotes", "цитаты", "иқтибос"), s("sharing", "передачу", "додан ба дигарон")), columns=4),
            FormGrid(
                columns=(Column("", share=2), *(Column(band) for band in bands), Column(s("With disability", "С инвалидностью", "Дорои маълулият"), share=2)),
                rows=sexes,
                label=s("Participants", "Участники", "Иштирокчиён"),
                help=s("Count; leave empty what was not counted.", "Число; что не считали, оставьте пустым.", "Шумора; он чи ҳисоб нашуд, холӣ монед."),
            ),
            PageBreak(),
            FormGrid(
                columns=(Column("№"), Column(s("Concern, as people said it", "Проблема, словами людей", "Мушкилӣ, бо сухани мардум"), share=8), Column(s("Severity 1–5", "Тяжесть 1–5", "Вазнинӣ 1–5"), share=2), Column(s("Rank: women", "Место: женщины", "Ҷой: занон"), share=2), Column(s("Rank: men", "Место: мужчины", "Ҷой: мардон"), share=2)),
                rows=("1", "2", "3", "4", "5", "6"),
                label=s("Concerns", "Проблемы", "Мушкилот"),
                tall=True,
            ),
            FormBox(s("Quotes, with consent", "Цитаты, с согласия", "Иқтибосҳо, бо розигӣ"), lines=4, help=s("Nothing that shows who said it.", "Ничего, что выдаст говорившего.", "Чизе, ки гӯяндаро фош кунад, нанависед.")),
            FormBox(s("Agreed steps: what, who, by when", "Договорённости: что, кто, когда", "Иқдомҳои мувофиқашуда: чӣ, кӣ, кай"), lines=4),
        ),
    )  # fmt: skip


def all_documents(language: Language) -> tuple[Document, ...]:
    return digest(language), ministry(language), paper_form(language)


def every_block(language: Language = "tg") -> Document:
    """Each kind of block once, with all twelve Tajik letters in its text."""
    cells = ((Cell("Ҷамоати Ғулҳо"), Cell("1 250", 1250, key="a")), (Cell("Ҷамъи ӣ"), Cell("1 250", 1250)))
    blocks: tuple[Block, ...] = (
        Heading(f"Сархати {TAJIK}", number="1"),
        Heading("Зерсархати қ", level=2, number="1.1"),
        Paragraph((Span("Матни ғ ", "plain"), Span("қавии ӯ ", "strong"), Span("хами ҳ ", "emphasis"), Span("ҷойи холӣ", "gap"))),
        Facts((Fact("Номгӯйи ҷ", "Арзиши қ"),)),
        Table((Column("Сутуни ғ"), Column("Шумораи ҷ", "number")), cells, caption="Ҷадвали қ", note="Эзоҳи ҷадвали ӯ", total=True),
        Bars("Сутунчаҳои ҳ", (BarRow("Занони ғ", 34, "34"), BarRow("Мардони қ", 21, "тақрибан 21"))),
        RegionMap("Харитаи ӯ", (RegionValue("TJ-SU", "Суғд", "<5", 0), RegionValue("TJ-GB", "ВМКБ", "60", 2, 60)), (LegendStep(0, "камтари ҷ"), LegendStep(None, "холии ғ")), "Эзоҳи харитаи қ"),
        Quotes((Quote("«Суханони мардуми ҳ»", "Аз кӣ будани ӯ"),)),
        Bullets(("Нуқтаи якуми ғ", "Нуқтаи дуюми ҷ"), numbered=True),
        Note("Матни огоҳии қ", "warn", "Огоҳии ҳ"),
        Signatures((Signature("Роҳбари ҷ", "М. Раҳимова"),), stamp="Ҷойи муҳри ӯ"),
        FormLine((FormField("Санаи ғ"), FormField("Ноҳияи қ"))),
        FormBox("Қуттии ҳ", 2, "Кумаки қуттии ӯ"),
        FormGrid((Column(""), Column("Сари ҷ")), ("Сатри ғ",), "Шабакаи қ", "Кумаки шабакаи ҳ"),
        FormChoices("Интихоби ӯ", ("яки ҷ", "дуи ғ"), other="дигари қ", help="Кумаки интихоби ҳ"),
        PageBreak(),
        Appendix("Замимаи ҷ", "Номи замимаи ӯ"),
    )  # fmt: skip
    return Document(
        title=f"Санҷиши {TAJIK}",
        subtitle="Зерунвони қ",
        language=language,
        audience="Барои ҳама",
        period="Давраи ғ",
        organisation="Ташкилоти ҷ",
        made_on="Санаи таҳияи ӯ",
        fingerprint="7F3A 91C2",
        status="Сиёҳнавис",
        blocks=blocks,
    )


UNSEEN = {"adds", "tag", "key", "code", "kind", "align", "language"}


def visible_words(value: object) -> set[str]:
    """Every word that a reader of a document must meet."""
    if isinstance(value, str):
        return set(value.split())
    if isinstance(value, tuple):
        return {word for part in value for word in visible_words(part)}
    if not is_dataclass(value):
        return set()
    seen = (getattr(value, field.name) for field in fields(value) if field.name not in UNSEEN)
    return {word for part in seen for word in visible_words(part)}
