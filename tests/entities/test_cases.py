"""Every line of cases.txt: what is found, what is preferred, what is accepted and what is not."""

from pathlib import Path

import pytest

from bilingual.entities import find_entities
from bilingual.renditions import find_renditions

_LINES = (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in _LINES if "=>" in line and not line.startswith("#")]


def read(case):
    source, _, rest = case.partition("=>")
    preferred, *tries = (part.strip() for part in rest.split("|"))
    accepted = [text[2:] for text in tries if text.startswith("+ ")]
    rejected = [text[2:] for text in tries if text.startswith("- ")]
    assert len(accepted) + len(rejected) == len(tries), case
    return source.strip(), [part.strip() for part in preferred.split(";") if part.strip()], accepted, rejected


def test_the_table_is_long_and_names_nothing_twice():
    sources = [read(case)[0] for case in CASES]
    assert len(sources) >= 400
    assert len(set(sources)) == len(sources)


@pytest.mark.parametrize("case", CASES, ids=[read(case)[0] for case in CASES])
def test_a_case(case):
    source, preferred, accepted, rejected = read(case)
    found = find_entities(source)
    assert [constraint.renderings[0] for constraint in found] == preferred
    assert all(source[c.start : c.end] == c.source for c in found)
    assert None not in find_renditions("So " + ", then ".join(preferred) + ".", found)
    for english in accepted:
        assert find_renditions(f"It is {english} there.", found[:1]) != (None,), english
    for english in rejected:
        assert find_renditions(f"It is {english} there.", found[:1]) == (None,), english
