"""Name pages after their posts: readable addresses that every file system and server takes.

Real posts are named with double spaces, `* | < % # ? : & "`, emoji, zero-width and bidi characters;
names are cut to letters, digits, `-`, `_` and `.`, Chinese characters among the letters.
"""

import hashlib
import re
import unicodedata
from collections.abc import Container
from pathlib import PurePosixPath

POST_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
"""Endings that are no part of a post's name; what follows another dot is: `growth-2.5`."""

MAX_BYTES = 140
"""Of a file or folder name in UTF-8: eCryptfs takes 143, most others 255."""

_DIGEST_LENGTH = 8
_ENDS_IN_DIGEST = re.compile(r"-[0-9a-f]{8}$")
_LIST_BYTES = 90
"""Shorter than a post's: the address is in many pages, and a Chinese character takes nine bytes there."""
_SUFFIX = ".html"
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")]
)
_OUR_PAGES = frozenset({"index", "status", "search", "404"})
"""Pages of the site itself: no post and no list is named like one."""
_OUR_FOLDERS = frozenset({"archive", "months", "tags", "authors", "terms", "pagefind", "assets"})
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
)  # letters and marks by class, blank to see
_GAPS = re.compile(r"[-.]*-[-.]*|\.{2,}")


def safe_page(relative: PurePosixPath) -> PurePosixPath:
    """Give the page path of a post whose path below its input folder is `relative`.

    The same path always gives the same page; two paths may give one page, which `distinct_page` settles.

    >>> str(safe_page(PurePosixPath("2020/08-23-Covid-19 : 特朗普“急疫苗”.md")))
    '2020/08-23-Covid-19-特朗普-急疫苗.html'
    """
    *folders, name = [part for part in relative.parts if part not in {"/", ".", ".."}] or [""]
    stem, dot, suffix = name.rpartition(".")
    if dot + suffix.lower() in {*POST_SUFFIXES} and stem:
        name = stem
    room = MAX_BYTES - len(_SUFFIX)
    return PurePosixPath(*(_folder(folder) for folder in folders), _slug(name, room) + _SUFFIX)


def list_name(key: str) -> str:
    """Give the file name, without its end, of the list of a tag, author or term; `key` is from `fold_name`.

    It depends on the key alone and no two keys share one: where characters had to go a digest follows.

    >>> list_name("hong kong"), list_name("covid-19"), list_name("c++")
    ('hong_kong', 'covid-19', 'c-cedb1bac')
    """
    wanted = key.replace(" ", "_")
    slug = _slug(wanted, _LIST_BYTES)
    if slug == wanted and not _ENDS_IN_DIGEST.search(slug):
        return slug
    return f"{_cut(slug, _LIST_BYTES - _DIGEST_LENGTH - 1)}-{_digest(key, _DIGEST_LENGTH)}"


def fold_name(name: str) -> str:
    """Give what spellings of one name share: without case, width and how its words are parted.

    >>> fold_name(" Hong_Kong") == fold_name("hong  kong")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())


def distinct_page(relative: PurePosixPath, taken: Container[str]) -> PurePosixPath:
    """Give the page path of a post, with a digest of `relative` behind the name if the plain one is taken.

    Args:
        relative: the path of the post below its input folder.
        taken: keys (see `page_key`) of the pages that are other posts'.
    """
    page = safe_page(relative)
    length = 0
    digest = _digest(str(relative), 64)
    while page_key(page) in taken:
        length = _DIGEST_LENGTH if not length else length + 1
        name = _cut(safe_page(relative).stem, MAX_BYTES - len(_SUFFIX) - length - 1)
        page = page.with_name(f"{name}-{digest[:length]}{_SUFFIX}")
    return page


def page_key(page: PurePosixPath | str) -> str:
    """Give what two page paths share if a file system may take them for one."""
    return unicodedata.normalize("NFC", str(page).casefold())


def is_page(path: str) -> bool:
    """Tell whether a path is one that `distinct_page` could have given: relative, safe, an HTML page."""
    parts = path.split("/")
    stem = parts[-1].removesuffix(_SUFFIX)
    if stem == parts[-1]:
        return False
    return _slug(stem, MAX_BYTES) == stem and all(_folder(part) == part for part in parts[:-1])


def _folder(name: str) -> str:
    slug = _slug(name, MAX_BYTES)
    return f"{slug}-post" if slug.casefold() in _OUR_FOLDERS else slug


def _slug(name: str, max_bytes: int) -> str:
    """Cut a name to safe characters and to a length."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(char if char in "-_." or _is_visible_letter(char) else "-" for char in composed)
    slug = _GAPS.sub("-", _without_stray_marks(kept)).strip("-_.")
    slug = slug or "post"
    if slug.casefold().partition(".")[0] in _RESERVED:
        slug = slug.replace(".", "-") if "." in slug else f"{slug}-post"
    if slug.casefold() in _OUR_PAGES:
        slug += "-post"
    if slug.casefold().endswith(_SUFFIX):
        slug = slug[: -len(_SUFFIX)] + "-html"  # a folder of this name could be another post's page
    if len(slug.encode()) > max_bytes:
        slug = f"{_cut(slug, max_bytes - _DIGEST_LENGTH - 1)}-{_digest(name, _DIGEST_LENGTH)}"
    return slug


def _is_visible_letter(char: str) -> bool:
    """Tell letters, digits and their combining marks from what is unsafe or cannot be seen."""
    if char in _INVISIBLE or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return False
    return unicodedata.category(char)[0] in "LNM"


def _without_stray_marks(text: str) -> str:
    """Drop combining marks that have lost their letter."""
    kept: list[str] = []
    for char in text:
        if unicodedata.category(char)[0] != "M" or (kept and kept[-1] not in "-_."):
            kept.append(char)
    return "".join(kept)


def _cut(text: str, max_bytes: int) -> str:
    """Cut a text to a number of bytes without breaking a character."""
    return text.encode()[:max_bytes].decode(errors="ignore").rstrip("-_.")


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
