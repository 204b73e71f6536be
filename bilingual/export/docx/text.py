"""Pieces of text in a Word paragraph: language, emphasis, links."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bilingual.export.docx.styles import HYPERLINK, new_element
from bilingual.render.addresses import plain_uri
from bilingual.render.parts import Anchor, Cell, Element, Layer, Picture, Piece
from bilingual.render.templates import clean_text

_MISSING = "[not translated]"
_EAST_ASIAN = {"zh-Hant": "zh-TW"}


@dataclass(frozen=True, slots=True)
class Dress:
    """How a run of text is dressed."""

    lang: str
    """BCP 47."""
    is_strong: bool = False
    is_stressed: bool = False
    is_raised: bool = False
    url: str = ""
    """Where it leads, in ASCII; `""` for no link."""


def write_cell(paragraph: Paragraph, cell: Cell) -> None:
    """Write one side of a block that is no table row."""
    dress = Dress(cell.lang)
    if cell.is_empty:
        write_text(paragraph, _MISSING, replace(dress, is_stressed=True))
    else:
        write_pieces(paragraph, cell.parts[0], dress)
    write_references(paragraph, cell)


def write_pieces(paragraph: Paragraph, pieces: Iterable[Piece], dress: Dress) -> None:
    """Write text in its dress, piece by piece."""
    for piece in pieces:
        if isinstance(piece, str):
            write_text(paragraph, piece, dress)
        elif isinstance(piece.detail, Picture):
            words = f"{piece.detail.noun}: {piece.detail.alt}" if piece.detail.alt else piece.detail.noun
            write_text(paragraph, f"[{words}]", replace(dress, url=plain_uri(piece.detail.url)))
        elif piece.layer is Layer.SENTENCE and not piece.children:
            write_text(paragraph, _MISSING, replace(dress, is_stressed=True))
        else:
            write_pieces(paragraph, piece.children, _dressed(dress, piece))


def write_references(paragraph: Paragraph, cell: Cell) -> None:
    """Write the links that have no place of their own in the English."""
    for reference in cell.references:
        if url := plain_uri(reference.url):
            write_text(paragraph, f" [{reference.number}]", Dress(cell.lang, is_raised=True, url=url))


def write_text(paragraph: Paragraph, text: str, dress: Dress) -> None:
    """Write text in one dress."""
    if not (cleaned := clean_text(text)):
        return
    run = paragraph.add_run(cleaned)
    _set_language(run, dress.lang)
    run.bold = True if dress.is_strong else None
    run.font.superscript = True if dress.is_raised else None
    if dress.is_stressed:
        _stress(run, dress.lang)
    if dress.url:
        _link(paragraph, run, dress.url)


def _dressed(dress: Dress, element: Element) -> Dress:
    if element.layer is Layer.STRONG:
        return replace(dress, is_strong=True)
    if element.layer is Layer.EM:
        return replace(dress, is_stressed=True)
    if isinstance(element.detail, Anchor):
        return replace(dress, url=plain_uri(element.detail.url))
    return dress


def _set_language(run: Run, lang: str) -> None:
    """Say which language it is; the hint gives Chinese quotation marks a Chinese font."""
    properties = run._r.get_or_add_rPr()
    if lang.startswith("zh"):
        properties.insert(0, new_element("w:rFonts", hint="eastAsia"))
        properties.append(new_element("w:lang", eastAsia=_EAST_ASIAN.get(lang, "zh-CN")))
    else:
        properties.append(new_element("w:lang", val="en-US"))


def _stress(run: Run, lang: str) -> None:
    """Slant English; put the emphasis dots of Chinese below Chinese."""
    if lang.startswith("zh"):
        run._r.get_or_add_rPr().insert_element_before(new_element("w:em", val="dot"), "w:lang")
    else:
        run.italic = True


def _link(paragraph: Paragraph, run: Run, url: str) -> None:
    run.style = HYPERLINK
    link = new_element("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)
