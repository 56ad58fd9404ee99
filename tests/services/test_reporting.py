"""Reports: exact inside, sums of the frozen cube outside, in three languages and three formats."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pdfminer.high_level import extract_text

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.periods import period
from cspdesk.i18n.catalogue import english
from cspdesk.reports.layout import Document, Facts, Note, Table
from cspdesk.reports.picture import Number
from cspdesk.services.digests import Digests
from cspdesk.services.reporting import FORMATS, Reporting
from cspdesk.services.workspace import Workspace

WOMEN = {"sex": "f", "band": "18-30", "count": 33}


def numbers_in(text: str) -> set[int]:
    return {int(found) for found in re.findall(r"(?<![\d.<])\d+(?![\d.])", text)}


def told(document: Document) -> list[object]:
    """What a document says, its warnings to the maker apart."""
    return [block for block in document.blocks if not (isinstance(block, Note) and block.kind == "warn")]


def sheet_text(path: Path) -> str:
    book = load_workbook(BytesIO(path.read_bytes()), read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


@pytest.fixture
def reporting(sampled: Workspace) -> Reporting:
    return Reporting(sampled.context)


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_digest_is_made_in_every_language_and_format(
    reporting: Reporting, tmp_path: Path, language: str, form: str
) -> None:
    out = tmp_path / f"digest.{form}"
    made = reporting.make("digest", span="2026-H2", language=language, out=out)
    assert out.stat().st_size == made.size > 5_000


def test_the_own_digest_ranks_by_consultations_then_rank_then_severity(sampled: Workspace) -> None:
    content, _, _ = Digests(sampled.context).content(
        period("2026-H1"), "organisation", english(), freezing=False
    )
    rows = content.picture.whole.concerns
    keys = [(-of(row.raised), of(row.rank), -of(row.severity)) for row in rows]
    assert keys == sorted(keys)
    assert content.picture.whole.held == 12


def of(number: Number | None) -> int:
    return 0 if number is None or number.value is None else number.value


def test_what_leaves_counts_people_in_multiples_of_the_audience_s_base(
    reporting: Reporting, tmp_path: Path
) -> None:
    for audience, base in (("donor", 5), ("public", 10)):
        prepared = reporting.prepare("digest", span="2026-H2", language="en", audience=audience)
        [table] = [
            b for b in prepared.document.blocks if isinstance(b, Table) and b.caption == "Who took part"
        ]
        people = [cell.number for row in table.rows for cell in row if cell.number is not None]
        assert people
        assert all(number % base == 0 for number in people)


def test_the_preview_is_what_is_printed_and_a_half_year_is_frozen_once(
    reporting: Reporting, sampled: Workspace, tmp_path: Path
) -> None:
    before = reporting.prepare("digest", span="2026-H2", language="en", audience="public")
    assert before.freezes == ("2026-H2",)
    reporting.make("digest", span="2026-H2", language="en", audience="public", out=tmp_path / "a.pdf")
    after = reporting.prepare("digest", span="2026-H2", language="en", audience="public")
    assert after.freezes == ()
    assert told(after.document) == told(before.document)


def test_what_is_recorded_after_the_freeze_does_not_move_a_printed_number(
    reporting: Reporting, sampled: Workspace, tmp_path: Path
) -> None:
    reporting.make("digest", span="2026-H2", language="en", audience="public", out=tmp_path / "a.xlsx")
    sampled.records.add(
        "consultation",
        [
            {
                "title": "late",
                "held_on": "2026-11-20",
                "place": "3505404",
                "participants": [{"sex": "f", "band": "18-30", "count": 33}],
            }
        ],
    )
    reporting.make("digest", span="2026-H2", language="en", audience="public", out=tmp_path / "b.xlsx")
    one, other = sheet_text(tmp_path / "a.xlsx"), sheet_text(tmp_path / "b.xlsx")
    assert "1 consultation came after the numbers were frozen" in other
    assert numbers_in(other) - numbers_in(one) <= {1}


def test_exact_numbers_of_people_do_not_leave_in_any_format(reporting: Reporting, tmp_path: Path) -> None:
    exact = reporting.prepare("digest", span="2026-H2", language="en")
    [facts] = [block for block in exact.document.blocks if isinstance(block, Facts)]
    [told] = [fact.value for fact in facts.rows if fact.label == "People who took part"]
    total = told if isinstance(told, str) else "".join(span.text for span in told)
    assert int(total) % 10 != 0
    for form, reader in (("pdf", lambda p: extract_text(str(p))), ("xlsx", sheet_text)):
        out = tmp_path / f"public.{form}"
        reporting.make("digest", span="2026-H2", language="en", audience="public", out=out)
        assert total not in reader(out)


def test_a_quote_without_consent_is_in_no_digest(workspace: Workspace) -> None:
    reporting = Reporting(workspace.context)
    meeting = {"title": "t", "held_on": "2026-08-01", "place": "3505404", "ceiling": "public"}
    said = {"words": "a word in confidence", "theme": "CORR", "approved": "yes"}
    workspace.records.add("consultation", [{**meeting, "consent_quotes": "no", "quotes": [said]}])
    workspace.records.add(
        "consultation", [{**meeting, "consent_quotes": "yes", "quotes": [{**said, "approved": "no"}]}]
    )
    prepared = reporting.prepare("digest", span="2026-H2", language="en")
    assert "confidence" not in repr(prepared.document)


def test_only_whole_half_years_leave(reporting: Reporting) -> None:
    with pytest.raises(RefusedError) as refused:
        reporting.prepare("digest", span="2026-Q3", audience="public")
    assert refused.value.code == "period"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"kind": "poem"}, "unknown-report"),
        ({"span": "soon"}, "period"),
        ({"audience": "neighbours"}, "audience"),
        ({"language": "fr"}, "language"),
    ],
)
def test_what_is_not_known_is_refused_by_name(reporting: Reporting, asked: dict[str, str], code: str) -> None:
    given = {"kind": "digest", "span": "2026-H2"} | asked
    with pytest.raises(RefusedError) as refused:
        reporting.prepare(given.pop("kind"), **given)
    assert refused.value.code == code


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_a_blank_form_asks_for_no_name_and_no_signature(
    reporting: Reporting, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "blank.pdf"
    reporting.blank("consultation", language=language, out=out)
    text = extract_text(str(out)).lower()
    assert len(text) > 1_000
    assert not any(word in text for word in ("signature", "подпись", "имзо"))


def test_tags_add_a_row_to_the_tables_and_no_figure(sampled: Workspace, tmp_path: Path):
    reporting = Reporting(sampled.context)
    words = {}
    for name, tags in (("plain", False), ("tagged", True)):
        out = tmp_path / f"{name}.xlsx"
        reporting.make("digest", span="2026-H1", out=out, language="en", audience="public", tags=tags)
        sheets = load_workbook(out).worksheets
        words[name] = [list(sheet.values) for sheet in sheets]
    found = [
        row for sheet in words["tagged"] for row in sheet if any(str(cell).startswith("#") for cell in row)
    ]
    assert found
    kept = [[row for row in sheet if row not in found] for sheet in words["tagged"]]
    assert kept == words["plain"]
    with pytest.raises(RefusedError):
        reporting.make("digest", span="2026-H1", out=tmp_path / "x.pdf", audience="public", tags=True)
