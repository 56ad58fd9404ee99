"""Names of what the ledger speaks of: records by their id as text, so that they sort alike everywhere."""

from __future__ import annotations

from typing import NewType

DocumentId = NewType("DocumentId", str)
"""A document's record id in hexadecimal; its order decides where nothing else does."""

AccountId = NewType("AccountId", str)
AgreementId = NewType("AgreementId", str)
SubGrantId = NewType("SubGrantId", str)

SOMONI = "TJS"
"""The functional currency: the books are kept in it."""
