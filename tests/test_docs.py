"""What the papers name is there: links, pictures, and the tools behind each word of make."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(paper: Path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", paper.read_text("utf-8"))
    lost = [link for link in links if "://" not in link and not (paper.parent / link).exists()]
    assert not lost


def test_every_decision_is_listed():
    decisions = ROOT / "docs" / "decisions"
    listed = (decisions / "README.md").read_text("utf-8")
    unlisted = [path.name for path in decisions.glob("0*.md") if f"({path.name})" not in listed]
    assert not unlisted


def test_every_decision_says_context_decision_consequences_and_alternatives():
    for path in (ROOT / "docs" / "decisions").glob("0*.md"):
        heads = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert heads == ["Context", "Decision", "Consequences", "Alternatives"], path.name


def test_make_offers_nothing_whose_tool_is_missing():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"\b(?:tools|benchmarks|tests)/[\w./]+", makefile))
    missing = sorted(name for name in named if not (ROOT / name).exists())
    assert not missing


def test_the_words_of_the_money_guide_are_those_on_the_screen():
    guide = (ROOT / "docs/guide/en/money.md").read_text("utf-8")
    catalogue = (ROOT / "translations/cspdesk.pot").read_text("utf-8")
    said = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", guide, re.DOTALL)}
    shown = set(re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE))
    assert not said - shown - {"bold"}
