"""Offline Chinese to English bilingual publishing.

The names below are the public library; each is imported when it is first used, so that
`import bilingual` does no work.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.checks import verify as verify
    from bilingual.document import Post as Post
    from bilingual.document import Sentence as Sentence
    from bilingual.engines import load_engine as load_engine
    from bilingual.extract import extract_blocks as extract_blocks
    from bilingual.glossary import load_glossary as load_glossary
    from bilingual.memory import Memory as Memory
    from bilingual.pipeline import Desk as Desk
    from bilingual.posts import read_post as read_post
    from bilingual.render import render_post as render_post
    from bilingual.segment import split_sentences as split_sentences

_HOMES = {
    "Desk": "pipeline",
    "Memory": "memory",
    "Post": "document",
    "Sentence": "document",
    "extract_blocks": "extract",
    "load_engine": "engines",
    "load_glossary": "glossary",
    "read_post": "posts",
    "render_post": "render",
    "split_sentences": "segment",
    "verify": "checks",
}

__all__ = [  # noqa: PLE0604 - kept equal to the table above by a test
    *_HOMES
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'bilingual' has no attribute {name!r}")
    return getattr(import_module(f"bilingual.{_HOMES[name]}"), name)
