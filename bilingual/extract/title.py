"""Find a post's title, and recognise where the body says it again."""

import html
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from bilingual.document import Block, BlockKind, Mark, MarkKind, Post
from bilingual.text import drop_spaces

TITLE_LINK = re.compile(r"\s*\[(?P<title>[^\n]*)\]\((?P<url>[^\n]*)\)\s*-{3,}(?=\s|\Z)")
"""The line that crawlers set above a post: its title linked to its source, and a rule below."""

_LINK_ALONE = re.compile(r"\s*\[(?P<title>[^\n]*)\]\((?P<url>[^\n\s]*)\)(?=\s|\Z)")
_TAG = re.compile(
    r"</?(?:a|b|big|br|em|font|i|mark|p|q|s|small|span|strong|sub|sup|tt|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}-?\s*")
_SAME_SHARE = 0.6
"""A page's own heading often lacks the section or the outlet that the feed's title has around it."""


def choose_title(post: Post, lead: str, blocks: Sequence[Block]) -> str:
    """Choose the title: front matter, `lead` (the title link's label), first heading, file name."""
    heading = next((block.text for block in blocks if block.kind is BlockKind.HEADING), "")
    stem = PurePosixPath(post.path).stem
    name = _DATE_PREFIX.sub("", stem, count=1).strip("-") or stem.strip("-")
    candidates = map(plain, (post.text_of("title"), lead, heading, name))
    return next(filter(drop_spaces, candidates), "Untitled")


def match_title_link(text: str, post: Post) -> re.Match[str] | None:
    """Match the title link at the start of a body's raw text; without its rule it must lead to the source."""
    if match := TITLE_LINK.match(text):
        return match
    match = _LINK_ALONE.match(text)
    return match if match and post.url and match["url"] == post.url else None


def label_of(title_link: str) -> str:
    """Give the title out of a title link."""
    match = TITLE_LINK.match(title_link) or _LINK_ALONE.match(title_link)
    return match["title"] if match else ""


def links_to_source(block: Block, post: Post) -> bool:
    """Tell whether all of a block is a link to where the post is from."""
    return bool(post.url) and Mark(MarkKind.LINK, 0, len(block.text), post.url) in block.marks


def repeats_title(block: Block, title: str) -> bool:
    """Tell whether a heading says the title again, or the most of it."""
    heading, whole = drop_spaces(block.text), drop_spaces(title)
    long_enough = len(heading) >= _SAME_SHARE * len(whole)
    return block.kind is BlockKind.HEADING and heading in whole and long_enough


def plain(title: str) -> str:
    """Take tags and character references out of a title; crawlers escape twice or more.

    >>> plain("<em>大&amp;#22338;</em>府&quot;论坛&quot;  开幕")
    '大坂府"论坛" 开幕'
    """
    for _ in range(3):
        title = html.unescape(_TAG.sub("", title))
    return " ".join(title.split())
