"""The columns that a bank's file may have, by the titles that banks give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.services.columns import Column, Headings, heading

DAY, AMOUNT, CAME, WENT, BALANCE = "day", "amount", "came", "went", "balance"
REFERENCE, TEXT = "reference", "text"
FILE = Kind(
    0,
    "bank_file",
    N_("Line of a bank statement"),
    N_("Lines of bank statements"),
    "finance",
    (
        Field(-11, N_("Booked on"), "date", name=DAY),
        Field(-12, N_("Amount"), "text", name=AMOUNT),
        Field(-13, N_("Money that came"), "text", name=CAME),
        Field(-14, N_("Money that went"), "text", name=WENT),
        Field(-15, N_("Balance after it"), "text", name=BALANCE),
        Field(-16, N_("Reference of the bank"), "text", name=REFERENCE),
        Field(-17, N_("What the bank wrote"), "text", name=TEXT),
    ),
)
"""A bank's file as a kind of its own: its amounts are read in the account's currency."""

_AS_BANKS_WRITE: Mapping[str, tuple[str, ...]] = {
    DAY: (
        *("date", "booking date", "value date", "transaction date", "posting date"),
        *("дата", "дата операции", "дата проводки", "дата документа"),
        *("сана", "санаи амалиёт", "рӯз"),
    ),
    AMOUNT: ("sum", "transaction amount", "сумма", "сумма операции", "маблағ", "маблағи амалиёт"),
    CAME: (
        *("credit", "money in", "paid in", "deposit", "deposits"),
        *("кредит", "приход", "поступление", "зачислено"),
        *("даромад", "воридот"),
    ),
    WENT: (
        *("debit", "money out", "paid out", "withdrawal", "withdrawals"),
        *("дебет", "расход", "списание", "списано"),
        *("харҷ", "хориҷот"),
    ),
    BALANCE: ("running balance", "остаток", "исходящий остаток", "бақия", "боқимонда"),
    REFERENCE: (
        *("ref", "reference", "reference no", "document no", "doc no", "transaction id"),
        *("номер", "номер документа", "№ документа", "№", "референс"),
        *("рақам", "рақами ҳуҷҷат"),
    ),
    TEXT: (
        *("description", "details", "narrative", "purpose", "payment details", "particulars"),
        *("описание", "назначение", "назначение платежа", "основание"),
        *("мақсад", "мақсади пардохт", "шарҳ"),
    ),
}
"""Titles as they stand in files of banks, folded when they are compared; they are data, not words of ours."""


class BankHeadings(Headings):
    """What the titles of a bank's file mean: our words in three languages, and the banks' own."""

    def __init__(self) -> None:
        super().__init__(FILE, [translator(language) for language in LANGUAGES])
        self._theirs = {
            heading(title): Column(FILE.by_name[name])
            for name, titles in _AS_BANKS_WRITE.items()
            for title in titles
        }

    def find(self, untrusted_title: str) -> Column | None:
        return super().find(untrusted_title) or self._theirs.get(heading(untrusted_title))


@cache
def bank_headings() -> BankHeadings:
    """The same for every file, made once."""
    return BankHeadings()
