"""A second reader, written from docs/bundle-format.md and from nothing of this program.

It shares with the program the primitives (libsodium, BLAKE2b, zstd), not a line of code: it reads CBOR,
bodies, leaves, bundles by itself, and knows neither limits nor words for people.  Anything wrong is a
``ValueError``.  It is what an auditor's script looks like.
"""

import sys
from hashlib import blake2b, sha1

from nacl import bindings

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def need(condition):
    if not condition:
        raise ValueError("breaks a rule of the page")


# 2 Cryptography


def named(purpose, *parts):
    found = bytes([len(purpose)]) + purpose
    for part in parts:
        found += len(part).to_bytes(8, "big") + part
    return found


def h(purpose, *parts):
    return blake2b(named(b"cspdesk/1/" + purpose, *parts), digest_size=32).digest()


def verify(purpose, message, signature, key):
    bindings.crypto_sign_open(signature + named(b"cspdesk/1/" + purpose, message), key)


def open_box(box, secret):
    return bindings.crypto_box_seal_open(box, bindings.crypto_scalarmult_base(secret), secret)


def decrypt(key, text, context, nonce=bytes(24)):
    return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(text, context, nonce, key)


# 3 CBOR, Padmé


def cbor(data):
    value, end = item(data, 0)
    need(end == len(data))
    return value


def item(data, at):
    need(at < len(data))
    major, info = divmod(data[at], 32)
    at += 1
    if major == 7:
        need(info in (20, 21, 22))
        return (False, True, None)[info - 20], at
    need(major <= 4 and info <= 27)
    number = info
    if info >= 24:
        size = 1 << (info - 24)
        need(at + size <= len(data))
        number = int.from_bytes(data[at : at + size], "big")
        need(number >= (24 if size == 1 else 256 ** (size // 2)) and number < 2**63)
        at += size
    if major < 2:
        return (number, -1 - number)[major], at
    if major < 4:
        need(at + number <= len(data))
        found = data[at : at + number]
        return (found if major == 2 else found.decode()), at + number
    values = []
    for _ in range(number):
        value, at = item(data, at)
        values.append(value)
    return values, at


def write(value):
    if value is None or value is True or value is False:
        return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(map(write, value))


def head(major, number):
    for size, info in ((1, 24), (2, 25), (4, 26), (8, 27)):
        if number < 24:
            return bytes([major * 32 + number])
        if number < 256**size:
            return bytes([major * 32 + info]) + number.to_bytes(size, "big")
    raise ValueError(number)


def padme(n):
    if n < 2:
        return n
    e = n.bit_length() - 1
    unit = 2 ** (e - e.bit_length())
    return -(-n // unit) * unit


# 5 Segments


def segment(data, sign_public, epoch_private):
    header, signature, box, body = cbor(data)
    row = cbor(header)
    need(len(row) == 16 and row[:3] == [1, 1, 0] and 0 < row[14] <= 2**23)
    need((row[6] == 1) == (row[8] == b""))
    verify(b"segment", header, signature, sign_public)
    need(h(b"body", body) == row[15])
    raw = open_body(box, body, row[13], row[14], header[:-34], epoch_private)
    seed, feeds, blocks, edits = cbor(raw)
    entries = read_entries(row[6], row[7], blocks, edits)
    need(root(seed, feeds, entries) == row[12])
    return {
        "name": h(b"segment", header),
        "feeds": [[row[4], row[5], row[3]], *([feed[0], row[5], feed[1]] for feed in feeds)],
        "pins": [feed[2] for feed in feeds],
        "entries": entries,
    }


def open_body(box, body, mark, length, context, epoch_private):
    key = open_box(box, epoch_private)
    need(h(b"mark", key) == mark)
    text = decrypt(key, body, context)
    size = int.from_bytes(text[:4], "big")
    need(len(text) == padme(4 + size) and not any(text[4 + size :]))
    expander = zstd.ZstdDecompressor()
    raw = expander.decompress(text[4 : 4 + size], max_length=length + 1)
    need(len(raw) == length and expander.eof and not expander.unused_data)
    return raw


# 6 Bodies

LETTERS = [chr(n) for n in (*range(0x80), *range(0x410, 0x450))] + list(
    "ЁёҒғӢӣҚқӮӯҲҳҶҷІіЇїЄєЎўҐґҮүҢңӨөӘәҺһ«»„“”‘’–—…№§°·•±×÷€£©®½¼¾²³\u00a0\u202f\u2011"
)


def sums(deltas, start):
    found = []
    for delta in deltas:
        start += delta
        found.append(start)
    return found


def heads(first, seqs, saves, ats):
    return zip(sums(seqs, first), sums(saves, 0), sums(ats, 0), strict=True)


def in_form(form, values, ids):
    if form == 0:
        return values
    if form == 2:
        return ["".join(LETTERS[b] for b in v) if isinstance(v, bytes) else v for v in values]
    need(form == 1)
    found, place = [], 0
    for value in values:
        place += value if type(value) is int else 0
        found.append(ids[place] if type(value) is int else value)
    return found


def part_id(parent, keys):
    texts = ["" if key is None else str(key) for key in keys]
    name = bytearray(sha1(parent + "|".join(texts).encode()).digest()[:16])
    name[6], name[8] = name[6] & 0x0F | 0x50, name[8] & 0x3F | 0x80
    return bytes(name)


def read_entries(first, count, blocks, edits):
    entries, sent = {}, {}
    for _kind, seqs, named_ids, *_ in blocks:
        if isinstance(named_ids, bytes):
            for place, seq in enumerate(sums(seqs, first)):
                sent[seq - first] = named_ids[16 * place : 16 * place + 16]
    ids = dict(sent)
    for _, seqs, rule, _, _, columns in blocks:
        if isinstance(rule, list):
            by_unit = {unit: in_form(form, values, sent) for unit, form, values in columns if unit in rule}
            for place, seq in enumerate(sums(seqs, first)):
                parent, *keys = (by_unit[unit][place] for unit in rule)
                ids[seq - first] = part_id(parent, keys)
    for kind, seqs, _, saves, ats, columns in blocks:
        read = [(unit, in_form(form, values, ids)) for unit, form, values in columns]
        for place, (seq, save, at) in enumerate(heads(first, seqs, saves, ats)):
            ops = [[unit, values[place], []] for unit, values in read if values[place] is not None]
            entries[seq] = [0, kind, ids[seq - first], save, at, ops]
    if edits:
        read_edits(first, edits, entries)
    need(sorted(entries) == list(range(first, first + count)))
    return dict(sorted(entries.items()))


def read_edits(first, columns, entries):
    seqs, acts, kinds, feeds, names, saves, ats, counts, units, forms, base_feeds, base_seqs, groups = columns
    pairs, bases = [], list(zip(base_feeds, base_seqs, strict=True))
    each_unit = iter(units)
    for kind, count in zip(kinds, counts, strict=True):
        pairs += [(kind, next(each_unit)) for _ in range(count)]
    values = {
        pair: in_form(group[0], group[1], {}) for pair, group in zip(sorted(set(pairs)), groups, strict=True)
    }
    at_op = 0
    for place, (seq, save, at) in enumerate(heads(first, seqs, saves, ats)):
        record = [feeds[place] - 1, names[place]] if feeds[place] else names[place]
        ops = []
        for _ in range(counts[place]):
            form = forms[at_op]
            named_bases = [record] if form == 0 else [list(bases.pop(0)) for _ in range(form - 1)]
            ops.append([units[at_op], values[pairs[at_op]].pop(0), named_bases])
            at_op += 1
        entries[seq] = [acts[place], kinds[place], record, save, at, ops]


# 7 Leaves and root


def skeleton(act, kind, record, save, at, ops):
    found = [act, kind, record, save, at, [op[0] for op in ops]]
    return write(found if act == 0 else [*found, [op[2] for op in ops]])


def leaf(values, entry):
    return blake2b(named(b"cspdesk/1/leaf") + values + skeleton(*entry), digest_size=32).digest()


def salted(values, salt):
    return blake2b(named(b"cspdesk/1/values") + write(values), key=salt, digest_size=32).digest()


def root_of(feeds, leaves):
    return h(b"root", h(b"feeds", write(feeds)), b"".join(leaves))


def root(seed, feeds, entries):
    leaves = []
    for position, entry in enumerate(entries.values()):
        text = named(b"cspdesk/1/salt") + position.to_bytes(8, "big")
        salt = blake2b(text, key=seed, digest_size=16).digest()
        leaves.append(leaf(salted([op[1] for op in entry[5]], salt), entry))
    return root_of(feeds, leaves)


# 8 Erased forms


def erased(data, author_public, eraser_public, epoch_private):
    header, signature, box, body = cbor(data)
    row = cbor(header)
    need(len(row) == 12 and row[:3] == [1, 1, 1])
    verify(b"erased", header, signature, eraser_public)
    verify(b"segment", row[3], row[4], author_public)
    author = cbor(row[3])
    need(h(b"body", body) == row[11])
    feeds, rows = cbor(open_body(box, body, row[9], row[10], header[:-34], epoch_private))
    leaves, gone = [], []
    for seq, (act, kind, record, save, at, units, bases, *rest) in enumerate(rows, author[6]):
        entry = [act, kind, record, save, at, [list(op) for op in zip(units, units, bases, strict=True)]]
        if len(rest) == 1:
            gone.append(seq)
        leaves.append(leaf(rest[0] if len(rest) == 1 else salted(rest[1], rest[0]), entry))
    need(len(rows) == author[7] and root_of(feeds, leaves) == author[12])
    return h(b"segment", row[3]), gone


# 12 Bundles


def bundle(data, private):
    """The items of a bundle of which nothing is missing: kind and bytes."""
    need(data[:4] in (b"CSPB", bytes.fromhex("8f3ad106")) and data[4:6] == b"\1\1")
    end = 39 + 80 * data[6]
    bound = h(b"bundle", data[:end])
    keys = []
    for at in range(39, end, 80):
        try:
            keys.append(open_box(data[at : at + 80], private))
        except Exception:  # noqa: BLE001 - whatever the library says, the box is somebody else's
            continue
    (key,) = (key for key in keys if h(b"mark", key) == data[7:39])
    text, number = b"", 0
    while end < len(data):
        last = end + 65_552 >= len(data)
        nonce = bytes(15) + number.to_bytes(8, "big") + bytes([last])
        text += decrypt(key, data[end : end + 65_552], bound, nonce)[4:]
        end, number = end + 65_552, number + 1
    need(padme(len(text)) == len(text))
    return checked(list(frames(text)), bound)


def frames(text):
    at = 0
    while at < len(text) and text[at]:
        size = int.from_bytes(text[at + 1 : at + 5], "big")
        yield text[at], text[at + 5 : at + 5 + size], text[at : at + 5 + size]
        at += 5 + size
    need(not any(text[at:]))


def checked(found, bound):
    (kind, first, _), *carried, (last_kind, last, _) = found
    need((kind, last_kind) == (1, 7))
    payload, signature = cbor(first)
    row = cbor(payload)
    verify(b"bundle", payload, signature, row[3])
    payload, signature = cbor(last)
    verify(b"trailer", payload, signature, row[3])
    running = blake2b(bound + b"".join(frame for _, _, frame in found[:-1]), digest_size=32).digest()
    need(row[2] == bound and cbor(payload) == [bound, len(found) - 1, running])
    return h(b"device", row[3], row[4])[:16], [(kind, content) for kind, content, _ in carried]
