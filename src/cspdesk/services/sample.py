"""The sample workspace: four consultations in each of six groupings over two half-years, and their money.

All of it is invented.  It names no real person, body or village, says on each record that it is a
sample, and comes out the same every time for the same day and language.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cspdesk.domain.periods import Period, period
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.services.sample_duties import fill_duties
from cspdesk.services.sample_findings import REGIONS, Region
from cspdesk.services.sample_money import fill_money
from cspdesk.services.workspace import Workspace

MARK = N_("Sample")
_GROUPS = (
    (N_("Women’s group"), "focus_group", ("women",), ("f",)),
    (N_("Young people’s meeting"), "focus_group", ("youth",), ("f", "m")),
    (N_("Round table with the police"), "round_table", ("mixed", "officials"), ("f", "m")),
    (N_("Community meeting"), "community_meeting", ("mixed",), ("f", "m")),
)
_BANDS = ("14-17", "18-30", "31-59", "60+")
_MEETINGS = 4
_SEED = 2018


def fill(workspace: Workspace, translator: Translator, today: date) -> None:
    """Put the sample into a new desk; each kind of record is one deed of its own."""
    teller = _Teller(workspace, translator, Random(_SEED), today)  # noqa: S311 - invented numbers, no secret
    bodies = teller.bodies()
    consultations = workspace.records.add("consultation", list(teller.consultations(bodies))).ids
    agreement = fill_money(workspace, translator, half_years(today), today)
    fill_duties(workspace, translator, half_years(today), today)
    workspace.records.add("activity", list(teller.activities(agreement, consultations)))
    workspace.records.add("recommendation", list(teller.recommendations(bodies, consultations)))
    workspace.desk.set_setting("sample", "yes")


def half_years(today: date) -> tuple[Period, Period]:
    """The half-year that has been running for two months at least, and the one before."""
    settled = today - timedelta(60)
    current = period(f"{settled.year}-H{1 if settled.month <= 6 else 2}")
    return current.before(), current


class _Teller:
    """Invents the records, in the order in which they refer to each other."""

    def __init__(self, workspace: Workspace, translator: Translator, chance: Random, today: date) -> None:
        self._records = workspace.records
        self._t = translator.t
        self._language = translator.language.code
        self._gazetteer = workspace.context.gazetteer
        self._chance = chance
        self._today = today
        self._periods = half_years(today)

    def bodies(self) -> dict[str, str]:
        """Ids of invented bodies by kind."""
        kinds = {
            "cppt": N_("Community policing partnership team (sample)"),
            "mia_department": N_("District department of internal affairs (sample)"),
            "hukumat": N_("District authority (sample)"),
            "education_department": N_("Department of education (sample)"),
        }
        added = self._records.add(
            "body", [{"name": self._t(name), "type": kind} for kind, name in kinds.items()]
        )
        return dict(zip(kinds, added.ids, strict=True))

    def consultations(self, bodies: dict[str, str]) -> Iterator[dict[str, object]]:
        """Four meetings in each grouping: two in each half-year, one of them with women only."""
        number = 0
        for region in REGIONS:
            for meeting in range(_MEETINGS):
                number += 1
                yield self._consultation(region, meeting, number, bodies)

    def _consultation(
        self, region: Region, meeting: int, number: int, bodies: dict[str, str]
    ) -> dict[str, object]:
        words, method, groups, sexes = _GROUPS[(meeting + number // _MEETINGS) % len(_GROUPS)]
        district = region.districts[meeting]
        place = self._gazetteer.lookup(district)
        name = place.names.in_language(self._language) if place else district
        day = self._day(self._periods[meeting // 2])
        cells = self._people(sexes, young=groups == ("youth",))
        told = self._today - day > timedelta(75)
        return {
            "title": f"{self._t(MARK)}: {self._t(words)}, {name}",
            "local_no": f"S-{number:02}",
            "held_on": day.isoformat(),
            "place": district,
            "venue": self._chance.choice(["school", "jamoat_hall", "library"]),
            "method": method,
            "groups": list(groups),
            "languages": ["tg"] if region.grouping != "gbao" else ["pamiri", "tg"],
            "minutes": self._chance.choice([60, 90, 120]),
            "script_read": True,
            "consent_form": "oral",
            "consent_notes": "yes",
            "consent_quotes": "yes" if meeting != 3 else "no",
            "consent_authorities": "yes",
            "consent_publication": "yes",
            "consent_photo": "no",
            "police_present": "throughout" if "officials" in groups else "none",
            "harm_risk": "low",
            "disability_source": "observed",
            "safety_day": self._chance.choice([3, 4]),
            "safety_night": self._chance.choice([2, 3]),
            "police_trust": self._chance.choice([1, 2, 3]),
            "rank_method": "votes",
            "ceiling": "public",
            "sensitivity": "low",
            "lifecycle": "approved" if told else "reviewed",
            "summary": self._t(N_("An invented meeting, to show what a record looks like.")),
            "participants": cells,
            "officials": [{"body": bodies["mia_department"], "body_type": "mia_department", "number": 2}]
            if "officials" in groups
            else [],
            "concerns": list(self._concerns(region, cells, groups)),
            "ideas": [
                {"words": self._t(one.words), "theme": one.theme, "level": one.level, "who": one.who}
                for one in region.asked
            ],
            "quotes": self._quotes(region) if meeting in (0, 2) else [],
            "promises": [self._promise(day, told=told)],
        }

    def _day(self, within: Period) -> date:
        last = min(within.last, self._today)
        return within.first + timedelta(self._chance.randrange((last - within.first).days + 1))

    def _people(self, sexes: tuple[str, ...], *, young: bool) -> list[dict[str, object]]:
        bands = _BANDS[:2] if young else _BANDS[1:]
        cells: list[dict[str, object]] = [
            {"sex": sex, "band": band, "count": self._chance.randrange(3, 15)}
            for sex in sexes
            for band in bands
        ]
        cells += [{"sex": sex, "disability": "yes", "count": self._chance.randrange(0, 3)} for sex in sexes]
        return cells

    def _concerns(
        self, region: Region, cells: list[dict[str, object]], groups: tuple[str, ...]
    ) -> Iterator[dict[str, object]]:
        chosen = list(region.findings)
        if self._chance.random() < 0.3:
            chosen.pop()
        if self._chance.random() < 0.4:
            chosen[0], chosen[1] = chosen[1], chosen[0]
        women = sum(
            c["count"] for c in cells if c["sex"] == "f" and "band" in c and isinstance(c["count"], int)
        )
        for rank, finding in enumerate(chosen, 1):
            severity = max(1, min(5, finding.severity + self._chance.choice([-1, 0, 0, 0, 1])))
            yield {
                "theme": finding.theme,
                "words": self._t(finding.words),
                "severity": severity,
                "rank": rank,
                "trend": self._chance.choice(["worse", "same", "same", "better"]),
                "frequency": self._chance.choice(["weekly", "monthly", "daily"]),
                "affected": list(finding.affected),
                "scale": self._chance.choice(["few", "many", "many", "all"]),
                "votes_women": max(0, women - 3 * rank) if "women" in groups or "mixed" in groups else 0,
                "said_by": "women" if groups == ("women",) else "all",
            }

    def _quotes(self, region: Region) -> list[dict[str, object]]:
        finding = region.findings[0]
        return [
            {
                "words": self._t(region.quote),
                "theme": finding.theme,
                "reworded": True,
                "approved": "yes",
            }
        ]

    def _promise(self, day: date, *, told: bool) -> dict[str, object]:
        promise: dict[str, object] = {
            "words": self._t(N_("To come back and tell what became of it")),
            "due": (day + timedelta(60)).isoformat(),
            "state": "kept" if told else "open",
        }
        if told:
            promise |= {"told_on": (day + timedelta(50)).isoformat(), "channel": "meeting"}
        return promise

    def activities(self, agreement: str, consultations: tuple[str, ...]) -> Iterator[dict[str, object]]:
        """What was done about some of the concerns."""
        plans = (
            ("training", N_("Legal literacy evenings"), "LEGAL-KNOW", "3505404", "14200.00", 0),
            (
                "dialogue_police",
                N_("Police and young people at one table"),
                "POL-TRUST",
                "3590401",
                "8600.00",
                8,
            ),
            ("awareness", N_("A week of talks in schools"), "GENDER-NORM", "3507217", "6150.00", 20),
        )
        for kind, title, theme, place, cost, source in plans:
            day = self._periods[1].first + timedelta(self._chance.randrange(30, 80))
            yield {
                "title": self._t(title),
                "type": kind,
                "agreement": agreement,
                "place": place,
                "starts": day.isoformat(),
                "ends": (day + timedelta(2)).isoformat(),
                "state": "done" if day < self._today else "planned",
                "answers": [theme],
                "cost": {"amount": cost, "currency": "TJS"},
                "participants": self._people(("f", "m"), young=kind == "dialogue_police"),
                "links": [{"target": consultations[source]}],
            }

    def recommendations(
        self, bodies: dict[str, str], consultations: tuple[str, ...]
    ) -> Iterator[dict[str, object]]:
        """What was asked of authorities, on several levels."""
        steps = (
            ("cppt", "district", "sent"),
            ("mia_department", "region", "answered"),
            ("hukumat", "district", "draft"),
        )
        for place, region in enumerate(REGIONS):
            asked = region.asked[0]
            body, _, state = steps[place % len(steps)]
            day = self._periods[1].first + timedelta(20 + 7 * place)
            made: dict[str, object] = {
                "words": self._t(asked.words),
                "theme": asked.theme,
                "level": asked.level,
                "place": region.districts[0],
                "addressee": bodies[body],
                "state": state,
                "form": "letter",
                "links": [{"target": consultations[place * _MEETINGS]}],
            }
            if state != "draft":
                made |= {"handed_over_on": day.isoformat(), "answer_due": (day + timedelta(30)).isoformat()}
            yield made
