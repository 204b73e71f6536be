"""What the glyphs of a PDF mean: characters for reading, where Chromium has written radicals.

Chinese fonts draw 人 U+4EBA and the radical ⼈ U+2F08 with one glyph, and Skia, the PDF library of Chromium,
notes the first code that a font has for a glyph: whoever searches or copies 人民 finds nothing, or ⼈⺠. The
page looks the same; only the maps from glyphs to text (ToUnicode) are written anew, appended to the file
as an update, which is how PDF takes changes.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping

_RADICALS = (
    "⺁厂⺄乙⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹"
    "⺰纟⺱罓⺲罒⺹耂⺺肀⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻐钅⻑長⻒镸⻓长"
    "⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜"
    "⻰龙⻱龜⻲亀⻳龟"
)
"""CJK Radicals Supplement, each with the character that Noto CJK draws with the same glyph."""

_READABLE = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)) | {
    radical: unicodedata.normalize("NFKC", radical) for radical in map(chr, range(0x2F00, 0x2FD6))
}

_STREAM = re.compile(rb"(\d+) 0 obj\n<</Filter /FlateDecode\n/Length (\d+)>> stream\n")
_TRAILER = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)\n%%EOF\s*$", re.DOTALL)
_ENTRY = re.compile("^<([0-9A-F]+)> (?:<([0-9A-F]+)> )?<((?:[0-9A-F]{4})+)>$", re.MULTILINE)
"""A glyph, or a first and a last one, and the text of the first; as Skia writes it."""

_HEAD_ENDS = "endcodespacerange\n"
_PER_SECTION = 100
"""More entries a section must not have."""


def mend_glyphs(pdf: bytes) -> bytes:
    """Append better maps for glyphs that are said to be radicals; a file of another make stays as it is."""
    trailer = _TRAILER.search(pdf)
    maps = dict(_mended_maps(pdf))
    if not trailer or not maps:
        return pdf
    update, places = bytearray(pdf.rstrip() + b"\n"), {}
    for number, text in sorted(maps.items()):
        places[number] = len(update)
        packed = zlib.compress(text.encode("ascii"), 9)
        update += b"%d 0 obj\n<</Filter /FlateDecode\n/Length %d>> stream\n" % (number, len(packed))
        update += packed + b"\nendstream\nendobj\n"
    start = len(update)
    update += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in places.items())
    update += b"trailer\n<<%b\n/Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], trailer[2], start)
    return bytes(update)


def _mended_maps(pdf: bytes) -> Iterator[tuple[int, str]]:
    """Give each map that has to be changed, with the number of its object."""
    for found in _STREAM.finditer(pdf):
        packed = pdf[found.end() : found.end() + int(found[2])]
        if (text := _unpack(packed)) and "begincmap" in text:
            glyphs = dict(_entries(text.partition(_HEAD_ENDS)[2]))
            if any(char in _READABLE for char in glyphs.values()):
                yield int(found[1]), _write_map(text, glyphs)


def _unpack(packed: bytes) -> str:
    try:
        return zlib.decompress(packed).decode("ascii")
    except (zlib.error, UnicodeDecodeError):
        return ""


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Read which glyph, in as many digits as the font has, is which text."""
    for found in _ENTRY.finditer(text):
        first, last = int(found[1], 16), int(found[2] or found[1], 16)
        chars = bytes.fromhex(found[3]).decode("utf-16-be", "surrogatepass")
        for step in range(last - first + 1):
            yield f"{first + step:0{len(found[1])}X}", chars[:-1] + chr(ord(chars[-1]) + step)


def _write_map(text: str, glyphs: Mapping[str, str]) -> str:
    """Write a map with one entry for each glyph, in the frame of the old one."""
    entries = [f"<{glyph}> <{_code(_READABLE.get(char, char))}>\n" for glyph, char in sorted(glyphs.items())]
    pages = (entries[at : at + _PER_SECTION] for at in range(0, len(entries), _PER_SECTION))
    sections = "".join(f"{len(page)} beginbfchar\n{''.join(page)}endbfchar\n" for page in pages)
    return text.partition(_HEAD_ENDS)[0] + _HEAD_ENDS + sections + "endcmap" + text.partition("endcmap")[2]


def _code(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()
