"""Find and read posts: paths to files, bytes to text, front matter to metadata. Knows nothing of HTML."""

import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from bilingual.document import Post
from bilingual.errors import PostError
from bilingual.posts.encoding import decode
from bilingual.posts.find import POST_SUFFIXES, STANDARD_INPUT, Source, find_posts
from bilingual.posts.front_matter import parse_front_matter

__all__ = ["MAX_POST_BYTES", "POST_SUFFIXES", "Source", "find_posts", "parse_post", "read_post"]

MAX_POST_BYTES = 20_000_000
"""The longest real post has 160,000 bytes; a file beyond this is something else."""

_FRONT_MATTER = re.compile(
    r"\s*^---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_OPENING = re.compile(r"\s*^---[ \t]*\n\s*[\w-]+[ \t]*:", re.MULTILINE)


def read_post(path: Path) -> Post:
    """Read one post from disk; `-` from standard input."""
    if path == STANDARD_INPUT:
        return parse_post(_drain(sys.stdin.buffer), str(path))
    try:
        if path.is_file() and path.stat().st_size > MAX_POST_BYTES:
            raise PostError(f"{path}: is larger than {MAX_POST_BYTES:,} bytes; split it, or leave it out")
        return parse_post(path.read_bytes(), str(path))
    except FileNotFoundError as error:
        raise PostError(f"{path}: there is no such file; check the name") from error
    except IsADirectoryError as error:
        raise PostError(f"{path}: is a folder, not a post; name a file in it") from error
    except OSError as error:
        raise PostError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def parse_post(data: bytes, path: str) -> Post:
    """Take a post's bytes apart into front matter and body; what is broken is noted, not raised."""
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [f"{path}: {problem}" for problem in decoded.problems]
    match = _FRONT_MATTER.match(text)
    if match is None:
        if _OPENING.match(text):
            problems.append(f"{path}:1: the front matter is never closed; put a line --- after it")
        return Post(path, {}, text, decoded.encoding, tuple(problems))
    front = parse_front_matter(match["yaml"])
    if front.problem:
        line = text.count("\n", 0, match.start("yaml")) + front.line
        problems.append(f"{path}:{line}: {front.problem}; read line by line instead, please correct it")
    return Post(path, front.metadata, text[match.end() :], decoded.encoding, tuple(problems), front.text)


@lru_cache(maxsize=1)
def _drain(stream: BinaryIO) -> bytes:
    """Read a stream to its end, and remember it: a run reads its posts twice, a stream can be read once."""
    return stream.read()
