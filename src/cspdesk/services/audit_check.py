"""Checks an audit trail of CSP Desk by itself: Python 3.11, nothing else, and none of the program.

    python audit_check.py FILE [--root PIN] [--list]

It proves that each run of changes was signed by a device that the organisation's root had listed, that
nothing was altered, taken out of the middle or put in another order, and that the file is whole.  It
cannot know of changes at the end that were never in the file, nor who sat at a device.  Compare the pin
of the root with the one that the organisation's administrator shows.  ``--list`` prints every change.

docs/audit.md describes the file; docs/bundle-format.md describes what is signed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b, sha512
from pathlib import Path
from typing import Any

FORM = "cspdesk audit trail 1"
ACTS = ("create", "edit", "delete", "restore", "left", "erase", "same as")
CREATE, RECOVERY = 0, 3
HOLDS = (
    "All that is in the file holds.",
    "Всё, что есть в файле, верно.",
    "Ҳамаи он чи дар файл аст, дуруст аст.",
)
FAILS = ("Something does not hold.", "Не всё в файле верно.", "На ҳама чиз дар файл дуруст аст.")
"""The verdict, in the three languages of those who ask for it."""

# --- Ed25519 (RFC 8032), strict: canonical points, no point of small order, no cofactor -----------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]
ZERO: Point = (0, 1, 1, 0)


def point(data: bytes) -> Point | None:
    """The point of 32 bytes, or None where there is none."""
    number = int.from_bytes(data, "little")
    y, odd = number % 2**255, number >> 255
    if len(data) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    x = P - x if x % 2 != odd else x
    return x, y, 1, x * y % P


def added(one: Point, other: Point) -> Point:
    """The sum of two points."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, one: Point) -> Point:
    """A point added to itself so many times."""
    total = ZERO
    while number:
        if number & 1:
            total = added(total, one)
        one, number = added(one, one), number >> 1
    return total


def same(one: Point, other: Point) -> bool:
    """Whether two points are one."""
    return not ((one[0] * other[2] - other[0] * one[2]) % P or (one[1] * other[2] - other[1] * one[2]) % P)


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or ZERO


def is_signed(purpose: str, message: bytes, signature: bytes, key: bytes) -> bool:
    """Whether a key signed a message for a purpose."""
    return verified(named(purpose, message), signature, key)


def verified(text: bytes, signature: bytes, key: bytes) -> bool:
    """Whether a key signed exactly these bytes."""
    author, first, second = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or author is None or first is None or second >= ORDER:
        return False
    if same(times(8, author), ZERO) or same(times(8, first), ZERO):
        return False
    bound = sha512(signature[:32] + key + text).digest()
    challenge = int.from_bytes(bound, "little") % ORDER
    return same(times(second, BASE), added(first, times(challenge, author)))


# --- hashes and CBOR, as in docs/bundle-format.md -------------------------------------------------------


def named(purpose: str, *parts: bytes) -> bytes:
    """What is hashed or signed, with what it is for."""
    text = b"cspdesk/1/" + purpose.encode()
    return bytes([len(text)]) + text + b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def hashed(purpose: str, *parts: bytes) -> bytes:
    """BLAKE2b-256 for a purpose."""
    return blake2b(named(purpose, *parts), digest_size=32).digest()


def item(data: bytes, at: int = 0) -> tuple[Any, int]:
    """One value of CBOR and where it ends; ``ValueError`` or ``IndexError`` for what is none."""
    major, info = divmod(data[at], 32)
    at += 1
    if major == 7:
        return {20: False, 21: True, 22: None}[info], at
    size = 0 if info < 24 else 1 << (info - 24)
    number = int.from_bytes(data[at : at + size], "big") if size else info
    at += size
    if major > 4 or info > 27 or (major in {2, 3} and at + number > len(data)):
        raise ValueError("no value of this format")
    if major < 2:
        return (number, -1 - number)[major], at
    if major < 4:
        found = data[at : at + number]
        return (found if major == 2 else found.decode()), at + number
    values = []
    for _ in range(number):
        value, at = item(data, at)
        values.append(value)
    return values, at


def head(major: int, number: int) -> bytes:
    """How a value of CBOR begins."""
    if number < 24:
        return bytes([major * 32 + number])
    size = next(size for size in (1, 2, 4, 8) if number < 256**size)
    return bytes([major * 32 + 23 + size.bit_length()]) + number.to_bytes(size, "big")


def cbor(value: Any) -> bytes:  # noqa: ANN401 - whatever an entry may hold
    """A value as it is hashed."""
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(map(cbor, value))


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON may hold
    """A value of the file as it was hashed: bytes stand in it as {"hex": "..."}."""
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    return [plain(one) for one in value] if isinstance(value, list) else value


# --- the trail ------------------------------------------------------------------------------------------


class Trail:
    """What a file says, and what is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.notes: list[str] = []
        self.rosters: dict[bytes, list[Any]] = {}
        self.pin = b""
        self.words: dict[str, Any] = {"kinds": {}, "people": {}, "streams": {}}
        self.runs: dict[tuple[bytes, bytes, bytes], list[tuple[int, int, bytes, bytes]]] = {}
        self.pins: list[bytes] = []
        self.segments = self.entries = self.unread = self.unsigned = 0

    def roster(self, payload: bytes, signatures: dict[int, bytes]) -> None:
        """Believe a roster that its root signed, or say why not."""
        name, row = hashed("roster", payload), item(payload)[0]
        number, follows, root = row[4], row[5], row[7]
        before = [self.rosters[one] for one in follows if one in self.rosters]
        # a desk that joined late holds no rosters from before: its first one stands by its own root's pin
        begins = not before and not self.rosters
        good = begins or (
            len(before) == len(follows) and number == 1 + max((one[4] for one in before), default=0)
        )
        for roots, recovery in [(one[7], one[12]) for one in before] or [(root, None)]:
            if RECOVERY in signatures and recovery is not None:
                good = good and is_signed("roster", payload, signatures[RECOVERY], recovery[0])
                continue
            keys = {place: roots[1][place] for place in signatures if place < len(roots[1])}
            good = good and len(keys) == len(signatures) >= roots[0]
            good = good and all(
                is_signed("roster", payload, signatures[place], key) for place, key in keys.items()
            )
        if begins or not follows:
            pin = hashed("root-keys", cbor(root))
            good = good and self.pin in {b"", pin}
            self.pin = pin
        if not good:
            self.faults.append(f"roster {number} is not one that the organisation's root signed")
            return
        self.rosters[name] = row

    def segment(self, line: dict[str, Any]) -> Iterator[list[Any]]:
        """Check one run of changes, and give its entries."""
        header, signature = bytes.fromhex(line["header"]), bytes.fromhex(line["signature"])
        row, name = item(header)[0], hashed("segment", header)
        device, incarnation, stream, first, count, previous = row[3:9]
        where = f"segment {name.hex()[:16]} (changes {first} to {first + count - 1})"
        self.segments += 1
        roster = self.rosters.get(row[10])
        devices = {} if roster is None else {hashed("device", one[0], one[1])[:16]: one for one in roster[8]}
        if roster is None:
            self.faults.append(f"{where}: the roster that it names is not in the file")
        elif device not in devices:
            self.faults.append(f"{where}: its device is not in the roster that it names")
        elif not is_signed("segment", header, signature, devices[device][0]):
            self.faults.append(f"{where}: the signature is not its device's")
        self.runs.setdefault((device, incarnation, stream), []).append(
            (first, first + count - 1, name, previous)
        )
        if "entries" not in line:
            self.unread += count
            return
        feeds = [[bytes.fromhex(one) for one in feed] for feed in line["feeds"]]
        self.pins += [feed[2] for feed in feeds]
        entries = [plain_entry(entry) for entry in line["entries"]]
        if len(entries) != count or root_of(bytes.fromhex(line["seed"]), feeds, entries) != row[12]:
            self.faults.append(f"{where}: its changes are not those that were signed")
        self.entries += len(entries)
        yield from entries

    def finish(self) -> None:
        """Look whether each feed is a chain without a gap, and whether what is named is there."""
        names = {run[2] for runs in self.runs.values() for run in runs}
        for (device, _, stream), runs in self.runs.items():
            feed = (
                f"feed of device {device.hex()[:8]} in stream {self.words['streams'].get(stream.hex(), '?')}"
            )
            ends = {run[1]: run[2] for run in runs}
            firsts = [run[0] for run in runs]
            for first, _, name, previous in sorted(runs):
                if first > 1 and previous not in names:
                    self.faults.append(f"{feed}: what comes before change {first} is not in the file")
                elif first > 1 and ends.get(first - 1) != previous and len(set(firsts)) == len(firsts):
                    self.faults.append(f"{feed}: segment {name.hex()[:16]} follows another than it names")
            if len(set(firsts)) < len(firsts):
                self.notes.append(f"{feed}: it has two histories (a desk that was copied or put back)")
        lost = len(set(self.pins) - names)
        if lost:
            self.notes.append(f"{lost} segments that others refer to are not in the file")


def plain_entry(entry: list[Any]) -> list[Any]:
    """An entry as it was hashed."""
    act, kind, record, save, at, ops = entry
    name = bytes.fromhex(record) if isinstance(record, str) else record
    return [act, kind, name, save, at, [[unit, plain(value), bases] for unit, value, bases in ops]]


def root_of(seed: bytes, feeds: list[list[bytes]], entries: list[list[Any]]) -> bytes:
    """What a run's author signed, out of its entries."""
    leaves = []
    for place, (act, kind, record, save, at, ops) in enumerate(entries):
        salt = blake2b(named("salt") + place.to_bytes(8, "big"), key=seed, digest_size=16).digest()
        values = blake2b(named("values") + cbor([op[1] for op in ops]), key=salt, digest_size=32).digest()
        skeleton = [act, kind, record, save, at, [op[0] for op in ops]]
        if act != CREATE:
            skeleton.append([op[2] for op in ops])
        leaves.append(blake2b(named("leaf") + values + cbor(skeleton), digest_size=32).digest())
    return hashed("root", hashed("feeds", cbor(feeds)), b"".join(leaves))


def told(words: dict[str, Any], entry: list[Any]) -> str:
    """One change on one line."""
    act, kind, record, _, at, ops = entry
    described = words["kinds"].get(str(kind), {"name": f"kind {kind}", "units": {}})
    when = datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    name = record.hex() if isinstance(record, bytes) else f"the record of change {record[1]}"
    fields = ", ".join(described["units"].get(str(op[0]), str(op[0])) for op in ops)
    return f"{when} {ACTS[act] if act < len(ACTS) else act} {described['name']} {name}: {fields}"


def checked(path: Path, *, listing: bool = False) -> Trail:
    """Read a file from beginning to end; what is wrong with it stands in ``faults``."""
    trail, running, lines, ended = Trail(), blake2b(digest_size=32), 0, False
    with path.open("rb") as stream:
        for raw in stream:
            try:
                line = json.loads(raw)
                if "end" in line:
                    ended = line["end"] == {"lines": lines, "digest": running.hexdigest()}
                else:
                    take(trail, line, listing=listing)
            except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
                trail.faults.append(f"line {lines + 1} cannot be read")
            running.update(raw)
            lines += 1
    if not ended:
        trail.faults.append("the file has been cut off or changed: its last line does not fit it")
    trail.finish()
    return trail


def take(trail: Trail, line: dict[str, Any], *, listing: bool) -> None:
    """Take one line of the file."""
    if "form" in line:
        if line["form"] != FORM:
            trail.faults.append(f"this script reads “{FORM}”, not “{line['form']}”")
        trail.words = line["words"]
    elif "roster" in line:
        signatures = {int(place): bytes.fromhex(one) for place, one in line["roster"]["signatures"].items()}
        trail.roster(bytes.fromhex(line["roster"]["payload"]), signatures)
    elif "segment" in line:
        device = item(bytes.fromhex(line["segment"]["header"]))[0][3].hex()
        for entry in trail.segment(line["segment"]):
            if listing:
                who = trail.words["people"].get(device, device[:8])
                say(f"{who}: {told(trail.words, entry)}")
    elif "unsigned" in line:
        trail.unsigned += len(line["unsigned"]["entries"])


def say(text: str) -> None:
    """Tell a person; a letter that the console lacks becomes a question mark."""
    letters = sys.stdout.encoding or "utf-8"
    sys.stdout.write(f"{text.encode(letters, 'replace').decode(letters)}\n")


def main(arguments: list[str]) -> int:
    """Check the file named, tell, and give the exit status: 0 all holds, 1 something does not, 2 usage."""
    files = [one for one in arguments if not one.startswith("--")]
    pin = files.pop(1) if "--root" in arguments and len(files) == 2 else ""
    if len(files) != 1:
        say(__doc__ or "")
        return 2
    trail = checked(Path(files[0]), listing="--list" in arguments)
    if pin and pin.lower() != trail.pin.hex():
        trail.faults.append("the root is not the one whose pin was given")
    say(f"root of the organisation: {trail.pin.hex()}")
    say(f"rosters: {len(trail.rosters)}, segments: {trail.segments}, changes: {trail.entries}")
    if trail.unread:
        say(f"note: {trail.unread} changes are in the file by their signatures only, not by what they say")
    if trail.unsigned:
        say(f"note: {trail.unsigned} changes are not signed yet, and nothing was proved of them")
    for note in trail.notes:
        say(f"note: {note}")
    for fault in trail.faults:
        say(f"FAULT: {fault}")
    for verdict in FAILS if trail.faults else HOLDS:
        say(verdict)
    return 1 if trail.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
