"""The list of what is published in a folder: `index.json`, sorted, one post a line."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path

from bilingual.errors import PublishError
from bilingual.publish.names import is_page, page_key
from bilingual.render import Entry

VERSION = 2

_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPES = {field.name: field.type for field in fields(Entry)}


class ManifestError(Exception):
    """The manifest is not one of ours; the message says why."""


def dump_manifest(entries: Iterable[Entry]) -> str:
    """Write entries as JSON, sorted by page; the same entries give the same text."""
    return join_lines(dump_entry(entry) for entry in sorted(entries, key=lambda e: e.page))


def join_lines(lines: Iterable[str]) -> str:
    """Make a manifest of what `dump_entry` gave, in the order of the pages."""
    return f'{{"version": {VERSION}, "posts": [\n' + ",\n".join(lines) + "\n]}\n"


def dump_entry(entry: Entry) -> str:
    """Write one entry as a line of JSON without half surrogates, as in a file name that is not UTF-8."""
    line = json.dumps(asdict(entry), ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", line)


def load_entry(line: str) -> Entry:
    """Read what `dump_entry` wrote.

    Raises:
        ManifestError: somebody else wrote it.
    """
    try:
        return _entry(json.loads(line))
    except (ValueError, RecursionError) as error:
        raise ManifestError("not JSON") from error


def read_manifest(path: Path) -> str:
    """Give what stands in the manifest, `""` where there is none.

    Raises:
        PublishError: it is there but cannot be read.
    """
    try:
        return path.read_bytes().decode(errors="surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise PublishError(
            f"{path}: cannot be read ({error.strerror}); repair that, or choose another folder"
        ) from error


def load_manifest(path: Path) -> tuple[Entry, ...]:
    """Read what `dump_manifest` wrote; a folder without a manifest holds nothing.

    Raises:
        ManifestError: the file is damaged or from somewhere else.
        PublishError: it is there but cannot be read.
    """
    if not path.exists():
        return ()
    try:
        text = read_manifest(path).encode(errors="surrogateescape").decode()
    except UnicodeDecodeError as error:
        raise ManifestError("not UTF-8") from error
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ManifestError("not JSON") from error
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise ManifestError(f"not a list of posts of version {VERSION}")
    posts = content.get("posts")
    if not isinstance(posts, list):
        raise ManifestError("no posts")
    entries = tuple(_entry(post) for post in posts)
    if not len(entries) == len({e.source for e in entries}) == len({page_key(e.page) for e in entries}):
        raise ManifestError("a post or a page is listed twice")
    return entries


def _entry(post: object) -> Entry:
    if not isinstance(post, dict) or post.keys() != _TYPES.keys():
        raise ManifestError("a post has other keys than expected")
    tags = post["tags"]
    if type(tags) is not list or not all(type(tag) is str for tag in tags):
        raise ManifestError("the tags of a post are no list of texts")
    if not all(type(post[key]) is kind for key, kind in _TYPES.items() if key != "tags"):
        raise ManifestError("a post has a value of another type than expected")
    if not is_page(post["page"]):
        raise ManifestError("a page lies at a path that is not ours")
    if not (0 <= post["reviewed"] <= 1 and min(post["sentences"], post["errors"], post["warnings"]) >= 0):
        raise ManifestError("a post has a number out of range")
    return Entry(**(post | {"tags": tuple(tags)}))
