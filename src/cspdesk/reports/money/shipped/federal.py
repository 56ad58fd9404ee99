"""The Federal Financial Report, SF-425 (OMB 4040-0014), cumulative, in dollars."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import Definition, Detail, Line, Lines, Particulars, Test, Texts, Tie
from cspdesk.reports.money.shipped.common_parts import DECIDED, PREPARED


def _measured(letter: str, label: str) -> Line:
    return Line(code=f"10.{letter}", label=label, measure="federal", where=(("letter", letter),))


def _summed(letter: str, label: str, *sums: str) -> Line:
    return Line(code=f"10.{letter}", label=label, sums=sums, strong=True)


SF_425 = Definition(
    id="sf425",
    version=1,
    title=N_("Federal Financial Report (SF-425)"),
    subtitle=N_("Line 10 is cumulative"),
    of="agreement",
    audiences=("donor", "organisation"),
    parts=(
        Particulars(
            code="cover",
            title=N_("Award and recipient"),
            details=(
                Detail(name="donor.name", label=N_("1 Federal agency")),
                Detail(name="agreement.number", label=N_("2 Grant number")),
                Detail(name="organisation.name", label=N_("3 Recipient")),
                Detail(name="organisation.legal_address", label=N_("3 Address")),
                Detail(name="federal.uei", label=N_("4a UEI")),
                Detail(name="federal.ein", label=N_("4b EIN"), required=False),
                Detail(name="federal.account_no", label=N_("5 Recipient account number"), required=False),
                Detail(name="period.form", label=N_("6 Report type")),
                Detail(name="agreement.start", label=N_("8 Project period from")),
                Detail(name="terms.end", label=N_("8 Project period to")),
                Detail(name="period.last", label=N_("9 Reporting period end")),
                Detail(name="terms.currency", label=N_("Currency")),
            ),
        ),
        Lines(
            code="cash",
            title=N_("Federal cash"),
            unit="agreement",
            coded=True,
            lines=(
                _measured("a", N_("Cash receipts")),
                _measured("b", N_("Cash disbursements")),
                _summed("c", N_("Cash on hand (a − b)"), "10.a", "-10.b"),
            ),
        ),
        Lines(
            code="expenditures",
            title=N_("Federal expenditures and unobligated balance"),
            unit="agreement",
            coded=True,
            lines=(
                _measured("d", N_("Total federal funds authorised")),
                _measured("e", N_("Federal share of expenditures")),
                _measured("f", N_("Federal share of unliquidated obligations")),
                _summed("g", N_("Total federal share (e + f)"), "10.e", "10.f"),
                _summed("h", N_("Unobligated balance of federal funds (d − g)"), "10.d", "-10.g"),
            ),
        ),
        Lines(
            code="share",
            title=N_("Recipient share"),
            unit="agreement",
            coded=True,
            lines=(
                _measured("i", N_("Total recipient share required")),
                _measured("j", N_("Recipient share of expenditures")),
                _summed("k", N_("Remaining recipient share (i − j)"), "10.i", "-10.j"),
            ),
        ),
        Lines(
            code="income",
            title=N_("Programme income"),
            unit="agreement",
            coded=True,
            lines=(
                _measured("l", N_("Total programme income earned")),
                _measured("m", N_("Programme income expended, deduction")),
                _measured("n", N_("Programme income expended, addition")),
                _summed("o", N_("Unexpended programme income (l − m or l − n)"), "10.l", "-10.m", "-10.n"),
            ),
        ),
        Lines(
            code="remarks",
            title=N_("Remarks (12)"),
            unit="agreement",
            lines=(
                Line(
                    code="difference",
                    label=N_("Exchange difference since the beginning"),
                    measure="federal_difference",
                ),
                Line(
                    code="brought_forward",
                    label=N_("Brought forward from before the books"),
                    measure="brought_forward",
                    quiet=True,
                ),
                Line(code="unpaid", label=N_("Unpaid taxes and bills"), measure="federal_unpaid"),
                Line(
                    code="in_hand",
                    label=N_("Money in hand, with what is unpaid (c and the difference)"),
                    measure="federal_in_hand",
                ),
            ),
        ),
        Texts(
            code="remarks_text",
            details=(Detail(name="federal.remarks", label=N_("Remarks"), required=False),),
        ),
        PREPARED,
    ),
    ties=(
        Tie(
            code="cash",
            label=N_("Cash on hand and the difference are the money in hand"),
            sums=("10.c", "10.o", "difference", "brought_forward", "-in_hand"),
        ),
    ),
    tests=(
        *DECIDED,
        Test(name="within_total", label=N_("No more is authorised than the agreement says")),
        Test(name="valued", label=N_("What is promised has a rate")),
        Test(name="counted", label=N_("What is told beside the books is in the agreement’s currency")),
        Test(name="charged_not_less", label=N_("Line e is not less than it was filed last"), bars=False),
    ),
)
