"""How a Chinese personal name is written in English: pinyin, surname first, as newspapers have it."""

from itertools import product

_READ_AS_SURNAMES = {
    "万俟": "mo qi", "尉迟": "yu chi", "澹台": "tan tai", "单于": "chan yu", "单": "shan",
    "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "乐": "yue", "翟": "zhai",
    "缪": "miao", "覃": "qin", "卜": "bu", "郇": "xun", "阚": "kan",
}  # fmt: skip
"""Surnames whose reading is not the one the character has in most words."""

_READ_IN_NAMES = {
    "长": "chang zhang", "乐": "le yue", "朝": "chao zhao", "重": "chong zhong", "晟": "sheng cheng",
    "柏": "bai bo", "茜": "qian xi", "藏": "cang zang", "参": "can shen", "莘": "xin shen", "行": "xing hang",
    "单": "dan shan", "佛": "fo", "焘": "tao", "栅": "shan", "仔": "zai zi", "降": "xiang", "曾": "zeng",
    "翟": "zhai",
}  # fmt: skip
"""Characters that given names read otherwise than most words do, or in two ways."""


def write_name(surname: str, given: str) -> tuple[str, ...]:
    """Give every accepted writing of a name, the preferred one first.

    >>> write_name("欧阳", "静安")[:4]
    ("Ouyang Jing'an", 'Ouyang Jingan', 'Ouyang Jing-an', "Jing'an Ouyang")
    >>> write_name("吕", "军")[:3], write_name("单", "晓")[0]
    (('Lyu Jun', 'Jun Lyu', 'Lü Jun'), 'Shan Xiao')
    """
    written = (
        f"{first} {second}"
        for name in _readings(given)
        for family in write_surname(surname)
        for first, second in _orders(family, name)
    )
    return tuple(dict.fromkeys(written))


def write_surname(surname: str) -> tuple[str, ...]:
    """Give the accepted writings of a surname: 吕 is Lyu in passports, Lü in books, Lv in haste.

    >>> write_surname("诸葛"), write_surname("吕")
    (('Zhuge',), ('Lyu', 'Lü', 'Lv', 'Lu'))
    """
    syllables = _READ_AS_SURNAMES.get(surname, "").split() or _syllables(surname)
    return tuple(letters.capitalize() for letters in _umlauts("".join(syllables)))


def _orders(family: str, name: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give the family name first, then last, with the syllables joined, parted as sound asks, hyphened."""
    joined = ("'" if name[-1][0] in "aoe" else "").join(name)
    given = dict.fromkeys(part.capitalize() for part in (joined, "".join(name), "-".join(name)))
    return [(family, each) for each in given] + [(each, family) for each in given]


def _readings(given: str) -> list[tuple[str, ...]]:
    choices = (_READ_IN_NAMES.get(char, "").split() or _syllables(char) for char in given)
    spelled = ([letters for reading in readings for letters in _umlauts(reading)] for readings in choices)
    return list(product(*spelled))


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # loads its tables

    return lazy_pinyin(list(text), style=Style.NORMAL, v_to_u=True)


def _umlauts(letters: str) -> tuple[str, ...]:
    if "ü" not in letters:
        return (letters,)
    return tuple(letters.replace("ü", other) for other in ("yu", "ü", "v", "u"))
