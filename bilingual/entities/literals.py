"""Text that must survive translation as it is: web addresses, e-mail addresses, handles and hashtags."""

import re

from bilingual.document import Constraint, ConstraintKind

_LITERAL = re.compile(
    r"""https?://[!-~]+(?<![.,;:!?'")])
      | \bwww\.[!-~]+(?<![.,;:!?'")])
      | [A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}
      | (?<![\w/])@[A-Za-z0-9_]{2,}
      | (?<![\w/])\#[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*""",
    re.VERBOSE | re.ASCII,
)


def find_literals(text: str) -> tuple[Constraint, ...]:
    """Find what no engine may touch; each is its own only rendering.

    >>> [c.source for c in find_literals("详见 https://example.org/a?b=1。或写信到 news@example.org")]
    ['https://example.org/a?b=1', 'news@example.org']
    """
    return tuple(
        Constraint(*match.span(), match[0], (match[0],), ConstraintKind.LITERAL, exact_case=True)
        for match in _LITERAL.finditer(text)
    )
