"""The narrative of the Grand Bargain's "8+3" template, and the cash forecast."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.reports.money.definition import (
    Column,
    Definition,
    Detail,
    Line,
    Lines,
    Listing,
    Particulars,
    Test,
    Texts,
    Tie,
)
from cspdesk.reports.money.shipped.common_parts import ACTIVITIES, AGREEMENT

NARRATIVE = Definition(
    id="narrative",
    version=1,
    title=N_("Narrative report"),
    subtitle=N_("8+3 template"),
    of="agreement",
    audiences=("donor", "organisation"),
    parts=(
        Particulars(
            code="cover",
            title=N_("Basic data"),
            details=(*AGREEMENT, Detail(name="agreement.territory", label=N_("Where"), required=False)),
        ),
        Lines(
            code="people",
            title=N_("People reached"),
            unit="count",
            lines=(
                Line(code="women", label=N_("Women"), measure="women"),
                Line(code="men", label=N_("Men"), measure="men"),
                Line(code="not_told", label=N_("Sex not told"), measure="not_told"),
                Line(
                    code="people",
                    label=N_("People in all"),
                    sums=("women", "men", "not_told"),
                    strong=True,
                ),
            ),
            note=N_("Counted at activities: a person who came twice counts twice."),
        ),
        Texts(
            code="core",
            title=N_("Core questions"),
            details=(
                Detail(name="text.performance", label=N_("Overall performance")),
                Detail(name="text.changes", label=N_("Changes and amendments")),
            ),
        ),
        Listing(
            code="indicators",
            title=N_("Measuring results"),
            rows="indicators",
            columns=(
                Column(code="name", label=N_("Indicator"), look="text", share=6),
                Column(code="planned", label=N_("Planned"), look="text", share=2),
                Column(code="achieved", label=N_("Achieved"), look="text", share=2),
            ),
            empty=N_("No indicator is filled in."),
        ),
        ACTIVITIES,
        Texts(
            code="questions",
            title=N_("Participation, risks, lessons"),
            details=(
                Detail(name="text.participation", label=N_("Participation of and accountability to people")),
                Detail(name="text.risks", label=N_("Risk management")),
                Detail(name="text.exit", label=N_("Exit strategy and sustainability")),
                Detail(name="text.lessons", label=N_("Lessons learned")),
            ),
        ),
        Texts(
            code="menu",
            title=N_("Additional questions"),
            optional=True,
            details=(
                Detail(name="text.value", label=N_("Value for money"), required=False),
                Detail(name="text.visibility", label=N_("Visibility"), required=False),
                Detail(name="text.coordination", label=N_("Coordination"), required=False),
                Detail(name="text.partners", label=N_("Implementing partners"), required=False),
                Detail(name="text.environment", label=N_("Environment"), required=False),
            ),
        ),
    ),
    ties=(
        Tie(
            code="people",
            label=N_("The counts are the activities’ totals"),
            sums=("people", "-activities.total.people"),
        ),
    ),
)

FORECAST = Definition(
    id="cash_forecast",
    version=1,
    title=N_("Cash forecast"),
    subtitle=N_("By month and agreement"),
    wide=True,
    files=False,
    parts=(
        Listing(
            code="forecast",
            title=N_("What will be there"),
            rows="forecast",
            unit="own",
            columns=(
                Column(code="agreement", label=N_("Agreement"), look="text", share=5),
                Column(code="month", label=N_("Month"), look="text", share=4),
                Column(code="currency", label=N_("Currency"), look="text", share=2),
                Column(code="opening", label=N_("At the beginning"), share=3),
                Column(code="tranches", label=N_("Payments expected"), share=3),
                Column(code="contracts", label=N_("Contracts open"), share=3),
                Column(code="plan", label=N_("Rest of the budget"), share=3),
                Column(code="closing", label=N_("At the end"), share=3),
                Column(code="tjs", label=N_("In somoni"), share=3),
            ),
            note=N_(
                "What is left of a budget is spread evenly over the months to the agreement’s end; somoni "
                "are by the newest official rate."
            ),
            empty=N_("There is no agreement."),
        ),
    ),
    tests=(
        Test(name="enough", label=N_("No month ends below zero"), bars=False),
        Test(name="forecast_valued", label=N_("What is promised has a rate"), bars=False),
    ),
)
