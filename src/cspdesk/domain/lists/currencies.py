"""Currencies by ISO 4217 code; ``domain.money`` knows their minor units.

The first ten are those that civil society organisations of Tajikistan meet most; then the rest that
the National Bank of Tajikistan quotes or donors pay in, by code.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

CURRENCIES = CodeList(
    "currency",
    (
        Choice("TJS", N_("Somoni")),
        Choice("USD", N_("US dollar")),
        Choice("EUR", N_("Euro")),
        Choice("RUB", N_("Russian rouble")),
        Choice("GBP", N_("British pound")),
        Choice("CHF", N_("Swiss franc")),
        Choice("CNY", N_("Chinese yuan")),
        Choice("KZT", N_("Kazakh tenge")),
        Choice("KGS", N_("Kyrgyz som")),
        Choice("UZS", N_("Uzbek sum")),
        Choice("AED", N_("Dirham of the United Arab Emirates")),
        Choice("AFN", N_("Afghan afghani")),
        Choice("AMD", N_("Armenian dram")),
        Choice("AUD", N_("Australian dollar")),
        Choice("AZN", N_("Azerbaijani manat")),
        Choice("BYN", N_("Belarusian rouble")),
        Choice("CAD", N_("Canadian dollar")),
        Choice("CZK", N_("Czech koruna")),
        Choice("DKK", N_("Danish krone")),
        Choice("GEL", N_("Georgian lari")),
        Choice("INR", N_("Indian rupee")),
        Choice("IRR", N_("Iranian rial")),
        Choice("JPY", N_("Japanese yen")),
        Choice("KRW", N_("South Korean won")),
        Choice("KWD", N_("Kuwaiti dinar")),
        Choice("MDL", N_("Moldovan leu")),
        Choice("NOK", N_("Norwegian krone")),
        Choice("PKR", N_("Pakistani rupee")),
        Choice("PLN", N_("Polish zloty")),
        Choice("QAR", N_("Qatari riyal")),
        Choice("SAR", N_("Saudi riyal")),
        Choice("SEK", N_("Swedish krona")),
        Choice("SGD", N_("Singapore dollar")),
        Choice("TMT", N_("Turkmen manat")),
        Choice("TRY", N_("Turkish lira")),
        Choice("UAH", N_("Ukrainian hryvnia")),
        Choice("XDR", N_("Special drawing rights")),
    ),
)

ALL = (CURRENCIES,)
