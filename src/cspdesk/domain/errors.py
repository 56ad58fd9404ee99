"""The tree of errors that people may see.

    CspdeskError            the world did something; the person is told what, what is safe, what to do
    |-- RefusedError        a request that the rules do not allow (bad value, unknown field, role)
    |   `-- UsageError      the request itself is wrong (a command line that means nothing)
    |-- NotFoundError       what was named is not on this desk
    |-- BusyError           the desk is needed alone and somebody holds it
    |-- DeskError           the desk's folder or database cannot be used
    |   |-- WrongPassphraseError
    |   |-- NewerDeskError  written by a newer program
    |   |-- DamagedError    bytes on the disk are not what was written
    |   `-- StorageError    the disk is full, read-only or gone
    `-- UntrustedError      bytes from outside are not what they claim to be

Anything else is a bug: it is loud, it goes to the report file, and its text reaches no person.
A problem with what a person typed is a value (``checks.Problem``), not an exception.
"""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.text import N_, Msg, msg

NOTHING_LOST = msg(N_("Nothing on the desk was changed."))


class CspdeskError(Exception):
    """An error told to a person: ``what`` happened, what is ``safe``, and a ``hint`` what to do.

    ``code`` is a short stable word for scripts; it never changes meaning.  ``reasons`` are all of them where
    ``what`` names only the first.
    """

    code = "refused"
    reasons: Sequence[Msg] = ()

    def __init__(
        self, what: Msg, *, safe: Msg = NOTHING_LOST, hint: Msg | None = None, code: str | None = None
    ) -> None:
        super().__init__(what.english())
        self.what = what
        self.safe = safe
        self.hint = hint
        if code is not None:
            self.code = code


class RefusedError(CspdeskError):
    """The rules do not allow what was asked."""


class UsageError(RefusedError):
    """The request itself makes no sense; the command line answers with exit status 2."""

    code = "usage"


class NotFoundError(CspdeskError):
    """What was named is not on this desk."""

    code = "not-found"


class BusyError(CspdeskError):
    """The desk is needed alone and another program holds it."""

    code = "busy"


class DeskError(CspdeskError):
    """The desk's folder or database cannot be used."""

    code = "desk"


class WrongPassphraseError(DeskError):
    """The passphrase does not open this desk."""

    code = "passphrase"


class NewerDeskError(DeskError):
    """The desk was written by a newer version of the program."""

    code = "newer"


class DamagedError(DeskError):
    """What is on the disk is not what was written."""

    code = "damaged"


class StorageError(DeskError):
    """The disk is full, read-only or gone."""

    code = "storage"


class UntrustedError(CspdeskError):
    """Bytes from outside are not what they claim to be; ``code`` is one of ``wire``'s closed list."""

    code = "untrusted"
