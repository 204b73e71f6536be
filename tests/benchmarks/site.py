"""How long a large site takes, and how much memory: `python -m tests.benchmarks.site 10000 [folder]`.

Fills a site with made-up posts, finishes it, edits one post, and finishes it again. Prints seconds, the
peak of resident memory, and the largest page of each sort.
"""

import random
import resource
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from time import monotonic
from types import MappingProxyType

from bilingual.document import (
    Block,
    BlockKind,
    Constraint,
    Evidence,
    Finding,
    Job,
    Origin,
    Post,
    Sentence,
    Severity,
    Term,
    TermKind,
    Tier,
    TranslatedBlock,
    TranslatedPost,
    TranslatedSentence,
    Translation,
)
from bilingual.publish import Site
from bilingual.publish.catalogue import Catalogue

_TERMS = 1500
_SENTENCES = 24
_HAN = "海港渔业航运青年交流会谈代表声明公报天气道路学校医院市场工人农民城市乡村山河湖"
_WORDS = "harbour fishery shipping youth exchange talks delegate statement weather road school market".split()  # noqa: SIM905
_FIRST = datetime(2015, 1, 1, tzinfo=UTC)


def make_terms(count: int = _TERMS) -> tuple[Term, ...]:
    """Make up a glossary."""
    chance = random.Random(1)  # noqa: S311
    forms = {"".join(chance.choices(_HAN, k=4)): None for _ in range(count * 2)}
    kinds = list(TermKind)
    return tuple(
        Term((form,), f"{chance.choice(_WORDS).title()} {number}", kind=chance.choice(kinds), note="Made up.")
        for number, form in enumerate(list(forms)[:count])
    )


def make_post(number: int, terms: Sequence[Term], edition: int = 0) -> TranslatedPost:
    """Make up a post; `edition` changes one sentence of it. Terms are as unevenly frequent as words are."""
    chance = random.Random(number)  # noqa: S311
    day = _FIRST + timedelta(hours=9 * number)
    title = f"第{number}条：" + "".join(chance.choices(_HAN, k=16))
    front = {
        "title": title,
        "date": day.isoformat(),
        "author": f"通讯社{number % 23}",
        "from": f"https://example.org/{number}",
        "tags": [f"标签{number % 41}", f"tag {number % 7}"],
    }
    sentences = [_sentence(chance, terms) for _ in range(_SENTENCES)]
    if edition:
        sentences[5] = (f"{sentences[5][0]}又及{edition}。", f"{sentences[5][1]} Edition {edition}.", None)
    blocks = [
        _block(0, BlockKind.TITLE, [(title, f"No. {number}: {' '.join(chance.choices(_WORDS, k=8))}", None)])
    ]
    for at in range(0, _SENTENCES, 3):
        blocks.append(_block(at // 3 + 1, BlockKind.PARAGRAPH, sentences[at : at + 3]))
    return TranslatedPost(Post(f"posts/{number}.md", MappingProxyType(front), ""), tuple(blocks))


_Made = tuple[str, str, Term | None]


def _sentence(chance: random.Random, terms: Sequence[Term]) -> _Made:
    term = terms[min(int(chance.paretovariate(0.35)), len(terms)) - 1] if chance.random() < 0.7 else None
    zh = (
        "".join(chance.choices(_HAN, k=14))
        + (term.forms[0] if term else "")
        + "".join(chance.choices(_HAN, k=14))
    )
    en = " ".join(
        [*chance.choices(_WORDS, k=9), *([term.target] if term else []), *chance.choices(_WORDS, k=9)]
    )
    return zh + "。", f"{en}.", term


def _block(number: int, kind: BlockKind, sentences: Sequence[_Made]) -> TranslatedBlock:
    text, made = "", []
    for zh, en, term in sentences:
        constraints: tuple[Constraint, ...] = ()
        evidence: tuple[Evidence, ...] = ()
        if term:
            at = zh.index(term.forms[0])
            constraints = (Constraint(at, at + 4, term.forms[0], term.renderings, term=term),)
            place = en.index(term.target)
            evidence = (Evidence(Tier.ANNOTATED, place, place + len(term.target)),)
        findings = (Finding("length", Severity.WARNING, "far too long"),) if len(en) > 170 else ()
        made.append(
            TranslatedSentence(
                Sentence(zh, len(text), len(text) + len(zh)),
                Job(zh, constraints),
                Translation(zh, en, Origin.ENGINE, evidence),
                findings,
            )
        )
        text += zh
    return TranslatedBlock(Block(f"b{number}", kind, text), tuple(made))


def publish(site: Site, number: int, terms: Sequence[Term], edition: int = 0) -> None:
    """Publish a post."""
    name = f"{number // 1000}/{number}.md"
    site.publish(make_post(number, terms, edition), site.output.parent / "posts" / name, PurePosixPath(name))


def main(count: int, folder: Path) -> None:
    """Build a site of `count` posts in a folder, edit one, and print what that took."""
    terms = make_terms()
    catalogue = Catalogue(folder / "catalogue.db")
    for edition, numbers in enumerate([range(count), [count // 2], [count // 2], [count], []]):
        started = monotonic()
        site = Site(folder / "output", catalogue=catalogue)
        opened = monotonic()
        for number in numbers:
            publish(site, number, terms, edition if len(numbers) == 1 else 0)
        published = monotonic()
        site.finish()
        done = monotonic()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{len(numbers):6} posts: opened {opened - started:.2f} s, published {published - opened:.2f} s, "
            f"finished {done - published:.2f} s, in all {done - started:.2f} s, peak {peak} MiB"
        )
    pages = [path for path in (folder / "output").rglob("*") if path.is_file()]
    print(f"{len(pages)} files, {sum(path.stat().st_size for path in pages) >> 20} MiB")
    for part in ("index.html", "archive", "months", "tags", "authors", "terms", "status.html"):
        own = [p for p in pages if p.relative_to(folder / "output").parts[0] == part]
        print(
            f"{part:14} {len(own):6} files, largest {max((p.stat().st_size for p in own), default=0) / 1000:.1f} kB"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else made))
