"""A book for the sample's money: records entered kind by kind, each under a name of the sample's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from cspdesk.domain.codelists import label_of
from cspdesk.domain.periods import Period
from cspdesk.i18n.catalogue import Translator
from cspdesk.services.records import Records

FIRST: Final = "SAMPLE-01"
SECOND: Final = "SAMPLE-02"
OWN: Final = "SAMPLE-OWN"
CAME: Final = 21
"""Days into each half-year on which the first donor's money comes."""


class SampleBook:
    """Enters records and knows their ids by the names that the sample gives them."""

    def __init__(
        self, records: Records, translator: Translator, halves: tuple[Period, Period], today: date
    ) -> None:
        self.records = records
        self.t = translator.t
        self.halves = halves
        self.today = today
        self.ids: dict[str, str] = {}

    def add(self, kind: str, records: Mapping[str, Mapping[str, object]]) -> None:
        """Enter records of a kind as one deed."""
        added = self.records.add(kind, [dict(one) for one in records.values()])
        self.ids |= dict(zip(records, added.ids, strict=True))

    def day(self, half: int, days: int) -> str:
        """A day so many days into a half-year."""
        return (self.halves[half].first + timedelta(days)).isoformat()

    def word(self, name: str, code: str) -> str:
        """The words of a code in the sample's language."""
        return self.t(label_of(name, code))


def money(amount: str, currency: str) -> dict[str, object]:
    """An amount as ``records.add`` takes it."""
    return {"amount": amount, "currency": currency}
