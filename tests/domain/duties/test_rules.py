"""Rules as dated data: which version is law, whom it binds, what is confirmed, what opens what."""

import ast
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain import duties
from cspdesk.domain.duties import due
from cspdesk.domain.duties.opening import Happening, ends_of, opened, periods
from cspdesk.domain.duties.rule import NEEDS, OPENERS, PARTS, Confirmation, DutyRule, Rules
from cspdesk.domain.duties.shipped import HOLIDAYS, RULES
from cspdesk.domain.duties.workdays import Holiday, Workdays
from cspdesk.domain.lists.duties import DUTIES
from cspdesk.domain.lists.funds import LEGAL_FORMS
from tests.domain.duties.days import LAW, SHIPPED, day, law
from tests.domain.ledger.worked import EXPECTED, YEAR

RECEIPTS = [row for row in YEAR["documents"] if row["kind"] in {"receipt", "in_kind_receipt"}]


def _opened(*happenings, rules=LAW, form="public_association", employer=True, workdays=SHIPPED):
    return opened(happenings, rules, workdays, form, employer=employer)


def test_every_shipped_rule_speaks_in_known_codes():
    for rule in RULES:
        assert rule.code in DUTIES
        assert rule.opens_on in OPENERS
        assert set(rule.legal_forms) <= set(LEGAL_FORMS.codes)
        assert set(rule.needs) <= set(NEEDS)
        assert set(rule.confirmed.parts) <= set(PARTS)
        assert due.write(due.read(rule.due)) == rule.due
        assert rule.basis
        assert rule.addressee


def test_nobody_has_confirmed_the_days_of_a_notice_nor_any_holiday():
    notice = law("MOJ_FUNDS_NOTICE", "2025-01-20")
    assert (notice.is_confirmed("duty"), notice.is_confirmed("date")) == (True, False)
    assert not any(one.confirmed for one in HOLIDAYS)


def test_no_module_but_the_data_writes_what_the_law_says():
    folder = Path(duties.__file__).parent
    for path in sorted(folder.glob("*.py")):
        texts = {n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant)}
        spelled = texts & {
            *DUTIES.codes,
            *(one.on for one in HOLIDAYS),
            *(r.due for r in RULES if any(c.isdigit() for c in r.due)),
        }
        assert path.name == "shipped.py" or not spelled, f"{path.name} writes {spelled}"


def test_a_receipt_opens_its_notice_on_the_day_that_the_worked_year_expects():
    expected = EXPECTED["notice_due_10_calendar_days_unconfirmed"]
    told = {row["id"]: day(row["date"]) for row in RECEIPTS if row["id"] in expected}
    found = _opened(*(Happening(opens_on="receipt", day=on, subject=name) for name, on in told.items()))
    assert {one.subject: {"due": str(one.due), "act_by": str(one.act_by)} for one in found} == {
        name: {key: row[key] for key in ("due", "act_by")} for name, row in expected.items()
    }
    assert {(one.rule.code, one.is_confirmed) for one in found} == {("MOJ_FUNDS_NOTICE", False)}


def test_a_half_year_opens_its_own_report_alone():
    found = _opened(*ends_of("half_year", day("2025-01-01"), day("2025-12-31")))
    assert [(one.rule.code, one.period, str(one.due)) for one in found] == [
        ("MOJ_FIN_H1", "2025-H1", "2025-07-31"),
        ("MOJ_FIN_H2", "2025-H2", "2026-01-31"),
    ]
    assert [str(one.act_by) for one in found] == ["2025-07-31", "2026-01-30"]


def test_a_duty_whose_date_nobody_knows_is_opened_all_the_same():
    found = _opened(*ends_of("year", day("2025-01-01"), day("2025-12-31")))
    assert [one.rule.code for one in found if one.due is None] == ["STAT"]
    assert found[-1].due is None


def test_the_form_of_an_organisation_decides_which_duties_it_has():
    year = [*ends_of("year", day("2025-01-01"), day("2025-12-31"))]
    of_foundation = {one.rule.code for one in _opened(*year, form="public_foundation")}
    assert of_foundation == {"TAX_ANNUAL", "ACC_BALANCE", "STAT"}
    assert {"MOJ_CONTINUE", "WEB_PUBLISH"} < {one.rule.code for one in _opened(*year, form="")}


def test_only_an_employer_files_for_its_employees():
    month = [*ends_of("month", day("2025-03-01"), day("2025-03-31"))]
    assert [one.rule.code for one in _opened(*month)] == ["TAX_MONTHLY"]
    assert _opened(*month, employer=False) == ()


def test_a_letter_opens_what_it_asks_for():
    letter = Happening(
        opens_on="letter", day=day("2025-03-03"), codes=("MOJ_ON_REQUEST",), asked=day("2025-03-10")
    )
    found = _opened(letter)
    assert [(one.rule.code, str(one.due), one.is_confirmed) for one in found] == [
        ("MOJ_ON_REQUEST", "2025-03-10", True)
    ]


@pytest.mark.parametrize(("agreed", "sure"), [("", False), ("agreement+45d", True)])
def test_a_donors_date_is_sure_where_the_agreement_says_it(agreed, sure):
    one = Happening(
        opens_on="agreement_period",
        day=day("2025-07-01"),
        subject="a",
        period="2025-H1",
        codes=("DONOR_FIN",),
        agreed=agreed,
    )
    found = _opened(one)
    assert [(one.is_confirmed, (one.due - day("2025-06-30")).days) for one in found] == [
        (sure, 45 if sure else 30)
    ]


def test_a_new_version_counts_from_its_first_day_and_the_old_one_before():
    older = law("MOJ_FUNDS_NOTICE", "2025-01-20")
    newer = replace(older, version=2, due="event+5w", valid_from=day("2025-06-01"), is_shipped=False)
    rules = Rules.of(RULES, [newer])
    found = _opened(
        Happening(opens_on="receipt", day=day("2025-05-31"), subject="a"),
        Happening(opens_on="receipt", day=day("2025-06-02"), subject="b"),
        rules=rules,
    )
    assert [(one.rule.version, str(one.due)) for one in found] == [(2, "2025-06-09"), (1, "2025-06-10")]


def test_a_confirmed_rule_takes_the_shipped_ones_place():
    shipped = law("MOJ_FUNDS_NOTICE", "2025-01-20")
    sure = replace(shipped, confirmed=Confirmation(PARTS, "ZK", day("2025-02-01"), "letter of the Ministry"))
    found = _opened(
        Happening(opens_on="receipt", day=day("2025-05-05"), subject="a"), rules=Rules.of(RULES, [sure])
    )
    assert [one.is_confirmed for one in found] == [True]


def test_a_day_to_act_in_a_year_of_unknown_holidays_says_so():
    told = Workdays.of([*HOLIDAYS, Holiday("2025-06-06", "Idi Qurbon", announced=True)])
    receipt = Happening(opens_on="receipt", day=day("2025-05-27"), subject="a")
    assert [(str(one.act_by), one.untold) for one in _opened(receipt)] == [("2025-06-06", (2025,))]
    assert [(str(one.act_by), one.untold) for one in _opened(receipt, workdays=told)] == [("2025-06-05", ())]


@given(
    st.permutations(
        [
            *ends_of("year", date(2025, 1, 1), date(2026, 12, 31)),
            *ends_of("month", date(2025, 1, 1), date(2025, 6, 30)),
        ]
    )
)
def test_obligations_are_the_same_in_whatever_order_things_happened(happenings):
    assert _opened(*happenings, *happenings) == _opened(
        *ends_of("year", date(2025, 1, 1), date(2026, 12, 31)),
        *ends_of("month", date(2025, 1, 1), date(2025, 6, 30)),
    )


@given(
    st.sampled_from(["half_year", "quarter", "month", "year"]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 900),
)
def test_periods_follow_one_another_without_a_gap(form, first, span):
    found = list(periods(form, first, date.fromordinal(first.toordinal() + span)))
    assert all(a.last < b.first and (b.first - a.last).days == 1 for a, b in pairwise(found))


def test_a_rule_that_nobody_knows_is_not_law():
    assert LAW.on("NO_SUCH", day("2025-01-01")) is None
    assert not DutyRule(code="X", valid_to=day("2025-01-01")).holds_on(day("2025-01-02"))
