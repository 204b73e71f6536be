"""EPUB 3: all posts in one book, each side by side and interleaved."""

from collections.abc import Iterable, Iterator

from bilingual.document import TranslatedPost
from bilingual.export.archive import pack_files
from bilingual.render.book import Chapter, chapter_of
from bilingual.render.epub import render_book, render_chapter, render_container

_MIMETYPE = "mimetype"


def write_epub(posts: Iterable[TranslatedPost]) -> bytes:
    """Write posts as a book, in the order given; at least one."""
    return pack_files(_files(posts), stored=[_MIMETYPE])


def _files(posts: Iterable[TranslatedPost]) -> Iterator[tuple[str, bytes]]:
    yield _MIMETYPE, b"application/epub+zip"
    yield "META-INF/container.xml", render_container().encode()
    chapters: list[Chapter] = []
    for number, post in enumerate(posts, start=1):
        chapters.append(chapter_of(post))
        for path, text in render_chapter(post, number):
            yield f"EPUB/{path}", text.encode()
    for path, text in render_book(chapters):
        yield f"EPUB/{path}", text.encode()
