"""The pages of a book in XHTML: every post in two layouts, a title page, contents, and the package file."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from bilingual.document import TranslatedPost
from bilingual.render.book import Book, Chapter, group_rows, provenance
from bilingual.render.page import Page, lay_out
from bilingual.render.templates import clean_text, environment


class Layout(StrEnum):
    """How the two languages stand to each other; the value names the folder."""

    SIDE_BY_SIDE = "side-by-side"
    INTERLEAVED = "interleaved"

    @property
    def words_en(self) -> str:
        """Name the layout in English."""
        return {"side-by-side": "Side by side", "interleaved": "Interleaved"}[self]

    @property
    def words_zh(self) -> str:
        """Name the layout in Chinese."""
        return {"side-by-side": "左右对照", "interleaved": "逐段对照"}[self]

    @property
    def other(self) -> "Layout":
        """Give the other one."""
        return Layout.INTERLEAVED if self is Layout.SIDE_BY_SIDE else Layout.SIDE_BY_SIDE


def render_chapter(post: TranslatedPost, number: int) -> Iterator[tuple[str, str]]:
    """Give the pages of a post, each with its path in the book; posts are numbered from 1."""
    page = lay_out(post)
    for layout in Layout:
        text = (
            environment()
            .get_template("epub/chapter.xhtml.jinja")
            .render(
                page=page,
                groups=group_rows(page.rows),
                layout=layout,
                other=layout.other,
                name=file_name(number),
                label=_label(page),
                provenance=provenance(page.entry),
            )
        )
        yield f"{layout}/{file_name(number)}", text


def render_book(chapters: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """Give all files of a book but the posts, each with its path in the book.

    Args:
        chapters: the posts in the order of their numbers, at least one.
    """
    book, templates = Book(tuple(chapters)), environment()
    names = [file_name(number) for number in range(1, len(chapters) + 1)]
    for name in ("cover.xhtml", "nav.xhtml", "package.opf"):
        template = templates.get_template(f"epub/{name}.jinja")
        yield name, template.render(book=book, names=names, layouts=tuple(Layout))
    yield "book.css", templates.get_template("epub/book.css").render()


def render_container() -> str:
    """Give the file that says where in the archive the package file is."""
    return environment().get_template("epub/container.xml.jinja").render()


def _label(page: Page) -> str:
    """Give the title for the head of a page, which must not be blank."""
    titles = (clean_text(title).strip() for title in (page.entry.title_en, page.entry.title_zh))
    return " · ".join(title for title in titles if title) or "Untitled"


def file_name(number: int) -> str:
    """Give the name of a post's file, the same in the folder of each layout.

    >>> file_name(7)
    '0007.xhtml'
    """
    return f"{number:04}.xhtml"
