"""A program that is killed two seconds after the last key has lost nothing that was typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.services.drafts import Drafts
from cspdesk.services.workspace import Workspace
from tests.store.desks import FAST, PASSPHRASE
from tests.templates import Templates, opened_copy

ROOT = Path(__file__).resolve().parents[2]
TYPED = "Гурӯҳи занон, ноҳияи Ҳисор"

CHILD = """
import os
import signal
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication
from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.i18n.catalogue import english
from cspdesk.presenters.navigation import Spot
from cspdesk.services.workspace import Workspace
from cspdesk.ui.wishes import Wishes
from cspdesk.ui.inside import OpenDesk
from cspdesk.ui.look import theme
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.tasks import Tasks
from tests.store.desks import FAST, PASSPHRASE

app = QApplication([])
theme.apply(app, theme="light")
clock = SystemClock()
folder = Path(sys.argv[1])
workspace = Workspace.open(folder, PASSPHRASE, clock=clock, ids=SystemIds(clock), kdf=FAST)
wishes = Wishes(Preferences(folder.parent / "window.ini"))
desk = OpenDesk(workspace, Tasks(app), wishes, clock, english(), Spot(sys.argv[3], act="new"))
desk.widget.resize(1024, 640)
desk.widget.show()

def write():
    form = desk.shell.screen_now.form
    line = form.editors["note"].editor.inputs()[0] if sys.argv[3] == "duties" else form.head.title
    for letter in sys.argv[2]:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(line, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
    # two seconds after the last key, in the middle of whatever it does
    QTimer.singleShot(2000, lambda: os.kill(os.getpid(), signal.SIGKILL))

QTimer.singleShot(300, write)
app.exec()
"""


@pytest.mark.parametrize(("place", "field"), [("consultations", "title"), ("duties", "note")])
def test_a_killed_program_keeps_what_was_typed_two_seconds_ago(
    place: str, field: str, templates: Templates, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    clock = SystemClock()
    folder = tmp_path / "desk"
    opened_copy(templates.new("plain"), folder, clock, SystemIds(clock)).close()
    places = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = dict(os.environ, PYTHONPATH=places, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), TYPED, place],
        env=environment,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    workspace = Workspace.open(folder, PASSPHRASE, clock=clock, ids=SystemIds(clock), kdf=FAST)
    (draft,) = Drafts(workspace.context, workspace.records).list()
    workspace.close()
    assert draft.typed.values[field] == TYPED
