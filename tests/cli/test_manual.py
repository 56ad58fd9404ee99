"""The guide names every command with all that it takes, and none that there is not."""

import re
from pathlib import Path

import pytest

from cspdesk.cli import table
from cspdesk.cli.command import Command

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "en" / "command-line.md").read_text("utf-8")
COMMANDS = [command for word in table.FAMILIES for command in table.FAMILIES[word].commands(word)]
LINES = re.findall(r"^cspdesk .+$", GUIDE, re.MULTILINE)
TOUR = "tour"
"""The one that goes through the window's door; ``tests/ui/test_tour.py`` plays it as the guide writes it."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.words))
def test_the_guide_has_each_command_with_its_options(command: Command):
    words = "cspdesk " + " ".join(command.words)
    lines = " ".join(line for line in LINES if f"{line} ".startswith(f"{words} "))
    assert lines
    options = [row[0].split(" ")[0] for row in command.parser().rows if row[0].startswith("--")]
    missing = [option for option in options if option not in lines and f"`{option}" not in GUIDE]
    assert not missing


@pytest.mark.parametrize("line", LINES)
def test_the_guide_has_no_command_that_there_is_not(line: str):
    words = [word for word in line.split()[1:3] if re.fullmatch("[a-z]+", word)]
    assert words == [TOUR] or table.find(words)
