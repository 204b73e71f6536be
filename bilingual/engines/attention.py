"""Reads a word alignment out of attention: from numbers for tokens to stretches of the two texts."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from bilingual.document import Alignment, Span

_LEAST_PERCENT = 3
"""Less is noise of the soft-max, and would make what the memory keeps twice as long."""

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


def read_attention(
    source: Sequence[Span], target: Sequence[Span], attention: Sequence[Sequence[float]]
) -> tuple[Alignment, ...]:
    """Give what each token of the target looks at, in whole percents; rows are target, columns source.

    >>> read_attention([Span(0, 1), Span(1, 3)], [Span(0, 4)], [[0.02, 0.97]])
    (Alignment(source=Span(start=1, end=3), target=Span(start=0, end=4), percent=97),)
    """
    return tuple(
        Alignment(seen, said, percent)
        for said, row in zip(target, attention, strict=False)
        for seen, weight in zip(source, row, strict=False)
        if said.start < said.end and seen.start < seen.end
        if (percent := round(weight * 100)) >= _LEAST_PERCENT
    )


def find_tokens(text: str, tokens: Sequence[str], normalize: Callable[[str], str]) -> tuple[Span, ...]:
    """Give each SentencePiece token its place in the text; none where the tokens are not the text's.

    We walk over both byte by byte, since SentencePiece's own offsets are of another kind in every version.

    >>> normalize = lambda char: {"１": "1", "…": "..."}.get(char, char)
    >>> spans = find_tokens("１ 月…", ["▁1", "▁", "月", ".", ".."], normalize)
    >>> [(span.start, span.end) for span in spans]
    [(0, 1), (1, 1), (2, 3), (3, 4), (3, 4)]
    """
    written = [_without_spaces(normalize(char)) for char in text]
    said = [_bytes_of(token) for token in tokens]
    if b"".join(written) != b"".join(said):
        return ()
    owners = [index for index, part in enumerate(written) for _ in part]
    edges = accumulate(map(len, said), initial=0)
    return tuple(_place(owners, start, end) for start, end in pairwise(edges))


def _place(owners: Sequence[int], start: int, end: int) -> Span:
    if start < end:
        return Span(owners[start], owners[end - 1] + 1)
    before = owners[start - 1] + 1 if start else 0
    return Span(before, before)


def _bytes_of(token: str) -> bytes:
    byte = _BYTE.fullmatch(token)
    return bytes.fromhex(byte[1]) if byte else _without_spaces(token)


def _without_spaces(text: str) -> bytes:
    return text.replace("▁", "").replace(" ", "").encode("utf-8", "replace")
