"""Drives a package's CTranslate2 model and tokenizer: texts in, hypotheses out.

Texts of equal length in tokens, and only those, share a batch. Padding is what makes floating point sums
differ, so without it a sentence has the same English, bit for bit, whatever stands beside it in the call
and however many threads work; a run that is broken off and resumed depends on that. In mixed batches 1 of
555 news sentences changed with the built-in model, 6 of 400 with one of 80 MB. The price is nothing with the
first and a fifth of the speed with the second.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from bilingual.document import Alignment
from bilingual.engines.argos_library import load_library
from bilingual.engines.attention import find_tokens, read_attention
from bilingual.engines.redecode import Weights
from bilingual.engines.repetition import is_sound
from bilingual.errors import ModelError

BATCH_SENTENCES = 16
"""More gains nothing on two cores and leaves one of them idle at the end."""


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """How English is searched for; the defaults are argos-translate's own."""

    beam_size: int = 4
    length_penalty: float = 0.2
    replace_unknowns: bool = True
    num_hypotheses: int = 1
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    min_decoding_length: int = 1
    max_decoding_length: int = 256
    """In tokens, as the two above it."""


RETRIES = ((3, 1), (2, 3))
"""The no_repeat_ngram_size and min_decoding_length for what came back empty or ran away, by turns.

Of 55 such sentences of the built-in model the first leaves 8, the second none; chrF gains 2.0 and 1.6 on 49
of news and loses 0.3 on 6 of an encyclopedia. Other beam sizes and repetition penalties do worse.
"""

_Start = Callable[[list[list[str]], list[list[str]]], Any]


class Decoder:
    """A package folder made ready for translation; the model is read on first use."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._folder = folder
        self._threads = threads

    def count_tokens(self, text: str) -> int:
        """Give the length of a text as the model sees it."""
        return len(self._encode(text))

    def decode(self, texts: Sequence[str], options: DecodingOptions) -> list[tuple[str, ...]]:
        """Give every text its hypotheses, best first.

        Raises:
            ModelError: the model cannot be loaded or fails.
        """
        sources, english = [self._encode(text) for text in texts], [self._begin("")] * len(texts)
        results = self._run(sources, english, partial(self._start_translating, options))
        return [tuple(map(self._detokenize, result.hypotheses)) if result else ("",) for result in results]

    def decode_soundly(self, texts: Sequence[str], options: DecodingOptions) -> list[tuple[str, ...]]:
        """Decode, and decode again what has no sound hypothesis; sound ones come first, none is lost."""
        found = self.decode(texts, options)
        for ngram_size, least in RETRIES:
            stricter = replace(options, no_repeat_ngram_size=ngram_size, min_decoding_length=least)
            failed = [i for i, text in enumerate(texts) if not any(is_sound(text, h) for h in found[i])]
            again = self.decode([texts[i] for i in failed], stricter)
            for i, hypotheses in zip(failed, again, strict=True):
                found[i] = tuple(sorted((*found[i], *hypotheses), key=lambda h: not is_sound(texts[i], h)))
        return found

    def weigh(self, texts: Sequence[str], targets: Sequence[str]) -> list[Weights]:
        """Tell how likely each word of each target is, given its text; the end counts to the last word.

        Raises:
            ModelError: the model cannot be loaded or fails.
        """
        sources, english = [self._encode(text) for text in texts], [self._begin(t) for t in targets]
        scores = self._run(sources, english, self._start_scoring)
        return [
            self._weigh_words(target, score.log_probs if score else [])
            for target, score in zip(targets, scores, strict=True)
        ]

    def resume(self, texts: Sequence[str], beginnings: Sequence[str]) -> list[str]:
        """Translate each text into English that begins as given.

        Raises:
            ModelError: the model cannot be loaded or fails.
        """
        sources, english = [self._encode(text) for text in texts], [self._begin(b) for b in beginnings]
        results = self._run(sources, english, self._start_resuming)
        return [
            self._detokenize([*begun, *result.hypotheses[0][len(begun) :]]) if result else beginning
            for beginning, begun, result in zip(beginnings, english, results, strict=True)
        ]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Alignment, ...]]:
        """Let the model say each target as it stands and watch where it looks; for packages trained for it.

        Nothing for a text whose tokens cannot be found in it again.

        Raises:
            ModelError: the model cannot be loaded or fails.
        """
        sources = [self._encode(source) if target.strip() else [] for source, target in pairs]
        english = [self._begin(target) for _, target in pairs]
        results = self._run(sources, english, self._start_reciting)
        return [
            self._read(*pair, tokens, begun, result.attention[0]) if result else ()
            for pair, tokens, begun, result in zip(pairs, sources, english, results, strict=True)
        ]

    def _run(self, sources: Sequence[list[str]], english: Sequence[list[str]], start: _Start) -> list[Any]:
        """Start batches that are alike in both lengths; give a result for each, None for an empty source."""
        results: list[Any] = [None] * len(sources)
        try:
            batches = list(_batches(sources, english))
            running = [start([sources[i] for i in b], [english[i] for i in b]) for b in batches]
            for batch, started in zip(batches, running, strict=True):
                for index, result in zip(batch, started, strict=True):
                    results[index] = result.result()
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"{self._folder}: the model failed ({error}); install the package again"
            ) from error
        return results

    def _start_scoring(self, sources: list[list[str]], english: list[list[str]]) -> Any:
        return self._translator.score_batch(sources, english, asynchronous=True)

    def _start_resuming(self, sources: list[list[str]], english: list[list[str]]) -> Any:
        begun, default = len(english[0]), DecodingOptions()
        longest = begun + default.max_decoding_length
        options = replace(default, min_decoding_length=begun + 1, max_decoding_length=longest)
        return self._start_translating(options, sources, english)

    def _start_reciting(self, sources: list[list[str]], english: list[list[str]]) -> Any:
        return self._translator.translate_batch(
            sources,
            english,
            asynchronous=True,
            beam_size=1,
            max_decoding_length=len(english[0]),
            return_attention=True,
        )

    def _read(
        self, source: str, target: str, tokens: list[str], begun: list[str], attention: list[list[float]]
    ) -> tuple[Alignment, ...]:
        normalize = self._package.tokenizer.lazy_processor().normalize
        skipped = 1 if self._package.target_prefix else 0
        chinese = find_tokens(_encodable(source), tokens, normalize)
        english = find_tokens(_encodable(target), begun[skipped:], normalize)
        return read_attention(chinese, english, attention[skipped:])

    def _start_translating(
        self, options: DecodingOptions, sources: list[list[str]], english: list[list[str]]
    ) -> Any:
        begun = english if english[0] else None
        return self._translator.translate_batch(sources, begun, asynchronous=True, **asdict(options))

    def _weigh_words(self, target: str, scores: Sequence[float]) -> Weights:
        """Add up the tokens of each word; tokenizers cut no word otherwise because others follow it."""
        starts = [match.start() for match in re.finditer(r"\S+", target)]
        bounds = [len(self._begin(target[:start].rstrip())) for start in starts]
        ends = [*bounds, len(scores)][1:]
        return tuple(
            (start, sum(scores[bound:end])) for start, bound, end in zip(starts, bounds, ends, strict=True)
        )

    def _begin(self, target: str) -> list[str]:
        prefix = self._package.target_prefix
        return [*([prefix] if prefix else []), *self._encode(target)]

    def _encode(self, text: str) -> list[str]:
        tokens: list[str] = self._package.tokenizer.encode(_encodable(text))
        return tokens

    def _detokenize(self, tokens: list[str]) -> str:
        prefix = self._package.target_prefix
        return self._join(tokens).removeprefix(prefix).removeprefix(" ")

    def _join(self, tokens: list[str]) -> str:
        """Make text of tokens as argos-translate does, but leave underscores as they are."""
        tokenizer = self._package.tokenizer
        if not hasattr(tokenizer, "lazy_processor"):
            return str(tokenizer.decode(tokens))
        return str(tokenizer.lazy_processor().decode_pieces(tokens)).replace("▁", " ")

    @cached_property
    def _package(self) -> Any:
        package = load_library().package
        try:
            loaded = package.Package(self._folder)
            loaded.tokenizer.encode("好")
        except (OSError, RuntimeError, ValueError, AttributeError, ImportError) as error:
            raise ModelError(
                f"{self._folder}: the tokenizer does not load ({error}); install it again"
            ) from error
        return loaded

    @cached_property
    def _translator(self) -> Any:
        import ctranslate2

        return ctranslate2.Translator(
            str(self._folder / "model"),
            device="cpu",
            compute_type="int8",
            inter_threads=self._threads,
            intra_threads=1,
        )


def _encodable(text: str) -> str:
    """Replace halves of surrogate pairs, which no tokenizer takes, one for one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _batches(sources: Sequence[Sequence[str]], english: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Group indices by both lengths, longest first; what has no token is left out."""
    by_length: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (source, begun) in enumerate(zip(sources, english, strict=True)):
        by_length[len(source), len(begun)].append(index)
    for lengths in sorted(by_length, reverse=True):
        if lengths[0]:
            alike = by_length[lengths]
            yield from (alike[i : i + BATCH_SENTENCES] for i in range(0, len(alike), BATCH_SENTENCES))
