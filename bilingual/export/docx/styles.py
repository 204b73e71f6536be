"""What a Word document looks like: sheets, fonts for both scripts, and the styles of all kinds of blocks."""

from collections.abc import Iterator

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from bilingual.document import BlockKind

SHEET = Mm(210), Mm(297)
MARGIN = Mm(18)
COLUMNS = Mm(82), Mm(92)
"""The Chinese and the English: together as wide as an A4 sheet between its margins."""

FACTS, PREFORMATTED, HYPERLINK = "Facts", "Preformatted", "Hyperlink"
_LATIN, _HAN, _MONOSPACE = "Georgia", "SimSun", "Consolas"
_INK, _SOFT = RGBColor(0x1B, 0x1A, 0x18), RGBColor(0x62, 0x5D, 0x55)
_POINTS = {"Heading 1": 18, "Heading 2": 13.5, "Heading 3": 12, "Caption": 9, "Quote": 10.5}

_STYLES = {
    BlockKind.QUOTE: "Quote",
    BlockKind.CAPTION: "Caption",
    BlockKind.PREFORMATTED: PREFORMATTED,
}


def style_of(kind: BlockKind, depth: int) -> str:
    """Name the paragraph style of a block.

    Args:
        kind: what the block is.
        depth: 2-6 for a heading, from 1 for a list item.
    """
    if kind is BlockKind.HEADING:
        return f"Heading {depth}"
    if kind is BlockKind.LIST_ITEM:
        return "List Bullet" if depth <= 1 else f"List Bullet {min(depth, 3)}"
    return _STYLES.get(kind, "Normal")


def set_up(document: Document) -> None:
    """Set the sheets and the styles of a new document."""
    section = document.sections[0]
    section.page_width, section.page_height = SHEET
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for name, font in ((FACTS, _LATIN), (PREFORMATTED, _MONOSPACE)):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        _set_fonts(_paragraph_style(document, name), font)
    for style in _block_styles(document):
        _dress(style)
    _paragraph_style(document, FACTS).font.size = Pt(9)
    _paragraph_style(document, PREFORMATTED).font.size = Pt(9.5)
    link = document.styles.add_style(HYPERLINK, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(link, CharacterStyle)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x8F, 0x1D, 0x14)


def _block_styles(document: Document) -> Iterator[ParagraphStyle]:
    names = (f"Heading {depth}" for depth in range(1, 7))
    lists = ("List Bullet", "List Bullet 2", "List Bullet 3")
    for name in ("Normal", *names, *lists, "Quote", "Caption"):
        style = _paragraph_style(document, name)
        _set_fonts(style, _LATIN)
        yield style


def _dress(style: ParagraphStyle) -> None:
    style.font.size = Pt(_POINTS.get(style.name or "", 10.5))
    style.font.italic = False
    style.font.bold = (style.name or "").startswith("Heading")
    style.font.color.rgb = _SOFT if style.name in {"Quote", "Caption"} else _INK
    style.paragraph_format.space_before = Pt(8 if style.font.bold else 0)
    style.paragraph_format.space_after = Pt(4)
    style.paragraph_format.line_spacing = 1.25
    if style.name == "Quote":
        style.paragraph_format.left_indent = Mm(5)


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _set_fonts(style: ParagraphStyle, latin: str) -> None:
    """Name a font for each script; the fonts of a theme, which would win, are taken out."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = new_element("w:rFonts", ascii=latin, hAnsi=latin, cs=latin, eastAsia=_HAN)
    properties.insert(0, fonts)
    if style.name == "Normal":
        properties.append(new_element("w:lang", val="en-US", eastAsia="zh-CN"))


def new_element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Make an element of WordprocessingML; the attributes are of its namespace too."""
    element: BaseOxmlElement = OxmlElement(tag)  # type: ignore[assignment]
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
