"""What obligations leave behind: flags, a folder of evidence, a calendar."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from icalendar import Calendar
from pdfminer.high_level import extract_text

from cspdesk.domain.duties.notice import Step
from cspdesk.domain.errors import RefusedError
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.services.duties.early import spent_early
from cspdesk.services.duties.evidence import gather
from cspdesk.services.duties.register import Duties
from cspdesk.services.duties.reminders import write_calendar
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.workspace import Workspace
from tests.domain.ledger.worked import EXPECTED, YEAR
from tests.services.books.worked import IDS, NAMES, enter_year

TODAY = date(2025, 12, 31)
ENGLISH = translator(next(one for one in LANGUAGES if one.code == "en"))


def notices(workspace: Workspace) -> dict[str, ObligationView]:
    """The notice of each receipt of the worked year, by the receipt's name."""
    found = Duties(workspace.context, workspace.records).list(TODAY)
    return {NAMES[one.subject.id]: one for one in found if one.is_notice}


def step(state: str, on: str, words: str) -> Step:
    """A step of the worked year: its words are a number, a reason or the document of the refund."""
    made = Step(state=state, on=date.fromisoformat(on), signer="director", channel="in_person")
    if state == "receipt_returned":
        return replace(made, document=IDS[words])
    if state in {"receipt_notice_refused", "receipt_not_notifiable"}:
        return replace(made, reason=words)
    number = words.rpartition(" ")[2]
    return replace(made, outgoing_no=number) if words.startswith("out") else replace(made, incoming_no=number)


@pytest.fixture
def year(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The worked year with its notices as they were filed, each registration with a scan."""
    (organisation,) = (one.id for one in workspace.records.list("organisation").records)
    workspace.records.set(organisation, {"legal_form": YEAR["organisation"]["legal_form"]})
    enter_year(workspace)
    stamp = tmp_path / "stamp.pdf"
    stamp.write_bytes(b"%PDF-1.4 stamped")
    duties = Duties(workspace.context, workspace.records)
    for row in YEAR["notices"]:
        for state, on, words in row["steps"]:
            scan = None if state == "receipt_not_notifiable" else stamp
            duties.step(notices(workspace)[row["of"]], step(state, on, words), scan=scan)
    return workspace


def test_the_worked_years_notices_and_flags_come_out_of_its_records(year: Workspace):
    expected = EXPECTED["notice_due_10_calendar_days_unconfirmed"]
    found = notices(year)
    assert {name: (str(found[name].due), str(found[name].act_by)) for name in expected} == {
        name: (row["due"], row["act_by"]) for name, row in expected.items()
    }
    assert {name: found[name].progress.state for name in expected} == {
        name: row["state"] for name, row in expected.items()
    }
    early = spent_early(year.context, found.values())
    flagged = [[NAMES[one.agreement], NAMES[one.document], str(one.day)] for one in early]
    assert flagged == EXPECTED["charged_before_registration"]
    assert early[0].over == (2500, "EUR")


def test_evidence_is_one_folder_that_anybody_can_check(year: Workspace, tmp_path: Path):
    found = notices(year)["R5"]
    gathered = gather(year.context, found, ENGLISH, tmp_path / "evidence")
    names = sorted(str(p.relative_to(gathered.folder)) for p in gathered.folder.rglob("*") if p.is_file())
    assert names == [
        "SHA256SUMS",
        "files/01 stamp.pdf",
        "files/02 stamp.pdf",
        "files/03 stamp.pdf",
        "history.jsonl",
        "obligation.pdf",
    ]
    for line in (gathered.folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((gathered.folder / name).read_bytes()).hexdigest() == digest
    text = extract_text(BytesIO((gathered.folder / "obligation.pdf").read_bytes()))
    for said in ("61/25", "letter 77", "Notice refused", "Returned to the donor", "not confirmed"):
        assert said in text
    changes = [json.loads(line) for line in (gathered.folder / "history.jsonl").read_text().splitlines()]
    assert {"61/25"} <= {change["to"] for change in changes if isinstance(change["to"], str)}
    with pytest.raises(RefusedError):
        gather(year.context, found, ENGLISH, gathered.folder)


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_evidence_of_a_duty_about_which_nothing_was_done_says_so(
    workspace: Workspace, tmp_path: Path, language
):
    workspace.records.add(
        "fund", [{"credited_on": "2025-12-20", "amount": {"amount": "1.00", "currency": "TJS"}}]
    )
    (found,) = [one for one in Duties(workspace.context, workspace.records).list(TODAY) if one.is_notice]
    gathered = gather(workspace.context, found, translator(language), tmp_path / "evidence")
    assert (gathered.files, gathered.missing) == (0, ())
    assert (gathered.folder / "obligation.pdf").stat().st_size > 5_000


def test_the_calendar_tells_what_waits_and_of_whom_nothing(year: Workspace, tmp_path: Path):
    shown = Duties(year.context, year.records).list(TODAY)
    out = tmp_path / "due.ics"
    written = write_calendar(year.context, shown, ENGLISH, out)
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert written == len(events) == sum(one.waits and one.due is not None for one in shown)
    text = out.read_text()
    assert not [row["name"] for row in YEAR["donors"].values() if row["name"].split()[0] in text]
    assert {str(event["summary"]) for event in events} == {"Report due"}
    assert IDS["R1"] not in text
