"""TMX 1.4, the exchange format of translation memories: every distinct sentence pair once, as plain text.

Sentences that need no translation, or have none yet, are no memory of anything and are left out.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.metadata import version

from lxml import etree

from bilingual.document import TranslatedPost
from bilingual.export.lines import Line, Writer, lines_of
from bilingual.render.templates import clean_text

_PROLOGUE = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
"""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CHINESE = {"zh-Hant": "zh-TW"}
_SIMPLIFIED = "zh-CN"
"""Memories are looked up by country, not by script: few tools take zh-Hans for the language of a memory."""

_DIGEST_BYTES = 12
"""Of what is written already: two of a billion pairs share a digest with a chance of 1 in 10^11."""


def write_tmx(posts: Iterable[TranslatedPost]) -> Iterator[bytes]:
    """Write posts as a translation memory; only digests of what is written are kept in mind."""
    yield _head()
    written: set[bytes] = set()
    for post in posts:
        yield b"".join(_unit(post, line) for line in _new_lines(post, written))
    yield b"</body>\n</tmx>\n"


def _head() -> bytes:
    header = etree.Element(
        "header",
        {
            "creationtool": "bilingual",
            "creationtoolversion": version("bilingual"),
            "segtype": "sentence",
            "o-tmf": "bilingual",
            "adminlang": "en",
            "srclang": _SIMPLIFIED,
            "datatype": "plaintext",
        },
    )
    opening = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    )
    return opening + etree.tostring(header) + b"\n<body>\n"


def _new_lines(post: TranslatedPost, written: set[bytes]) -> Iterator[Line]:
    for line in lines_of(post):
        if (
            line.writer is not Writer.SOURCE
            and line.target.strip()
            and (digest := _digest(line)) not in written
        ):
            written.add(digest)
            yield line


def _digest(line: Line) -> bytes:
    pair = f"{_language(line)}\0{line.source}\0{line.target}"
    return blake2b(pair.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()


def _unit(post: TranslatedPost, line: Line) -> bytes:
    chinese = _language(line)
    unit = etree.Element("tu", {} if chinese == _SIMPLIFIED else {"srclang": chinese})
    for kind, value in (("post", post.post.path), ("sentence", line.id), ("origin", line.writer.value)):
        etree.SubElement(unit, "prop", {"type": f"x-{kind}"}).text = clean_text(value)
    for language, text in ((chinese, line.source), ("en", line.target)):
        variant = etree.SubElement(unit, "tuv", {_LANG: language})
        etree.SubElement(variant, "seg").text = clean_text(text)
    written: bytes = etree.tostring(unit, encoding="UTF-8")
    return written + b"\n"


def _language(line: Line) -> str:
    return _CHINESE.get(line.block.lang, _SIMPLIFIED)
