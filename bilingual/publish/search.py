"""The search of a site: an index in blocks, of which an edit makes one anew, and the page that asks it.

Pagefind cannot change an index. So the posts are dealt into blocks by their pages' digests, each with an
index of its own that the browser merges. A block lies in a folder named after all that went into it: what
is there need not be made, and is never changed.

10,000 posts of 2,000 characters are 128 blocks: 150 seconds of one core, 280 MB, some 30,000 files; after one
edit a second, without one a fifth of it. A search of them asks 128 files (0.7 MB) for each pair of Chinese
characters or English word, 16 files (80 KB) with 1,000 posts, and one file for each result it shows.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bilingual.errors import PublishError
from bilingual.publish.files import remove_file, write_if_changed
from bilingual.publish.pagefind_program import CHUNK_SIZE, Pagefind, find_pagefind
from bilingual.publish.search_records import SearchRecord, outlet_facet, write_words, year_facet
from bilingual.render import Publication, Story, render_search, render_search_script

SEARCH = "search.html"
FOLDER = "pagefind"
POSTS_PER_BLOCK = 100
"""At most, on average. More make an edit dearer, fewer a search: each block is asked for its own files."""

MISSING_PACKAGE = "no search page: Pagefind is not installed; `pip install 'bilingual[search]'` brings it"

_SCRIPT = "search.js"
_BLOCKS = "blocks.json"
_FORMAT = "1"
_OURS = re.compile(r"(block|engine)-[0-9a-f]{16}|\.bilingual-.*")
_DUMMY = '<html lang="en"><body data-pagefind-body>\ua66e</body></html>'


@dataclass(frozen=True, slots=True)
class SearchBuilt:
    """What became of the search of a site."""

    blocks: int = 0
    rebuilt: int = 0
    problem: str = ""
    """One sentence for the run's report; `""` where all is well."""


@dataclass(frozen=True, slots=True)
class Block:
    """Posts that share an index."""

    name: str
    """After the pages and what stands on them."""
    pages: tuple[str, ...]


ReadRecords = Callable[[Sequence[str]], Iterable[SearchRecord]]


def can_search() -> bool:
    """Tell whether the package that makes the index is installed."""
    return find_spec("pagefind") is not None


def publish_search(
    output: Path,
    stories: Iterable[Story],
    digests: Mapping[str, str],
    read_records: ReadRecords,
    publication: Publication,
) -> SearchBuilt:
    """Bring the search of an output folder up to date.

    Args:
        output: the output folder.
        stories: every post.
        digests: of every page that can be found, anything that changes when its record does.
        read_records: gives the records of pages; asked for one block at a time.
        publication: what all pages share.

    Raises:
        PublishError: a file cannot be written, or Pagefind failed.
    """
    pagefind = find_pagefind()
    if pagefind is None or not digests:
        withdraw_search(output)
        return SearchBuilt(problem="" if pagefind else MISSING_PACKAGE)
    folder = output / FOLDER
    engine = f"engine-{_digest(_FORMAT, pagefind.version)}"
    blocks = deal_into_blocks(digests, pagefind.version)
    try:
        rebuilt = _build_missing(folder, engine, blocks, read_records, pagefind)
    except OSError as error:
        raise PublishError(f"{folder}: cannot be written ({error.strerror}); repair that") from error
    write_if_changed(folder / _BLOCKS, _list_blocks(engine, blocks, stories))
    write_if_changed(output / SEARCH, render_search(publication))
    write_if_changed(output / _SCRIPT, render_search_script(publication))
    _sweep(folder, {engine, *(block.name for block in blocks)})
    return SearchBuilt(len(blocks), rebuilt)


def withdraw_search(output: Path) -> None:
    """Remove the search page and the index, if there are any of ours."""
    if (output / FOLDER / _BLOCKS).is_file():
        for path in (output / SEARCH, output / _SCRIPT, output / FOLDER / _BLOCKS):
            remove_file(path, output)
        _sweep(output / FOLDER, set())
        with suppress(OSError):
            (output / FOLDER).rmdir()


def deal_into_blocks(digests: Mapping[str, str], version: str) -> tuple[Block, ...]:
    """Deal pages into blocks: by their names alone, so that a new post changes one block.

    Their number is a power of two: only when a site has doubled are all made anew.
    """
    count = 1
    while count * POSTS_PER_BLOCK < len(digests):
        count *= 2
    dealt: dict[int, list[str]] = {}
    for page in sorted(digests):
        dealt.setdefault(int(_digest(page), 16) % count, []).append(page)
    return tuple(_block(pages, digests, version) for _, pages in sorted(dealt.items()))


def _block(pages: Sequence[str], digests: Mapping[str, str], version: str) -> Block:
    content = (f"{page} {digests[page]}" for page in pages)
    return Block(f"block-{_digest(_FORMAT, version, str(CHUNK_SIZE), *content)}", tuple(pages))


def _build_missing(
    folder: Path, engine: str, blocks: Sequence[Block], read_records: ReadRecords, pagefind: Pagefind
) -> int:
    """Make the indexes that are not there, beside their places; flush the disk; move them there."""
    wanted = [block for block in blocks if not (folder / block.name).is_dir()]
    needs_engine = not (folder / engine).is_dir()
    if wanted or needs_engine:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder, {path.name for path in folder.iterdir() if not path.name.startswith(".")})
        with tempfile.TemporaryDirectory(prefix=".bilingual-", dir=folder) as work:
            if needs_engine:
                pagefind.index({"engine.html": _DUMMY}, Path(work, engine), with_engine=True)
            for block in wanted:
                words = {record.page: write_words(record) for record in read_records(block.pages)}
                pagefind.index(dict(sorted(words.items())), Path(work, block.name))
            getattr(os, "sync", lambda: None)()
            for bundle in sorted(Path(work).iterdir()):
                bundle.replace(folder / bundle.name)
    return len(wanted)


def _list_blocks(engine: str, blocks: Sequence[Block], stories: Iterable[Story]) -> str:
    """Write what `search.js` reads first: where the indexes are, and what can be chosen."""
    outlets: Counter[tuple[str, str]] = Counter()
    years: Counter[tuple[str, str]] = Counter()
    for story in stories:
        outlets[outlet_facet(story.author), " ".join(story.author.split())] += 1
        years[year_facet(story.date), story.date[:4]] += 1
    content = {
        "engine": engine,
        "blocks": [block.name for block in blocks],
        "outlets": sorted(_choices(outlets), key=lambda choice: (-choice[2], choice[1])),
        "years": sorted(_choices(years), reverse=True),
    }
    return json.dumps(content, ensure_ascii=True, indent=1) + "\n"


def _choices(counts: Counter[tuple[str, str]]) -> list[tuple[str, str, int]]:
    return [(facet, name, number) for (facet, name), number in counts.items() if facet]


def _sweep(folder: Path, kept: set[str]) -> None:
    """Remove blocks that nothing names any more, and what killed runs left."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in kept and _OURS.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _digest(*words: str) -> str:
    text = "\n".join(words).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:16]
