"""Deterministic records for measuring: prose-like text in Tajik, Russian and English, never anybody's.

The same seed gives the same records on every machine (only ``Random.random`` is used).  Texts are made
of common stems with a Zipf-like spread and some rare words; that they compress like real prose is an
assumption.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, TypeVar

from cspdesk.i18n.gazetteer import gazetteer

RU = [
    "вод",
    "дорог",
    "школ",
    "больниц",
    "тариф",
    "жител",
    "общин",
    "проект",
    "средств",
    "отчёт",
    "совещан",
    "обсужден",
    "предложен",
    "решени",
    "вопрос",
    "проблем",
    "участник",
    "женщин",
    "молодёж",
    "инвалид",
    "район",
    "сельсовет",
    "село",
    "долин",
    "канал",
    "орошен",
    "электричеств",
    "ремонт",
    "строительств",
    "учител",
    "врач",
    "медпункт",
    "детсад",
    "мост",
    "берег",
    "наводнен",
    "посев",
    "урожа",
    "пастбищ",
    "скот",
    "рынок",
    "налог",
    "закон",
    "норматив",
    "бюджет",
    "расход",
    "доход",
    "грант",
    "донор",
    "партнёр",
    "договор",
    "акт",
    "протокол",
    "комитет",
    "исполнительн",
    "власт",
    "хукумат",
    "ответственн",
    "срок",
    "план",
    "монитор",
    "оценк",
    "информац",
    "доступ",
    "право",
    "защит",
    "насил",
    "семь",
    "миграц",
    "работ",
    "занятост",
    "обучен",
    "семинар",
    "тренинг",
    "консультац",
    "комисси",
    "голосован",
    "собран",
    "инициатив",
    "поддержк",
    "развити",
    "окружающ",
    "сред",
    "мусор",
    "отход",
    "санитар",
    "гигиен",
    "питьев",
    "качеств",
    "анализ",
    "лаборатор",
    "насос",
    "труб",
    "сет",
    "подстанц",
    "трансформатор",
    "отключен",
    "зим",
    "уголь",
    "дров",
    "газ",
    "печ",
    "отоплен",
    "ясл",
    "пособ",
    "пенси",
    "документ",
    "паспорт",
    "регистрац",
    "земл",
    "участк",
    "аренд",
    "кадастр",
    "спор",
    "суд",
    "адвокат",
    "жалоб",
    "заявлен",
    "обращен",
    "ответ",
    "письм",
    "телефон",
    "интернет",
    "связ",
    "радио",
    "газет",
    "журналист",
    "безопасн",
    "дорожн",
    "движен",
    "транспорт",
    "автобус",
    "маршрут",
    "остановк",
    "освещен",
    "площад",
    "парк",
    "спорт",
    "стадион",
    "клуб",
    "библиотек",
    "культур",
    "праздник",
    "традиц",
    "ремесл",
    "кооператив",
    "кредит",
    "микрозайм",
    "бизнес",
    "предприниматель",
]
RU_S = [
    "",
    "а",
    "ы",
    "у",
    "е",
    "ой",
    "ам",
    "ами",
    "ах",
    "ов",
    "ный",
    "ного",
    "ная",
    "ной",
    "ные",
    "ных",
    "ным",
    "ость",
    "ости",
    "ение",
    "ения",
    "ением",
    "ый",
    "ые",
    "ого",
    "ями",
    "ей",
    "ском",
    "ский",
    "ские",
]
TG = [
    "об",
    "роҳ",
    "мактаб",
    "беморхона",
    "сокин",
    "ҷамоат",
    "маҷлис",
    "лоиҳа",
    "маблағ",
    "ҳисобот",
    "пешниҳод",
    "қарор",
    "масъала",
    "мушкилот",
    "иштирокчӣ",
    "зан",
    "ҷавон",
    "маъюб",
    "ноҳия",
    "деҳа",
    "водӣ",
    "канал",
    "обёрӣ",
    "барқ",
    "таъмир",
    "сохтмон",
    "омӯзгор",
    "духтур",
    "кӯдакистон",
    "пул",
    "соҳил",
    "обхезӣ",
    "кишт",
    "ҳосил",
    "чарогоҳ",
    "чорво",
    "бозор",
    "андоз",
    "қонун",
    "меъёр",
    "буҷет",
    "хароҷот",
    "даромад",
    "грант",
    "донор",
    "шарик",
    "шартнома",
    "санад",
    "протокол",
    "кумита",
    "иҷроия",
    "ҳокимият",
    "ҳукумат",
    "масъул",
    "муҳлат",
    "нақша",
    "мониторинг",
    "баҳодиҳӣ",
    "иттилоот",
    "дастрасӣ",
    "ҳуқуқ",
    "ҳифз",
    "хушунат",
    "оила",
    "муҳоҷират",
    "кор",
    "шуғл",
    "омӯзиш",
    "семинар",
    "тренинг",
    "машварат",
    "комиссия",
    "овоздиҳӣ",
    "ҷамъомад",
    "ташаббус",
    "дастгирӣ",
    "рушд",
    "муҳит",
    "партов",
    "санитарӣ",
    "гигиена",
    "нӯшокӣ",
    "сифат",
    "таҳлил",
    "озмоишгоҳ",
    "насос",
    "қубур",
    "шабака",
    "зерстансия",
    "трансформатор",
    "қатъ",
    "зимистон",
    "ангишт",
    "ҳезум",
    "газ",
    "бухорӣ",
    "гармидиҳӣ",
    "кӯмакпулӣ",
    "нафақа",
    "ҳуҷҷат",
    "шиноснома",
    "қайд",
    "замин",
    "қитъа",
    "иҷора",
    "кадастр",
    "баҳс",
    "суд",
    "адвокат",
    "шикоят",
    "ариза",
    "муроҷиат",
    "ҷавоб",
    "нома",
    "телефон",
    "интернет",
    "алоқа",
    "радио",
    "рӯзнома",
    "рӯзноманигор",
    "бехатарӣ",
    "ҳаракат",
    "нақлиёт",
    "автобус",
    "хатсайр",
    "истгоҳ",
    "равшанӣ",
    "майдон",
    "боғ",
    "варзиш",
    "толор",
    "китобхона",
    "фарҳанг",
    "ҷашн",
    "анъана",
    "ҳунар",
    "кооператив",
    "қарз",
    "соҳибкор",
    "ҷомеа",
    "шаҳрванд",
    "ташкилот",
    "созмон",
    "ҳамкорӣ",
    "ҳамоиш",
    "мардум",
    "аҳолӣ",
    "раис",
    "котиб",
    "намоянда",
    "вакил",
    "интихоб",
    "назорат",
    "шаффоф",
    "ҳисоботдиҳӣ",
]
TG_S = [
    "",
    "и",
    "ҳо",
    "ҳои",
    "ро",
    "он",
    "они",
    "ҳоро",
    "ӣ",
    "ии",
    "дор",
    "гӣ",
    "а",
    "аи",
    "ҳоямон",
    "анд",
    "ем",
    "ашон",
    "амон",
    "андаи",
    "иҳо",
    "вар",
    "нок",
    "тар",
]
EN = [
    "water",
    "road",
    "school",
    "clinic",
    "tariff",
    "resident",
    "community",
    "project",
    "fund",
    "report",
    "meeting",
    "proposal",
    "decision",
    "issue",
    "problem",
    "participant",
    "woman",
    "youth",
    "district",
    "village",
    "canal",
    "irrigation",
    "power",
    "repair",
    "teacher",
    "doctor",
    "bridge",
    "flood",
    "harvest",
    "pasture",
    "market",
    "tax",
    "law",
    "budget",
    "expense",
    "income",
    "grant",
    "donor",
    "partner",
    "contract",
    "protocol",
    "committee",
    "authority",
    "deadline",
    "plan",
    "monitor",
    "assessment",
    "access",
    "right",
    "protection",
    "family",
    "migration",
    "training",
    "consultation",
    "commission",
    "vote",
    "initiative",
    "support",
    "development",
    "environment",
    "waste",
    "sanitation",
    "quality",
    "analysis",
    "network",
    "winter",
    "coal",
    "pension",
    "document",
    "land",
    "lease",
    "dispute",
    "court",
    "complaint",
    "application",
    "answer",
    "transport",
    "bus",
    "lighting",
    "library",
    "culture",
    "credit",
    "business",
    "CSO",
    "UNDP",
    "OSCE",
    "EU",
    "USAID",
]
EN_S = ["", "s", "ed", "ing", "'s", "er", "al"]
FUNC = {
    "tg": [
        "ва",
        "дар",
        "аз",
        "ба",
        "бо",
        "барои",
        "ки",
        "ин",
        "он",
        "то",
        "ҳам",
        "низ",
        "бояд",
        "шавад",
        "аст",
        "буд",
        "мебошад",
        "карда",
        "шуд",
        "намуд",
        "оид",
        "дигар",
        "ҳар",
        "як",
    ],
    "ru": [
        "и",
        "в",
        "на",
        "по",
        "с",
        "о",
        "к",
        "для",
        "от",
        "из",
        "что",
        "не",
        "как",
        "при",
        "это",
        "за",
        "до",
        "также",
        "был",
        "было",
        "необходимо",
        "так",
        "или",
        "же",
        "его",
        "их",
    ],
    "en": [
        "the",
        "of",
        "and",
        "to",
        "in",
        "for",
        "on",
        "with",
        "by",
        "was",
        "is",
        "that",
        "be",
        "as",
        "at",
        "from",
        "it",
        "this",
        "not",
        "are",
        "have",
    ],
}
SYL = {
    "tg": [
        "ба",
        "ма",
        "са",
        "да",
        "ра",
        "на",
        "ҷо",
        "ҳу",
        "қи",
        "ғу",
        "лаб",
        "ран",
        "зод",
        "дон",
        "гар",
        "бек",
        "хуш",
        "нав",
        "шар",
        "маҳ",
        "сур",
        "тоҷ",
        "фар",
        "дил",
    ],
    "ru": [
        "ко",
        "ва",
        "ро",
        "ми",
        "не",
        "ста",
        "пре",
        "до",
        "ло",
        "ри",
        "ща",
        "бе",
        "зо",
        "кра",
        "ни",
        "ту",
        "лев",
        "мир",
        "слав",
        "град",
        "оз",
        "уч",
    ],
    "en": ["co", "re", "an", "ti", "mo", "ver", "lo", "na", "shi", "per", "tra", "bel", "ton", "ing", "ham"],
}

THEMES = (
    "EDU-ACCESS",
    "GOV-SERV",
    "POL-TRUST",
    "ROAD",
    "LAND-STATE",
    "GENDER-NORM",
    "YOUTH-EXCL",
    "CORR",
    "MIGR",
    "LEGAL-KNOW",
)
LIFECYCLES = ("draft", "sealed", "reviewed", "approved")
EPOCH = dt.date(2024, 1, 1).toordinal()

T = TypeVar("T")


class Workload:
    """Draws records of one seed."""

    def __init__(self, seed: int) -> None:
        self.share = Random(seed).random
        lexicon = Random(20240501)
        self._words: dict[str, tuple[list[str], list[float]]] = {}
        for language, stems, endings in (("tg", TG, TG_S), ("ru", RU, RU_S), ("en", EN, EN_S)):
            words = [stem + ending for stem in stems for ending in endings]
            for i in range(len(words) - 1, 0, -1):
                j = int(lexicon.random() * (i + 1))
                words[i], words[j] = words[j], words[i]
            weights = [1 / (i + 2.7) ** 0.85 for i in range(len(words))]
            self._words[language] = (words, list(itertools.accumulate(weights)))
        self._districts = [place.code for place in gazetteer().at_level(2)]

    def number(self, below: int) -> int:
        """A whole number below another."""
        return int(self.share() * below)

    def pick(self, choices: Sequence[T]) -> T:
        """One of some choices."""
        return choices[int(self.share() * len(choices))]

    def language(self) -> str:
        """The language of a text: mostly Tajik, often Russian."""
        drawn = self.share()
        return "tg" if drawn < 0.6 else "ru" if drawn < 0.92 else "en"

    def word(self, language: str) -> str:
        """A word: common, rare or a number."""
        drawn = self.share()
        if drawn < 0.22:
            return str(self.pick(FUNC[language]))
        if drawn < 0.27:
            return "".join(self.pick(SYL[language]) for _ in range(2 + self.number(3)))
        if drawn < 0.29:
            return str(1 + self.number(4000))
        words, cumulated = self._words[language]
        return words[bisect.bisect(cumulated, self.share() * cumulated[-1])]

    def text(self, language: str, size: int) -> str:
        """Sentences of at least ``size`` bytes."""
        sentences: list[str] = []
        done = 0
        while done < size:
            words = [self.word(language) for _ in range(5 + self.number(12))]
            words[0] = words[0][:1].upper() + words[0][1:]
            sentences.append(" ".join(words) + ".")
            done += len(sentences[-1].encode()) + 1
        return " ".join(sentences)

    def date(self) -> str:
        """A day of the last years."""
        return dt.date.fromordinal(EPOCH + self.number(900)).isoformat()

    def consultation(self) -> dict[str, Any]:
        """A consultation with a page of text, two cells of participants and one concern."""
        language = self.language()
        people = 8 + self.number(90)
        women = self.number(people + 1)
        return {
            "local_no": f"C-{self.number(10**6):06}",
            "held_on": self.date(),
            "place": self.pick(self._districts),
            "languages": [language],
            "title": self.text(language, 70),
            "summary": self.text(language, 420 + self.number(300)),
            "proposals": self.text(language, 160 + self.number(200)),
            "resolution": self.text(language, 80 + self.number(120)),
            "lifecycle": self.pick(LIFECYCLES),
            "minutes": 30 + self.number(150),
            "participants": [
                {"sex": "f", "band": "nr", "count": women},
                {"sex": "m", "band": "nr", "count": people - women},
            ],
            "concerns": [
                {
                    "theme": self.pick(THEMES),
                    "details": self.text(language, 260 + self.number(250)),
                    "severity": 1 + self.number(5),
                    "rank": 1 + self.number(5),
                }
            ],
        }

    def activity(self) -> dict[str, Any]:
        """An activity with its cost."""
        language = self.language()
        return {
            "project": f"P-{self.number(800):04}",
            "title": self.text(language, 60),
            "type": self.pick(("training", "awareness", "round_table", "monitoring", "distribution")),
            "description": self.text(language, 200 + self.number(300)),
            "starts": self.date(),
            "ends": self.date(),
            "place": self.pick(self._districts),
            "people": self.number(200),
            "cost": {"amount": f"{self.number(50_000)}.{self.number(100):02}", "currency": "TJS"},
            "state": self.pick(("planned", "doing", "done")),
        }

    def fund(self) -> dict[str, Any]:
        """An incoming fund with its official rate."""
        language = self.language()
        return {
            "credited_on": self.date(),
            "amount": {
                "amount": f"{1 + self.number(200_000)}.{self.number(100):02}",
                "currency": self.pick(("USD", "EUR")),
            },
            "rate": {
                "rate": f"{10_9000 + self.number(9000)}"[:2] + "." + f"{self.number(10_000):04}",
                "unit": 1,
            },
            "rate_on": self.date(),
            "document_no": f"{self.pick(('АВ', 'КХ', 'ФҚ'))}-{self.number(10**5):05}",
            "purpose": self.text(language, 40 + self.number(60)),
            "state": "receipt_received",
        }


def records(
    seed: int = 1, *, consultations: int = 20_000, activities: int = 5_000, funds: int = 5_000
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Records by kind, in the order in which they were made."""
    drawn = Workload(seed)
    for _ in range(consultations):
        yield "consultation", drawn.consultation()
    for _ in range(activities):
        yield "activity", drawn.activity()
    for _ in range(funds):
        yield "fund", drawn.fund()


TEXTS = {
    "consultation": ("title", "summary", "proposals", "resolution"),
    "activity": ("title", "description"),
    "fund": ("purpose",),
}
NUMBERS = {"consultation": ("minutes",), "activity": ("people",), "fund": ()}
STATES = {
    "consultation": ("lifecycle", LIFECYCLES),
    "activity": ("state", ("planned", "doing", "done")),
    "fund": ("state", ("receipt_received", "receipt_registered")),
}


def edits(
    base: list[tuple[str, str, dict[str, Any]]], seed: int = 2, *, count: int = 1_000
) -> Iterator[tuple[str, str, str, Any]]:
    """Edits of records given as (kind, id, fields): (kind, id, field, new value)."""
    drawn = Workload(seed)
    for _ in range(count):
        kind, record, fields = base[drawn.number(len(base))]
        share = drawn.share()
        if share < 0.35:
            name, choices = STATES[kind]
            yield kind, record, name, drawn.pick(choices)
        elif share < 0.70 or not NUMBERS[kind]:
            name = drawn.pick(TEXTS[kind])
            yield (
                kind,
                record,
                name,
                drawn.text(drawn.language(), max(30, len(str(fields[name]).encode()) * 9 // 10)),
            )
        else:
            yield kind, record, drawn.pick(NUMBERS[kind]), drawn.number(200)


def queries(base: list[dict[str, Any]], seed: int = 5, *, count: int = 200) -> list[str]:
    """What people would search for: one or two longer words of a record."""
    chance = Random(seed)
    found = []
    for _ in range(count):
        words = [word.strip(".,") for word in str(base[int(chance.random() * len(base))]["title"]).split()]
        chosen = [word for word in words if len(word) > 4] or ["об"]
        found.append(" ".join(chosen[: 1 + int(chance.random() * 2)]))
    return found
