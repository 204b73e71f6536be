"""What the search index is made of: each post as words for Pagefind, in a small HTML file.

Chinese is written as overlapping pairs of characters (上海合 as 上海 海合 合). A search for a stretch of
Chinese is then a search for its pairs in a row, which finds exactly the posts that hold the stretch.
Pagefind's own way is words, which the index and the browser part in different places: of twelve names it
did not find three (1.5.2 with Chromium: 托卡耶夫, 泽连斯基, 卢卡申科). Each token is one position, and begins
with the character it stands for, so that `search.js` can tell from a position which words were met. Script
does not matter: all is indexed in Simplified characters; the passages of a Traditional post stand there a
second time as they were written, to be shown.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import escape
from itertools import zip_longest

from bilingual.document import BlockKind, TranslatedBlock, TranslatedPost
from bilingual.render.days import read_day
from bilingual.render.templates import clean_text
from bilingual.script import simplified_characters
from bilingual.text import HAN_CLASS

TITLE = "t"
"""The anchor of the title; a page has it at its top."""

ABOUT = "about"
"""The anchor of the outlet and the tags, which are found but not shown."""

_TOKEN = re.compile(f"[{HAN_CLASS}]|[^{HAN_CLASS}\\s]+")
_HAN = re.compile(f"[{HAN_CLASS}]")
_ZERO_WIDTH = str.maketrans(dict.fromkeys("\u200b\ufeff", ""))
_TITLE_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a post in both languages."""

    anchor: str
    """The id of its row on the page."""
    zh: str
    """`""` where the post has English here."""
    en: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A post as the index knows it."""

    page: str
    """Posix path relative to the output folder."""
    title: Passage
    title_lang: str
    """BCP 47, of the title as it stands in the post."""
    date: str
    """`YYYY-MM-DD` or what the front matter has."""
    author: str
    tags: tuple[str, ...]
    passages: tuple[Passage, ...]


def search_record(post: TranslatedPost, page: str, tags: tuple[str, ...] = ()) -> SearchRecord:
    """Sum up a post for the index."""
    title, *blocks = [(block, _passage(block)) for block in post.blocks]
    return SearchRecord(
        page=page,
        title=Passage(TITLE, title[1].zh, title[1].en),
        title_lang=title[0].block.lang,
        date=post.post.date,
        author=post.post.author,
        tags=tags,
        passages=tuple(passage for block, passage in blocks if block.block.kind is not BlockKind.TITLE),
    )


def record_digest(record: SearchRecord) -> str:
    """Give a digest of all that the index knows of a post."""
    text = json.dumps(asdict(record), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def dump_record(record: SearchRecord) -> bytes:
    """Write a record as packed JSON."""
    return zlib.compress(json.dumps(asdict(record), ensure_ascii=True).encode(), 1)


def load_record(content: bytes) -> SearchRecord:
    """Read what `dump_record` wrote."""
    known = json.loads(zlib.decompress(content))
    passages = tuple(Passage(**passage) for passage in known.pop("passages"))
    title, tags = Passage(**known.pop("title")), tuple(known.pop("tags"))
    return SearchRecord(title=title, tags=tags, passages=passages, **known)


def write_words(record: SearchRecord) -> str:
    """Write a post as Pagefind reads it."""
    day = read_day(record.date)
    known = {"date": day.isoformat() if day else "", "outlet": record.author}
    facets = [outlet_facet(record.author), year_facet(record.date)]
    about = " ".join((record.author, *record.tags, *facets))
    values = " ".join(f'data-{name}="{_attribute(value)}"' for name, value in known.items())
    named = ", ".join(f"{name}[data-{name}]" for name, value in known.items() if value)
    return (
        '<html lang="en"><head><meta charset="utf-8"></head><body data-pagefind-body>'
        f'<b data-pagefind-meta="{named}" {values}></b>'
        f'<span data-pagefind-weight="{_TITLE_WEIGHT}">{"".join(_both(record.title))}</span>'
        f"{''.join(piece for passage in record.passages for piece in _both(passage))}"
        f"{''.join(_both(Passage(ABOUT, about, '')))}</body></html>"
    )


def outlet_facet(author: str) -> str:
    """Give the word by which all posts of an outlet are found; `""` for none.

    Pagefind's own filters would do, but their order in the index changes from run to run (1.5).
    """
    name = " ".join(author.split())
    return f"inoutlet{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}" if name else ""


def year_facet(date: str) -> str:
    """Give the word by which all posts of a year are found; `""` for none."""
    day = read_day(date)
    return f"inyear{day.year}" if day else ""


def tokens(text: str) -> Iterator[str]:
    """Write a text as tokens.

    >>> list(tokens("王毅说：G7 in 2024"))
    ['王毅', '毅说', '说', '：G7', 'in', '2024']
    """
    matches = list(_TOKEN.finditer(text))
    for match, after in zip_longest(matches, matches[1:]):
        is_pair = after and after.start() == match.end() and _HAN.match(match[0]) and _HAN.match(after[0])
        yield match[0] + after[0] if is_pair and after else match[0].replace("___", "---")


def _both(passage: Passage) -> Iterator[str]:
    """Write both sides; what was Traditional a second time, as it is, without weight."""
    zh = _tidy(passage.zh)
    folded = zh.translate(simplified_characters())
    yield _stretch(passage.anchor, folded)
    yield _stretch(f"{passage.anchor}-en", _tidy(passage.en))
    if folded != zh:
        yield f'<i data-pagefind-weight="0">{_stretch(f"{passage.anchor}-hant", zh)}</i>'


def _stretch(anchor: str, text: str) -> str:
    """Write a text behind an anchor, which marks its first position."""
    words = " ".join(tokens(_tidy(text)))
    return f'<a id="{_attribute(anchor)}"></a><span>{escape(words)}</span> ' if words else ""


def _tidy(text: str) -> str:
    return " ".join(clean_text(text).translate(_ZERO_WIDTH).split())


def _attribute(text: str) -> str:
    return escape(_tidy(text))


def _passage(translated: TranslatedBlock) -> Passage:
    block = translated.block
    if not block.is_chinese:
        return Passage(block.id, "", block.text)
    english = (sentence.translation.target for sentence in translated.sentences)
    return Passage(block.id, block.text, " ".join(target for target in english if target))
