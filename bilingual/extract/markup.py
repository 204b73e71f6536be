"""Turn a body into a tree of elements, whatever is wrong with it; name what no reader sees."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from bilingual.document import Post
from bilingual.extract.title import TITLE_LINK

INVISIBLE = frozenset({"script", "style", "template", "title", "iframe", "noframes", "noembed"})
"""A browser shows no text of these. What it shows now and then (noscript, video) is a skip by rule."""

BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p plaintext pre
    section summary table tbody td tfoot th thead tr ul xmp
    """.split()  # noqa: SIM905
)
_BROKEN_BLOCKS = ("div", "figure", "section")
"""Crawled markup runs tags into their attributes or each other: `<divclass="ad">`, `<figureicture>`."""

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>")
_RAW_TEXT = INVISIBLE | {"textarea"}
_TOO_DEEP = "Excessive depth"


def parse_markup(body: str) -> HtmlElement:
    """Parse a body as an HTML fragment; the element that is returned holds all of it."""
    text = _SURROGATE.sub("\ufffd", clean(body))
    tree = _parse(text)
    return tree if tree is not None else _flat(text)


def clean(text: str) -> str:
    """Remove control characters but tab and newline; the walk uses some of them as signs."""
    return text.translate(_CONTROLS)


def visible_texts(element: HtmlElement) -> Iterator[str]:
    """Give the text nodes in an element that a reader sees, its own tail not counted."""
    pending: list[HtmlElement | str | None] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, str):
            yield clean(node)
        elif node is not None and node.tag not in INVISIBLE:
            for child in reversed(node):
                pending += [child.tail, child]
            pending.append(node.text)


def is_block(tag: str) -> bool:
    """Tell whether an element stands on lines of its own."""
    return tag in BLOCKS or tag.startswith(_BROKEN_BLOCKS)


def as_html(post: Post) -> str:
    """Give the HTML that is walked: the body itself, but Markdown rendered where the post is Markdown."""
    if post.path.lower().endswith((".md", ".markdown")) and _is_markdown(post.body):
        return _render_markdown(clean(post.body))
    return post.body


def has_blocks(root: HtmlElement) -> bool:
    """Tell whether there is any block-level HTML; plain text has none."""
    return any(is_block(element.tag) for element in root.iterdescendants())


def _parse(text: str) -> HtmlElement | None:
    """Parse, or give `None` where elements are nested deeper than the parser goes; it keeps nothing then."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(f"<html><body>{text}", parser=parser)
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        return None
    return _body(tree)


def _body(tree: HtmlElement) -> HtmlElement:
    """Give the body element; a stray `<frameset>` makes the parser put text elsewhere."""
    bodies = tree.findall("body")
    return bodies[0] if len(tree) == 1 and len(bodies) == 1 and not (bodies[0].tail or "").strip() else tree


def _flat(text: str) -> HtmlElement:
    """Parse with every tag made a paragraph break: no nesting is left, and no text is lost."""
    flat = _TAG.sub(lambda tag: tag[0] if tag[2].lower() in _RAW_TEXT else "<p>", text)
    tree = _parse(flat)
    return tree if tree is not None else html.Element("body")


def _is_markdown(body: str) -> bool:
    """Tell whether most of the text stands outside block-level HTML, the title link not counted."""
    root = parse_markup(TITLE_LINK.sub("", body, count=1))
    inside = sum(_length(child) for child in root if is_block(child.tag))
    return _length(root) > 2 * inside


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in visible_texts(element))


def _render_markdown(body: str) -> str:
    from markdown_it import MarkdownIt

    rendered: str = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(body)
    return rendered
