"""The texts of the program and their translations: collect, fill, check, compile.

    extract   collect every marked text into translations/cspdesk.pot
    update    extract, then fill the catalogues from the memory, the glossary and what was there
    missing   print what a language lacks as CSV, to be filled in
    learn     take a filled-in CSV into the memory of a language
    check     fail where a catalogue is stale, incomplete, fuzzy or names other values than the text
    compile   write the .mo files that the program reads

A text is marked ``N_("...")``; ``plural(N_("..."), N_("..."), n)`` makes one entry with plural forms.
Lines ``# Translators: ...`` directly above a text are handed on.  The memory
(translations/memory/*.csv) is edited by people and goes before the glossary.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cspdesk.i18n.catalogue import agrees
from cspdesk.i18n.languages import ENGLISH, LANGUAGES, RUSSIAN, TAJIK, Language, find_language

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "cspdesk"
TRANSLATIONS = ROOT / "translations"
FORMS = {TAJIK: ("one", "other"), RUSSIAN: ("one", "few", "many"), ENGLISH: ("one", "other")}
Forms = tuple[str, ...]
_COMMENT = "# Translators:"


class MarkingError(Exception):
    """A text is marked in a way that no catalogue can hold."""


@dataclass(frozen=True, slots=True)
class Text:
    """One marked text; ``plural`` is its other English form, or empty."""

    one: str
    plural: str = ""

    @property
    def sources(self) -> Forms:
        """The English forms."""
        return (self.one, self.plural) if self.plural else (self.one,)

    @property
    def id(self) -> str | tuple[str, str]:
        """What Babel calls the message."""
        return (self.one, self.plural) if self.plural else self.one


@dataclass(slots=True)
class Found:
    """Where a text is used and what its authors tell the translators."""

    places: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


# --- collecting


def texts(source: Path = SOURCE) -> dict[Text, Found]:
    """Every marked text of the program, in the order of files and lines."""
    found: dict[Text, Found] = {}
    for path in sorted(source.rglob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        place = path.relative_to(source.parent.parent).as_posix()
        for line, text in _marked(ast.parse("\n".join(lines)), place):
            entry = found.setdefault(text, Found())
            if place not in entry.places:
                entry.places.append(place)
            entry.comments += [c for c in _comments_above(lines, line) if c not in entry.comments]
    return found


def _marked(node: ast.AST, place: str) -> Iterator[tuple[int, Text]]:
    """Marked texts with their lines; the two texts of a plural make one."""
    name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    inner: Iterable[ast.AST] = ast.iter_child_nodes(node)
    if isinstance(node, ast.Call) and name == "N_":
        yield node.lineno, Text(_literal(node, place))
        return
    if isinstance(node, ast.Call) and name == "plural":
        yield _plural(node, place)
        inner = (*node.args[2:], *node.keywords)
    for child in inner:
        yield from _marked(child, place)


def _plural(call: ast.Call, place: str) -> tuple[int, Text]:
    forms = [text for form in call.args[:2] for _, text in _marked(form, place)]
    if len(forms) != 2 or not all(isinstance(form, ast.Call) for form in call.args[:2]):
        raise MarkingError(f"{place}:{call.lineno}: plural() takes two N_() texts")
    return call.lineno, Text(forms[0].one, forms[1].one)


def _literal(call: ast.Call, place: str) -> str:
    match call.args:
        case [ast.Constant(value=str(text))] if text.strip():
            return text
    raise MarkingError(f"{place}:{call.lineno}: N_() takes one literal text")


def _comments_above(lines: Sequence[str], line: int) -> list[str]:
    above: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.strip().startswith("#"):
            break
        above.insert(0, text.strip())
    starts = [i for i, text in enumerate(above) if text.startswith(_COMMENT)]
    return [" ".join(t.lstrip("# ") for t in above[starts[-1] :])] if starts else []


# --- translations


class Knowledge:
    """What people have translated already: the memory of a language, and the glossary."""

    def __init__(self, language: Language, folder: Path = TRANSLATIONS) -> None:
        self._memory = dict(_rows(folder / "memory" / f"{language.code}.csv", ("en",), ("translation",)))
        plurals = folder / "memory" / f"{language.code}_plurals.csv"
        self._plurals = dict(_rows(plurals, ("en_one", "en_other"), FORMS[language]))
        self._glossary: dict[str, set[str]] = {}
        capitals: dict[str, set[str]] = {}
        for (en,), (translation,) in _rows(folder / "glossary.csv", ("en",), (language.code,)):
            shown = capital(translation) if en[:1].isupper() else translation
            self._glossary.setdefault(en, set()).add(shown)
            capitals.setdefault(capital(en), set()).add(capital(translation))
        for en, translations in capitals.items():
            self._glossary.setdefault(en, translations)
        columns = tuple(f"{language.code}_{form}" for form in FORMS[language])
        self._counted = dict(_rows(folder / "glossary_plurals.csv", ("en_one", "en_other"), columns))

    def of(self, text: Text) -> Forms:
        """The translation's forms, or nothing where nobody knows it or the glossary knows two."""
        if text.plural:
            return self._plurals.get(text.sources) or self._counted.get(text.sources) or ()
        if (known := self._memory.get((text.one,))) is not None:
            return known
        terms = self._glossary.get(text.one, set())
        return tuple(terms) if len(terms) == 1 else ()


def _rows(path: Path, keys: Forms, values: Forms) -> Iterator[tuple[Forms, Forms]]:
    """(keys, values) of the rows of a CSV file whose values are all filled in."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            filled = tuple(row.get(name) or "" for name in values)
            if all(filled):
                yield tuple(row[name] for name in keys), filled


def capital(text: str) -> str:
    """The text as a label: one capital, at its start."""
    return text[:1].upper() + text[1:]


def template(found: dict[Text, Found]) -> Catalog:
    """The catalogue without translations."""
    catalogue = Catalog()
    _add_all(catalogue, found)
    return catalogue


def filled(language: Language, found: dict[Text, Found], knowledge: Knowledge, before: Catalog) -> Catalog:
    """The catalogue of a language, with every translation that is known."""
    catalogue = Catalog(locale=language.code)
    _add_all(catalogue, found)
    for text in found:
        message = catalogue.get(text.id)
        assert message is not None  # noqa: S101 - it was added two lines above
        forms = text.sources if language == ENGLISH else knowledge.of(text) or _forms(before.get(text.id))
        if forms and all(agrees(form, *text.sources) for form in forms):
            message.string = forms if text.plural else forms[0]
    return catalogue


def _add_all(catalogue: Catalog, found: dict[Text, Found]) -> None:
    for text, entry in found.items():
        places = [(place, 0) for place in entry.places]
        catalogue.add(text.id, locations=places, auto_comments=entry.comments)


def _forms(message: Message | None) -> Forms:
    if message is None or message.fuzzy:
        return ()
    string = message.string or ""
    forms = (string,) if isinstance(string, str) else tuple(string)
    return forms if all(forms) else ()


def written(catalogue: Catalog, language: Language | None) -> str:
    """The text of a .po or .pot file: the same for the same texts, on every computer and day."""
    raw = io.BytesIO()
    write_po(raw, catalogue, width=110, omit_header=True, include_lineno=False, ignore_obsolete=True)
    header = ["Project-Id-Version: CSP Desk", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    header.append("Content-Transfer-Encoding: 8bit")
    if language is not None:
        header += [f"Language: {language.code}", f"Plural-Forms: {language.plural_forms}"]
    lines = ["# Made by tools/messages.py update.", 'msgid ""', 'msgstr ""', *(f'"{h}\\n"' for h in header)]
    return "\n".join(lines) + "\n\n" + raw.getvalue().decode("utf-8").strip() + "\n"


def po_path(language: Language) -> Path:
    """Where the readable catalogue of a language lies."""
    return TRANSLATIONS / language.code / "LC_MESSAGES" / "cspdesk.po"


def stored(language: Language) -> Catalog:
    """The catalogue as it lies on the disk; an empty one where there is none."""
    if not po_path(language).is_file():
        return Catalog(locale=language.code)
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language.code, abort_invalid=True)


# --- commands


def extract() -> int:
    """Collect the texts into the template."""
    _write(TRANSLATIONS / "cspdesk.pot", written(template(texts()), None))
    return 0


def update() -> int:
    """Collect the texts and fill the catalogues."""
    found = texts()
    _write(TRANSLATIONS / "cspdesk.pot", written(template(found), None))
    for language in LANGUAGES:
        catalogue = filled(language, found, Knowledge(language), stored(language))
        _write(po_path(language), written(catalogue, language))
        lacking = sum(not _forms(catalogue.get(text.id)) for text in found)
        print(f"{language.code}: {len(found)} texts, {lacking} without a translation")
    return 0


def problems() -> list[str]:
    """What keeps the catalogues from being shipped, one line each; empty when all is well."""
    found = texts()
    template_path = TRANSLATIONS / "cspdesk.pot"
    stale = not template_path.is_file() or template_path.read_text("utf-8") != written(template(found), None)
    report = ["cspdesk.pot: stale; run tools/messages.py update"] if stale else []
    for language in LANGUAGES:
        catalogue = stored(language)
        for text in found:
            message = catalogue.get(text.id)
            forms = _forms(message)
            if message is not None and message.fuzzy:
                report.append(f"{language.code}: fuzzy: {text.one}")
            elif len(forms) != (len(FORMS[language]) if text.plural else 1):
                report.append(f"{language.code}: missing: {text.one}")
            elif not all(agrees(form, *text.sources) for form in forms):
                report.append(f"{language.code}: other placeholders: {text.one}")
        known = {text.id for text in found}
        report += [
            f"{language.code}: not in the program: {m.id}" for m in catalogue if m.id and m.id not in known
        ]
    return report


def check() -> int:
    """Print what is wrong with the catalogues; 1 when anything is."""
    report = problems()
    for line in report:
        print(line, file=sys.stderr)
    return 1 if report else 0


def compile_all() -> int:
    """Write the .mo file of each language; every writing of the same texts gives the same bytes."""
    for language in LANGUAGES:
        catalogue = stored(language)
        catalogue.creation_date = catalogue.revision_date = datetime(1970, 1, 1, tzinfo=UTC)
        with po_path(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return 0


def missing(language: Language, *, plurals: bool) -> int:
    """Print what a language lacks: texts, or with ``plurals`` the counted ones."""
    found, catalogue = texts(), stored(language)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(
        ["en_one", "en_other", *FORMS[language], "where"] if plurals else ["en", "translation", "where"]
    )
    for text, entry in found.items():
        if bool(text.plural) == plurals and not _forms(catalogue.get(text.id)):
            blanks = [""] * (len(FORMS[language]) if plurals else 1)
            out.writerow([*text.sources, *blanks, " ".join([*entry.places, *entry.comments])])
    return 0


def learn(language: Language, path: Path) -> int:
    """Take a filled-in CSV into the memory; rows whose placeholders differ are refused, and named."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    plurals = bool(rows) and "en_one" in rows[0]
    keys, values = (("en_one", "en_other"), FORMS[language]) if plurals else (("en",), ("translation",))
    memory = TRANSLATIONS / "memory" / f"{language.code}{'_plurals' if plurals else ''}.csv"
    known = dict(_rows(memory, keys, values))
    refused = 0
    for row in rows:
        sources = tuple(row[name] for name in keys)
        forms = tuple((row.get(name) or "").strip() for name in values)
        if all(forms) and all(agrees(form, *sources) for form in forms):
            known[sources] = forms
        elif any(forms):
            refused += 1
            print(f"refused: {sources[0]}", file=sys.stderr)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [[*keys, *values], *([*k, *v] for k, v in sorted(known.items()))]
    )
    _write(memory, text.getvalue())
    return 1 if refused else 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def _language(code: str) -> Language:
    found = find_language(code)
    if found is None:
        raise argparse.ArgumentTypeError(f"no such language: {code}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("extract", "update", "check", "compile"):
        commands.add_parser(name)
    lacking = commands.add_parser("missing")
    lacking.add_argument("--plurals", action="store_true")
    learning = commands.add_parser("learn")
    learning.add_argument("file", type=Path)
    for command in (lacking, learning):
        command.add_argument("--language", type=_language, required=True)
    options = parser.parse_args(arguments)
    try:
        match options.command:
            case "missing":
                return missing(options.language, plurals=options.plurals)
            case "learn":
                return learn(options.language, options.file)
            case command:
                return {"extract": extract, "update": update, "check": check, "compile": compile_all}[
                    command
                ]()
    except MarkingError as mistake:
        print(mistake, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
