"""Own layouts: only what fits its report is taken, others are named with their reason, and none is lost."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from cspdesk.domain.errors import RefusedError, UntrustedError
from cspdesk.services.attachments import Attachments
from cspdesk.services.layouts import Layouts
from cspdesk.services.workspace import Workspace

KIND = "budget_report"


def word(path: Path, text: str) -> Path:
    """A Word file with one text, and its state in the pages' head where it has fields."""
    file, out = docx.Document(), BytesIO()
    file.sections[0].header.paragraphs[0].text = "{{ report.status }}" if "{{" in text else ""
    file.add_paragraph(text)
    file.save(out)
    path.write_bytes(out.getvalue())
    return path


def test_a_layout_that_hides_that_a_report_is_not_filed_is_refused(layouts: Layouts, tmp_path: Path):
    file = docx.Document()
    file.add_paragraph("{{ line.closing }}")
    file.save(str(tmp_path / "silent.docx"))
    with pytest.raises(UntrustedError) as refused:
        layouts.add("moj_half_year", "", tmp_path / "silent.docx")
    assert refused.value.code == "template-status"
    assert layouts.list("moj_half_year") == ()


@pytest.fixture
def agreement(workspace: Workspace) -> str:
    return workspace.records.add("agreement", [{"number": "A-1"}]).ids[0]


@pytest.fixture
def layouts(workspace: Workspace) -> Layouts:
    return Layouts(workspace.context, workspace.records)


def test_a_layout_lies_with_the_agreement_and_is_offered_for_it_alone(
    layouts: Layouts, workspace: Workspace, agreement: str, tmp_path: Path
):
    path = word(tmp_path / "donor.docx", "{{ report.title }} {{ report.period }} {{ report.title }}")
    made = layouts.add(KIND, agreement, path)
    assert made.fields == ("report.period", "report.status", "report.title")
    assert layouts.list(KIND, agreement) == (made,)
    (other,) = workspace.records.add("agreement", [{"number": "A-2"}]).ids
    assert layouts.list(KIND, other) == ()
    layouts.remove(made)
    assert layouts.list(KIND, agreement) == ()


def test_a_report_about_the_organisation_keeps_its_layout_there(layouts: Layouts, tmp_path: Path):
    made = layouts.add("continuation", "", word(tmp_path / "own.docx", "{{ organisation.name }}"))
    assert layouts.list("continuation") == (made,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ report.titel }}", "which this report has not"),
        ("{{ report.title", "which is no field"),
        ("no field at all", "holds no field"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason_and_not_kept(
    layouts: Layouts, workspace: Workspace, agreement: str, tmp_path: Path, text: str, said: str
):
    with pytest.raises((UntrustedError, RefusedError), match=said) as refused:
        layouts.add(KIND, agreement, word(tmp_path / "donor.docx", text))
    assert refused.value.hint is not None
    assert Attachments(workspace.context).list(agreement) == ()


def test_a_name_stands_for_one_file(layouts: Layouts, agreement: str, tmp_path: Path):
    path = word(tmp_path / "donor.docx", "{{ report.title }}")
    layouts.add(KIND, agreement, path)
    with pytest.raises(RefusedError, match="already"):
        layouts.add(KIND, agreement, path)


def test_other_files_are_no_layouts_and_one_of_another_report_says_why(
    layouts: Layouts, workspace: Workspace, agreement: str, tmp_path: Path
):
    files = Attachments(workspace.context)
    files.add(agreement, word(tmp_path / "contract.docx", "We agree."))
    (tmp_path / "broken.docx").write_bytes(b"no archive")
    files.add(agreement, tmp_path / "broken.docx")
    files.add(agreement, word(tmp_path / "other.docx", "{{ line.elsewhere }}"))
    (found,) = layouts.list(KIND, agreement)
    assert (found.name, found.fields) == ("other.docx", ())
    assert "line.elsewhere" in str(found.problem)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_layout_to_begin_from_fits_as_it_is(layouts: Layouts, agreement: str, tmp_path: Path, form: str):
    out = tmp_path / f"begin.{form}"
    layouts.write_starting(KIND, out, "ru")
    assert len(layouts.add(KIND, agreement, out).fields) > 5


def test_the_list_of_fields_is_a_sheet_that_names_each(layouts: Layouts, tmp_path: Path):
    out = layouts.write_fields(KIND, tmp_path / "fields.xlsx", "en")
    cells = {
        str(value)
        for sheet in openpyxl.load_workbook(out).worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
    }
    assert {"{{ report.title }}", "Row of a table"} <= cells
    with pytest.raises(RefusedError):
        layouts.write_fields(KIND, tmp_path / "fields.pdf", "en")
