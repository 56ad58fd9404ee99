"""The closed list of reasons for which something from outside is refused.

Each has a number (what receipts carry), a word (what scripts see), what is told to a person and a
remedy.  Numbers and words never change meaning and are never used again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, Msg, msg


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """One reason: ``number`` for receipts, ``word`` for scripts, ``what`` and ``hint`` for people."""

    number: int
    word: str
    what: Msg
    hint: Msg


_AGAIN = msg(N_("Ask the sender to make the file again, and copy it with care."))
_TELL = msg(N_("Do not use it. Tell the administrator where it came from."))
_UPDATE = msg(N_("Update the program on this computer, then read the file again. Nothing of it is lost."))

NOT_A_BUNDLE: Final = Code(
    1, "not-a-bundle", msg(N_("This file is not a change-bundle.")), msg(N_("Choose another file."))
)
NEWER: Final = Code(2, "newer", msg(N_("This was made by a newer version of the program.")), _UPDATE)
NOT_FOR_YOU: Final = Code(
    3,
    "not-for-you",
    msg(N_("This is not addressed to this desk.")),
    msg(N_("Pass the file on as it is, or ask the sender to make one for you.")),
)
TORN: Final = Code(
    4, "torn", msg(N_("The end of the file is missing. What came before it was kept.")), _AGAIN
)
DAMAGED: Final = Code(5, "damaged", msg(N_("A part of the file is damaged.")), _AGAIN)
MALFORMED: Final = Code(6, "malformed", msg(N_("A part of the file breaks the rules of the format.")), _TELL)
TOO_BIG: Final = Code(
    7,
    "too-big",
    msg(N_("A part of the file is larger than the limits allow.")),
    msg(N_("Ask the sender to update the program, and to send it again in smaller parts.")),
)
BAD_SIGNATURE: Final = Code(8, "bad-signature", msg(N_("The signature does not match.")), _TELL)
BAD_KEY: Final = Code(9, "bad-key", msg(N_("A key is not a safe one.")), _TELL)
NO_KEY: Final = Code(
    10,
    "no-key",
    msg(N_("This desk has no key for this part.")),
    msg(N_("Ask the administrator whether this desk should have it.")),
)
BAD_MARK: Final = Code(11, "bad-mark", msg(N_("The key belongs to another text.")), _TELL)
BAD_ROOT: Final = Code(12, "bad-root", msg(N_("The entries are not those that their author signed.")), _TELL)
BAD_CHAIN: Final = Code(13, "bad-chain", msg(N_("This does not follow what it says it follows.")), _TELL)
UNKNOWN_SENDER: Final = Code(
    14,
    "unknown-sender",
    msg(N_("The sender is unknown to this desk.")),
    msg(N_("Exchange with the administrator first: the list of devices may be out of date.")),
)
UNKNOWN_STREAM: Final = Code(
    15,
    "unknown-stream",
    msg(N_("This belongs to a stream that this desk does not know.")),
    msg(N_("Exchange with the administrator first: the roster may be out of date.")),
)
ROLE: Final = Code(
    16,
    "role",
    msg(N_("The sender’s role does not allow this.")),
    msg(N_("Ask the administrator to change the role, or to accept the entries one by one.")),
)
REVOKED: Final = Code(
    17,
    "revoked",
    msg(N_("This was made after the device was cut off.")),
    msg(N_("The administrator can look through it and accept what is right.")),
)
OLD_ROSTER: Final = Code(
    18,
    "old-roster",
    msg(N_("The roster that this names is not here yet.")),
    msg(N_("It waits. Exchange with the administrator brings the roster.")),
)
FORKED: Final = Code(
    19,
    "forked",
    msg(N_("One device has two histories.")),
    msg(N_("Both are kept. Tell the administrator; the device may have been restored or copied.")),
)
WAITING: Final = Code(
    20,
    "waiting",
    msg(N_("This waits for earlier changes.")),
    msg(N_("Nothing is lost. It is applied when the earlier changes arrive.")),
)
QUOTA: Final = Code(
    21,
    "quota",
    msg(N_("The device has sent more than its share for today.")),
    msg(N_("The rest is taken tomorrow, or when the administrator raises the share.")),
)
ERASED: Final = Code(
    22,
    "erased",
    msg(N_("These entries were erased and do not come back.")),
    msg(N_("Nothing needs to be done.")),
)

CODES: Final = (
    NOT_A_BUNDLE, NEWER, NOT_FOR_YOU, TORN, DAMAGED, MALFORMED, TOO_BIG, BAD_SIGNATURE, BAD_KEY, NO_KEY,
    BAD_MARK, BAD_ROOT, BAD_CHAIN, UNKNOWN_SENDER, UNKNOWN_STREAM, ROLE, REVOKED, OLD_ROSTER, FORKED,
    WAITING, QUOTA, ERASED,
)  # fmt: skip
"""Every code, by number."""


def refused(code: Code, note: str) -> UntrustedError:
    """The error of a code; ``note`` is for engineers only and says which check refused."""
    error = UntrustedError(code.what, hint=code.hint, code=code.word)
    error.add_note(note)
    return error


@contextmanager
def own_work() -> Iterator[None]:
    """What would be refused from outside is a ``ValueError`` where this program itself made it."""
    try:
        yield
    except UntrustedError as error:
        raise ValueError("; ".join(error.__notes__)) from error


def by_number(number: int) -> Code | None:
    """The code of a number in a receipt; None if a newer program invented it."""
    return CODES[number - 1] if 0 < number <= len(CODES) else None


def by_word(word: str) -> Code | None:
    """The code of a word, such as ``UntrustedError.code``."""
    return next((code for code in CODES if code.word == word), None)
