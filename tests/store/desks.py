"""Desks for tests: real folders, real encryption, a passphrase that costs next to nothing, real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from nacl import bindings

from cspdesk.store.vault import Derivation
from cspdesk.wire.kdf import Cost

PASSPHRASE = "four unusual words here"
CHEAP = Cost(memory=8 * 1024, passes=1)
ROOT = Path(__file__).resolve().parent.parent.parent


def cheap(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Argon2id far below the program's floor; any other cost is refused as the program refuses it."""
    if cost != CHEAP:
        cost.check()
    algorithm = bindings.crypto_pwhash_ALG_ARGON2ID13
    return bindings.crypto_pwhash_alg(32, passphrase.encode(), salt, cost.passes, cost.memory, algorithm)


FAST = Derivation(derive=cheap, least=CHEAP, seconds=0)

PREAMBLE = """
import sys
from pathlib import Path
from cspdesk.domain.clock import SystemClock
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.ids import SystemIds
from cspdesk.store.desk import Desk, create, open_desk
from tests.store.desks import FAST, PASSPHRASE
clock = SystemClock()
ids = SystemIds(clock)
folder = Path(sys.argv[1])
def opened():
    return open_desk(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
"""


def child(code: str, folder: Path) -> subprocess.Popen[str]:
    """Another process that runs ``code`` with ``opened()`` at hand; it speaks through its pipes."""
    environment = dict(os.environ, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )


def said(process: subprocess.Popen[str]) -> str:
    """What a child printed, once it has ended well."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip()
