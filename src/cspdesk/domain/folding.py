"""Search text: one plain form for Tajik, Russian and Latin letters, on both sides of a search.

People type Tajik on a Russian keyboard (``Кулоб`` for ``Кӯлоб``), leave out signs that are barely
heard (``маълулият`` as ``малулият``), and write names in Latin letters in a dozen ways (``Khujand``,
``Xujand``).  ``fold`` is applied to text before it is indexed and to what is typed;
``query_terms`` adds the other spellings of each typed word.

What ``fold`` does, and why:

- case is ignored; accents and macrons are dropped, so composed and decomposed text are one;
- ``ғ қ ҳ ҷ ӣ ӯ`` become ``г к х ч и у``: the keys that people press instead;
- ``й ё э`` become ``и е е``: they are swapped in typing, and Latin spellings do not tell them apart;
- ``ъ ь`` and apostrophes are dropped: the first two are left out as often as written (``Восеъ``,
  ``Восе``), and an apostrophe stands for them in Latin;
- ``ў і ї ө ү ң`` of the neighbours' alphabets become ``у и и о у н``.

A pair of letters is never folded into one here (``дж`` into ``ч``): while somebody types, ``худ`` must
find ``Худжанд`` already.  Such pairs are alternatives of the query instead.
"""

from __future__ import annotations

import re
import unicodedata

_SAME_KEY = dict(zip("ғқҳҷӣӯйёэўіїөүңҗһәѐѝ", "гкхчиуиееуииоунжхаеи", strict=True))
_DROPPED = "ъь'`’‘ʼʻ´"
_LETTERS_WITH_MARKS = (range(0x00C0, 0x0250), range(0x0400, 0x0530), range(0x1E00, 0x1F00))

MAX_WORDS = 12
MAX_WORD = 48
MAX_SPELLINGS = 12


def _table() -> dict[int, str | None]:
    """What each code point becomes; letters keep their base, marks and silent signs vanish."""
    table: dict[int, str | None] = dict.fromkeys(range(0x0300, 0x0370))
    for code in (code for letters in _LETTERS_WITH_MARKS for code in letters):
        parts = unicodedata.normalize("NFD", chr(code).casefold())
        table[code] = "".join(_SAME_KEY.get(part, part) for part in parts if not unicodedata.combining(part))
    table.update({ord(letter): plain for letter, plain in _SAME_KEY.items()})
    table.update({ord(sign): None for sign in _DROPPED})
    table[ord("ı")] = "i"
    return {code: plain for code, plain in table.items() if plain != chr(code)}


_FOLD = _table()

# Seven times faster than translating every letter (measured on Tajik and Russian prose): the letters that
# fill ordinary text are replaced one kind after another, and only text with a rarer one is translated.
_COMMON = (
    *((letter, _SAME_KEY[letter]) for letter in "ғқҳҷӣӯйёэ"),
    ("ъ", ""),
    ("ь", ""),
    ("'", ""),
    ("’", ""),
)
_RARE = re.compile(
    "[" + "".join(sorted({chr(code) for code in _FOLD} - {letter for letter, _ in _COMMON})) + "]"
)


def fold(text: str) -> str:
    """``text`` in its plain form: folding it again changes nothing, and no text is refused."""
    plain = text.casefold()
    for letter, instead in _COMMON:
        plain = plain.replace(letter, instead)
    return plain.translate(_FOLD) if _RARE.search(plain) else plain


_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z]")

# Scholarly Latin letters whose bare base would be another sound: Xuçand, Chorkūh, Šahrinav (ISO 9).
_MARKED_LATIN = str.maketrans({"ç": "ch", "č": "ch", "š": "sh", "ž": "zh", "â": "ya", "û": "yu"})

# Latin letters to folded Cyrillic, longest first.  The first answer is the likeliest; the others are
# tried too.  j is ҷ in Tajik (folded ч), дж in Russian; y before a vowel makes one letter or two.
_SOUNDS: dict[str, tuple[str, ...]] = {
    "shch": ("щ", "шч"),
    "dzh": ("дж", "ч"),
    "zh": ("ж",),
    "kh": ("х",),
    "gh": ("г",),
    "ch": ("ч",),
    "sh": ("ш",),
    "ts": ("тс", "ц"),
    "yo": ("е", "ио"),
    "yu": ("ю", "иу"),
    "ya": ("я", "иа"),
    "ye": ("е", "ие"),
    "yi": ("ии", "и"),
    "a": ("а",),
    "b": ("б",),
    "c": ("к", "с", "ц"),
    "d": ("д",),
    "e": ("е",),
    "f": ("ф",),
    "g": ("г",),
    "h": ("х",),
    "i": ("и",),
    "j": ("ч", "дж", "ж"),
    "k": ("к",),
    "l": ("л",),
    "m": ("м",),
    "n": ("н",),
    "o": ("о",),
    "p": ("п",),
    "q": ("к",),
    "r": ("р",),
    "s": ("с",),
    "t": ("т",),
    "u": ("у",),
    "v": ("в",),
    "w": ("в",),
    "x": ("х", "кс"),
    "y": ("и", "ы"),
    "z": ("з",),
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))

# The same sound in Tajik and in Russian spelling: Хуҷанд and Худжанд, милитсия and милиция.
_PAIRS = (("дж", "ч"), ("ч", "дж"), ("тс", "ц"), ("ц", "тс"))


def query_terms(text: str) -> tuple[tuple[str, ...], ...]:
    """For each typed word its spellings, folded: search for any of them as the start of a word.

    The first spelling of a word is the word as typed.  Words, their length and their spellings are
    bounded (``MAX_WORDS``, ``MAX_WORD``, ``MAX_SPELLINGS``); what is beyond is not searched for.  A
    spelling holds letters and digits only, so it may be quoted into a full-text query.
    """
    typed = unicodedata.normalize("NFC", text).casefold()
    words = _WORD.findall(fold(typed))[:MAX_WORDS]
    sounded = _WORD.findall(fold(typed.translate(_MARKED_LATIN)))[:MAX_WORDS]
    return tuple(
        _spellings(word[:MAX_WORD], sound[:MAX_WORD]) for word, sound in zip(words, sounded, strict=True)
    )


def _spellings(word: str, sound: str) -> tuple[str, ...]:
    found = [word, *(word.replace(ours, theirs) for ours, theirs in _PAIRS)]
    if _LATIN.search(sound):
        found += cyrillic_spellings(sound)
    return tuple(dict.fromkeys(found))[:MAX_SPELLINGS]


def cyrillic_spellings(word: str) -> list[str]:
    """Folded Cyrillic spellings of a folded Latin word, the likeliest first.

    One doubtful sound is varied at a time, then all together, so that their number grows with the
    word and not with its powers.
    """
    sounds = [(match.start(), match.end(), _SOUNDS[match[0]]) for match in _SOUND.finditer(word)]

    def spelled(choice: dict[int, int]) -> str:
        pieces, done = [], 0
        for place, (start, end, answers) in enumerate(sounds):
            pieces += [word[done:start], answers[min(choice.get(place, 0), len(answers) - 1)]]
            done = end
        return "".join([*pieces, word[done:]])

    found = [spelled({})]
    for place, (_, _, answers) in enumerate(sounds):
        found += [spelled({place: other}) for other in range(1, len(answers))]
    found.append(spelled(dict.fromkeys(range(len(sounds)), 1)))
    return list(dict.fromkeys(found))
