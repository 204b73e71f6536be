"""Take a post apart: a title, and a body of blocks and skips that together are all its visible text."""

from collections.abc import Iterator, Sequence
from functools import cache

from lxml import etree

from bilingual.document import Block, BlockKind, Extraction, Post, Skipped
from bilingual.extract.blocks import Piece, language_in, make_pieces, number_pieces
from bilingual.extract.inline import cut, fold
from bilingual.extract.markup import INVISIBLE, as_html, clean, has_blocks, parse_markup
from bilingual.extract.rules import Reason, RuleSet, find_junk
from bilingual.extract.rulesfiles import rule_sets
from bilingual.extract.title import choose_title, label_of, links_to_source, match_title_link, repeats_title
from bilingual.extract.walk import Plan, Run, walk
from bilingual.script import language_of
from bilingual.text import drop_spaces

__all__ = ["as_html", "coverage", "extract_blocks", "visible_text"]

_FORGIVEN_SHARE = 4
_FORGIVEN_CHARS = 400
"""Known junk may be four times the article and this many characters more: teasers dwarf a short notice."""
_VISIBLE = etree.XPath(f".//text()[not({' or '.join(f'ancestor::{name}' for name in sorted(INVISIBLE))})]")


def extract_blocks(post: Post) -> Extraction:
    """Take a post apart.

    Law: the texts of the extraction's body, joined, are `visible_text(as_html(post))`, white space aside;
    `as_html` gives the body itself, but for a post written in Markdown.
    """
    rules = tuple(rules for rules in rule_sets() if rules.applies_to(post))
    pieces = make_pieces(_part_title_link(_walk(post, rules), post), rules)
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    title = choose_title(post, _link_label(pieces), blocks)
    script = language_of("".join((title, *(block.text for block in blocks))))
    body = number_pieces(_skip_title(pieces, title, post), script)
    return Extraction(Block("b0", BlockKind.TITLE, title, language_in(title, script)), tuple(body))


def visible_text(body: str) -> str:
    """Give all text a browser would show, found by another way than the walk: what its law is measured by."""
    texts = _VISIBLE(parse_markup(body))
    assert isinstance(texts, list)
    return "".join(clean(str(text)) for text in texts)


def coverage(extraction: Extraction) -> float:
    """Tell how much of a post's text is kept, 0-1, so that a rule that eats an article is noticed.

    The characters in blocks, divided by these, plus what rules marked `doubtful` skipped, plus what the
    other rules skipped beyond four times the article: advertisements and teasers are forgiven, but not
    without end. The title link and a repeated title do not count. An empty body is covered: 1.0.
    """
    kept = sum(_length(piece) for piece in extraction.body if isinstance(piece, Block))
    junk = [piece for piece in extraction.skipped if piece.rule]
    doubtful = sum(_length(piece) for piece in junk if piece.rule in _doubtful_rules())
    known = sum(map(_length, junk)) - doubtful
    excess = max(0, known - _FORGIVEN_SHARE * kept - _FORGIVEN_CHARS)
    missing = doubtful + excess
    return kept / (kept + missing) if missing else 1.0


def _walk(post: Post, rules: Sequence[RuleSet]) -> Iterator[Run | Skipped]:
    root = parse_markup(as_html(post))
    found = find_junk(root, rules)
    lines_part = not has_blocks(root) and not post.path.lower().endswith((".html", ".htm"))
    return walk(root, Plan(found.skips, found.captions, lines_part=lines_part))


def _part_title_link(walked: Iterator[Run | Skipped], post: Post) -> Iterator[Run | Skipped]:
    """Make a skip of the line that crawlers set above a post."""
    for item in walked:
        if isinstance(item, Skipped):
            yield item
            continue
        whole = item.passage
        match = match_title_link(whole.text, post)
        if match is None:
            yield item
        else:
            yield Skipped(Reason.TITLE_LINK, fold(cut(whole, 0, match.end())).text)
            yield Run(item.kind, item.level, cut(whole, match.end(), len(whole.text)))
        break
    yield from walked


def _link_label(pieces: Sequence[Piece]) -> str:
    first = next((piece for piece in pieces if not isinstance(piece, Skipped) or piece.text), None)
    return label_of(first.text) if isinstance(first, Skipped) and first.reason == Reason.TITLE_LINK else ""


def _skip_title(pieces: Sequence[Piece], title: str, post: Post) -> Iterator[Piece]:
    """Make skips of the first blocks where they only say the title again."""
    leading = True
    for piece in pieces:
        if not leading or not isinstance(piece, Block):
            yield piece
        elif links_to_source(piece, post):
            yield Skipped(Reason.TITLE_LINK, piece.text)
        elif repeats_title(piece, title):
            yield Skipped(Reason.REPEATED_TITLE, piece.text)
        else:
            leading = False
            yield piece


@cache
def _doubtful_rules() -> frozenset[str]:
    rules = (rule for rules in rule_sets() for rule in (*rules.selectors, *rules.phrases))
    return frozenset(rule.name for rule in rules if rule.doubtful)


def _length(piece: Piece) -> int:
    return len(drop_spaces(piece.text))
