"""A report as it was filed: everything that it says, by whom it can be known again, and nothing that moves.

Its fingerprint is over all of it but the files, so that it can stand on each page of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.ledger.postings import Posting
from cspdesk.reports.money.definition import Definition
from cspdesk.reports.money.report import Report
from cspdesk.reports.money.scope import Scope
from cspdesk.wire import cbor, suite

FORM = 2
"""As reports are frozen now; 1 kept no sources of single lines, and is known by its fingerprint as ever."""
_BEFORE = 1
_PURPOSE, _LAYOUT, _SOURCE, _FILE = (
    b"cspdesk/1/" + name for name in (b"report", b"report-layout", b"report-source", b"report-file")
)
Used = tuple[str, str, int, int, int]
"""Currency, day, digits, decimals, unit of a rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A filed report; texts are hexadecimal where they are hashes."""

    definition: str
    definition_version: int
    layout: str
    version: int
    """Of this report about this period: a correction is the next."""
    period: str
    agreement: str
    receipt: str
    language: str
    reader: str
    cover: str
    names: str
    """The closings in sight."""
    figures: Mapping[str, tuple[int, str]]
    rates: tuple[Used, ...]
    sources: tuple[tuple[str, str], ...]
    """Each document and the hash of what it said."""
    lines: Mapping[str, tuple[int, ...]]
    """For each figure that adds up no others, rows of lists aside, the places of its sources among these."""
    checks: tuple[tuple[str, bool], ...]
    previous: str
    form: int = FORM

    @property
    def root(self) -> str:
        """One hash for all sources, and for which of them each line rests on."""
        documents = [f"{name}:{said}".encode() for name, said in self.sources]
        if self.form == _BEFORE:
            return suite.digest(_SOURCE, *documents).hex()
        lines = [
            f"{code}={','.join(map(str, places))}".encode() for code, places in sorted(self.lines.items())
        ]
        return suite.digest(_SOURCE, str(len(documents)).encode(), *documents, *lines).hex()

    def sources_of(self, line: str) -> tuple[str, ...]:
        """The documents that a line rests on; none where it adds up others, or was frozen before."""
        return tuple(self.sources[place][0] for place in self.lines.get(line, ()))

    def fingerprint(self) -> str:
        """BLAKE2b-256 over deterministic CBOR of all that it says."""
        said = [
            self.form,
            [self.definition, self.definition_version, self.layout, self.version],
            [self.period, self.agreement, self.receipt, self.language, self.reader],
            [self.cover, self.names],
            [[code, number, currency] for code, (number, currency) in sorted(self.figures.items())],
            [list(rate) for rate in self.rates],
            self.root,
            [list(check) for check in self.checks],
            self.previous,
        ]
        return suite.digest(_PURPOSE, cbor.encode(said)).hex()


def shown(fingerprint: str) -> str:
    """A fingerprint as it stands on a page's foot: 8 groups of 4."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, 32, 4)).upper()


def layout_of(definition: Definition, template: bytes = b"") -> str:
    """The hash of a definition: its parts in order, their lines, columns, words and checks.

    Where it was filed on a template of the organisation's own, of that file too.
    """
    own = (template,) if template else ()
    return suite.digest(_LAYOUT, repr(definition).encode(), *own).hex()


def file_hash(content: bytes) -> str:
    """By what a file is known."""
    return suite.digest(_FILE, content).hex()


def figures_of(report: Report) -> dict[str, tuple[int, str]]:
    """A report's figures as they are kept."""
    return {code: (one.number, one.currency) for code, one in sorted(report.figures.items())}


def used_rates(scope: Scope) -> tuple[Used, ...]:
    """The official rates that its figures rest on: of documents' days, and of the cut-offs."""
    ledger, found = scope.ledger, set()
    wanted = {(line.currency, line.dated) for line in _lines(scope)}
    held = {currency for currency, _ in wanted}
    wanted |= {(currency, day) for currency in held for day in (scope.eve, scope.period.last)}
    for currency, day in wanted:
        quote = None if currency in {SOMONI, ""} else ledger.rates_on(day).official(currency, day)
        if quote is not None:
            found.add((currency, day.isoformat(), *quote.rate))
    return tuple(sorted(found))


def sources_of(scope: Scope) -> tuple[tuple[str, str], ...]:
    """The documents that its figures rest on, and what each says."""
    said: dict[str, list[bytes]] = {}
    for step in scope.ledger.entered:
        if not step.undo:
            said.setdefault(step.document.id, []).append(repr(step.document).encode())
    names = sorted({line.document for line in _lines(scope)})
    return tuple((name, suite.digest(_SOURCE, *said.get(name, ())).hex()) for name in names)


def _lines(scope: Scope) -> list[Posting]:
    lines = scope.ledger.rollup.lines(None, scope.period.last)
    return [line for line in lines if not scope.agreement or line.agreement == scope.agreement]


# --- as a record keeps it ---------------------------------------------------------------------------


def written(frozen: Frozen) -> dict[str, str]:
    """Its texts for a record: figures, sources and checks as JSON."""
    body = {
        "form": frozen.form,
        "definition": [frozen.definition, frozen.definition_version, frozen.layout],
        "receipt": frozen.receipt,
        "names": frozen.names,
        "previous": frozen.previous,
        "figures": {code: list(figure) for code, figure in frozen.figures.items()},
        "rates": [list(rate) for rate in frozen.rates],
    }
    sources: dict[str, object] = {
        "root": frozen.root,
        "documents": [list(one) for one in frozen.sources],
    }
    if frozen.form != _BEFORE:
        sources["lines"] = {code: list(places) for code, places in frozen.lines.items()}
    return {
        "cover": frozen.cover,
        "figures": _json(body),
        "sources": _json(sources),
        "checks": _json([list(check) for check in frozen.checks]),
    }


def read(
    untrusted: Mapping[str, str], *, version: int, period: str, agreement: str, language: str, reader: str
) -> Frozen:
    """A filed report out of its record's texts; ``ValueError`` where it is none that this program knows."""
    try:
        body = json.loads(untrusted["figures"])
        form, listed = body["form"], json.loads(untrusted["sources"])
        if form not in {_BEFORE, FORM}:
            raise ValueError(form)
        lines = listed["lines"] if form == FORM else {}
        name, number, layout = body["definition"]
        return Frozen(
            definition=str(name),
            definition_version=int(number),
            layout=str(layout),
            version=version,
            period=period,
            agreement=agreement,
            receipt=str(body["receipt"]),
            language=language,
            reader=reader,
            cover=untrusted["cover"],
            names=str(body["names"]),
            figures={str(code): (int(figure[0]), str(figure[1])) for code, figure in body["figures"].items()},
            rates=tuple((str(c), str(d), int(n), int(p), int(u)) for c, d, n, p, u in body["rates"]),
            sources=tuple((str(a), str(b)) for a, b in listed["documents"]),
            lines={str(code): tuple(int(one) for one in places) for code, places in lines.items()},
            checks=tuple((str(a), bool(b)) for a, b in json.loads(untrusted["checks"])),
            previous=str(body["previous"]),
            form=form,
        )
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError("no filed report") from error


def _json(body: object) -> str:
    return json.dumps(body, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
