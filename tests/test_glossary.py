"""Reading a glossary: what is accepted, and what every mistake is told."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Term, TermKind, TermStatus
from bilingual.errors import GlossaryError
from bilingual.glossary import load_glossary, parse_glossary

SHIPPED = Path(__file__).resolve().parents[1] / "glossary.yaml"


def terms_of(text):
    return parse_glossary(text, "glossary.yaml").terms


def faults_of(text):
    with pytest.raises(GlossaryError) as caught:
        parse_glossary(text, "glossary.yaml")
    return str(caught.value).split("\n")


FULL = Term(
    forms=("上合组织", "上海合作组织"),
    target="SCO",
    also=("Shanghai Cooperation Organization", "S.C.O."),
    forbid=("Shanghai Pact",),
    first="Shanghai Cooperation Organization (SCO)",
    kind=TermKind.ORGANIZATION,
    status=TermStatus.PROPOSED,
    exact_case=False,
    note="since 2001",
    source="its charter",
    domain="diplomacy",
    line=1,
)
FULL_KEYS = """
  en: SCO
  also: [Shanghai Cooperation Organization, S.C.O.]
  forbid: Shanghai Pact
  first: Shanghai Cooperation Organization (SCO)
  kind: organization
  status: proposed
  case: any
  note: since 2001
  source: its charter
  domain: diplomacy
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("# only a remark\n", (), id="remark only"),
        pytest.param("---\n~\n", (), id="null document"),
        pytest.param("外长: foreign minister", (Term(("外长",), "foreign minister", line=1),), id="minimal"),
        pytest.param("王毅: Wang Yi", (Term(("王毅",), "Wang Yi", exact_case=True, line=1),), id="capitals"),
        pytest.param("上合组织:\n  zh: 上海合作组织" + FULL_KEYS, (FULL,), id="full"),
        pytest.param("- zh: [上合组织, 上海合作组织]" + FULL_KEYS, (FULL,), id="full as list item"),
        pytest.param(
            "- 外长: foreign minister\n- {zh: 大使, en: ambassador}",
            (Term(("外长",), "foreign minister", line=1), Term(("大使",), "ambassador", line=2)),
            id="list of both forms",
        ),
        pytest.param(
            "外长: foreign minister\n\n大使: {en: ambassador}",
            (Term(("外长",), "foreign minister", line=1), Term(("大使",), "ambassador", line=3)),
            id="mapping of both forms",
        ),
        pytest.param("是: Yes", (Term(("是",), "Yes", exact_case=True, line=1),), id="not a boolean"),
        pytest.param("110: police", (Term(("110",), "police", line=1),), id="not an integer"),
        pytest.param("国庆: 2026-10-01", (Term(("国庆",), "2026-10-01", line=1),), id="not a date"),
        pytest.param("零: '~'", (Term(("零",), "~", line=1),), id="quoted, so not null"),
        pytest.param(
            "外长:  foreign\n  minister ", (Term(("外长",), "foreign minister", line=1),), id="folded"
        ),
        pytest.param("易: {keep: true}", (Term(("易",), "易", keep=True, line=1),), id="kept"),
        pytest.param(
            "易: {keep: yes, en: Yi (易)}",
            (Term(("易",), "Yi (易)", keep=True, exact_case=True, line=1),),
            id="kept beside its English",
        ),
        pytest.param("易: {keep: off, en: change}", (Term(("易",), "change", line=1),), id="not kept"),
        pytest.param(
            "易: {case: EXACT, en: change}", (Term(("易",), "change", exact_case=True, line=1),), id="case"
        ),
        pytest.param("臺灣: Taiwan", (Term(("臺灣",), "Taiwan", exact_case=True, line=1),), id="as written"),
        pytest.param("\U00020bb7野家: chain", (Term(("\U00020bb7野家",), "chain", line=1),), id="astral"),
        pytest.param(
            "外长: !!str foreign minister", (Term(("外长",), "foreign minister", line=1),), id="string tag"
        ),
        pytest.param(
            "大使: {en: ambassador, status: rejected}\n大使 : {zh: 大使, en: envoy}",
            (
                Term(("大使",), "ambassador", status=TermStatus.REJECTED, line=1),
                Term(("大使",), "envoy", line=2),
            ),
            id="a rejected term beside the one that replaced it",
        ),
    ],
)
def test_terms(text, expected):
    """A valid glossary is read as written."""
    assert terms_of(text) == expected


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        pytest.param("王毅: {en: A, alos: B}", ["1: unknown key “alos”; did you mean “also”?"], id="unknown key"),
        pytest.param(
            "王毅: {en: A, qqqq: B}",
            ["1: unknown key “qqqq”; use one of zh, en, also, forbid, first, kind, status, keep, case, note, source, domain"],
            id="unknown key unlike any",
        ),
        pytest.param("王毅: {em: A}", ["1: unknown key “em”; did you mean “en”?"], id="misspelt en, told once"),
        pytest.param("王毅: {[a]: b, en: A}", ["1: unknown key “[…]”; use one of zh, en, also, forbid, first, kind, status, keep, case, note, source, domain"], id="key that is a list"),
        pytest.param("王毅:\n  en: A\n  en: B", ["3: key “en” stands twice, first on line 2; keep one"], id="key twice"),
        pytest.param("王毅:", ["1: “王毅” has no English; add it, or set keep: true"], id="nothing"),
        pytest.param("王毅: ~", ["1: “王毅” has no English; add it, or set keep: true"], id="null"),
        pytest.param("王毅: {kind: person}", ["1: “王毅” has no English; add it, or set keep: true"], id="no en"),
        pytest.param("王毅: {}", ["1: “王毅” has no English; add it, or set keep: true"], id="no keys"),
        pytest.param("- {en: A}", ["1: “A” has no Chinese form; add zh"], id="no zh"),
        pytest.param("- {zh: [], en: A}", ["1: “zh” has an empty place; fill it or remove it"], id="empty zh"),
        pytest.param("王毅: {en: A, also: [B, ]}\n李强: {en: C, also: [~]}", ["2: “also” has an empty place; fill it or remove it"], id="empty also"),
        pytest.param('"": A', ["1: the form “” holds nothing to look for; write it out or remove it"], id="empty form"),
        pytest.param("“”: A", ["1: the form ““”” holds nothing to look for; write it out or remove it"], id="form of signs"),
        pytest.param("王毅: [A, B]", ["1: “王毅” has a list; name what it holds, such as en and also"], id="list value"),
        pytest.param("王毅: {en: [A]}", ["1: “en” takes one text; write it after the colon"], id="list as text"),
        pytest.param("王毅: {en: A, also: {b: c}}", ["1: “also” takes one text; write it after the colon"], id="mapping as text"),
        pytest.param("王毅: {en: A, kind: organisation}", ["1: unknown kind “organisation”; did you mean “organization”?"], id="kind"),
        pytest.param("王毅: {en: A, kind: [person]}", ["1: “kind” takes one text; write it after the colon"], id="list of kinds"),
        pytest.param("王毅: {en: A, status: new}", ["1: unknown status “new”; use one of approved, proposed, rejected"], id="status"),
        pytest.param("王毅: {en: A, case: any way}", ["1: unknown case “any way”; did you mean “any”?"], id="case"),
        pytest.param("王毅: {en: A, keep: maybe}", ["1: “keep” takes true or false; write one of them"], id="keep"),
        pytest.param("王毅: {en: A, keep: [yes]}", ["1: “keep” takes one text; write it after the colon"], id="list for keep"),
        pytest.param("王毅: {en: A, keep: true}", ["1: keep: true, but “A” holds no Chinese; drop keep or en"], id="kept, and not Chinese"),
        pytest.param("王毅: Wang 毅", ["1: Chinese “毅” in the English of “王毅”; translate it"], id="Chinese in en"),
        pytest.param("王毅: {en: A, also: [B, 王]}", ["1: Chinese “王” in the English of “王毅”; translate it"], id="Chinese in also"),
        pytest.param("王毅: {en: A, also: B, forbid: B}", ["1: “B” is both wanted and forbidden; keep one"], id="also forbidden"),
        pytest.param("王毅: {en: aa, forbid: AA}", ["1: “AA” is both wanted and forbidden; keep one"], id="forbidden, capitals apart"),
        pytest.param("王毅: Wang Yi\n\n王毅: Wang Yi", ["3: “王毅” stands on line 1 already; remove one"], id="twice"),
        pytest.param("台湾: Taiwan\n臺灣: Formosa", ["2: “臺灣” has two targets, “Taiwan” on line 1, “Formosa” here; keep one"], id="two targets, in two scripts"),
        pytest.param("en: Wang Yi", ["1: “en” stands where a Chinese form should; indent it under its form"], id="entry not indented"),
        pytest.param("[王毅, 李强]: A", ["1: a list or mapping where a Chinese form should stand; list forms under zh"], id="list as form"),
        pytest.param("- 王毅", ["1: a list item without keys; write “- 王毅: Wang Yi” or give it zh and en"], id="bare item"),
        pytest.param("王毅：Wang Yi", ["1: a text, not entries; write them as “王毅: Wang Yi”, a colon and a space between"], id="full-width colon only"),
        pytest.param("王毅: A\n李强：B\n蔡奇: C", ["2: no “: ” after the key; write a plain colon and a space"], id="full-width colon between"),
        pytest.param("王毅: A\n李强:B\n蔡奇: C", ["2: no “: ” after the key; write a plain colon and a space"], id="colon without space"),
        pytest.param("王毅:\n\ten: A", ["2: a tab in the indentation; use spaces"], id="tab"),
        pytest.param("两制: One: two", ["1: not YAML (mapping values are not allowed in this context); put text that holds signs in quotes"], id="colon in the English"),
        pytest.param('王毅: "A', ["1: not YAML (found unexpected end of stream); put text that holds signs in quotes"], id="open quote"),
        pytest.param("王毅: A\n李强: \x07", ["2: control character U+0007; delete it"], id="control character"),
        pytest.param('王毅: "A\\x07"', ["1: “en” holds a control character; delete it"], id="escaped control character"),
        pytest.param("王毅: \ud800", ["1: control character U+D800; delete it"], id="half a character"),
        pytest.param("王毅: &a A\n李强: *a", ["2: alias “*a”; write its value out"], id="alias"),
        pytest.param("王毅: !!python/name:os.system", ["1: YAML tag “tag:yaml.org,2002:python/name:os.system”; remove it, or put the text in quotes"], id="tag"),
        pytest.param("王毅: !x {en: A}", ["1: YAML tag “!x”; remove it, or put the text in quotes"], id="tag on a mapping"),
        pytest.param("[" * 5000, ["1: nested more than 16 deep; close the brackets"], id="deep"),
        pytest.param("王毅: A\n---\n李强: B", ["2: a second YAML document begins; join it to the first"], id="two documents"),
        pytest.param(
            "王毅: {alos: B, en: 王}\n李强:\n蔡奇: {en: C, kind: man, keep: so}\n李强: B",
            [
                "1: Chinese “王” in the English of “王毅”; translate it",
                "1: unknown key “alos”; did you mean “also”?",
                "2: “李强” has no English; add it, or set keep: true",
                "3: unknown kind “man”; use one of term, person, place, organization, position, document, event",
                "3: “keep” takes true or false; write one of them",
            ],
            id="all at once",
        ),
    ],
)  # fmt: skip
def test_faults(text, messages):
    """Every mistake is told with its line and the next step, all in one error."""
    assert faults_of(text) == [f"glossary.yaml:{message}" for message in messages]


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        pytest.param("王毅: Wang Yi", [], id="none"),
        pytest.param("", ["1: no terms; add entries such as “王毅: Wang Yi”"], id="empty"),
        pytest.param("白宫: the White House", ["1: “the White House” begins with an article; leave that to the sentence"], id="article"),
        pytest.param("澎湃: The Paper", [], id="article of a title"),
        pytest.param("理论: theory", [], id="no article"),
        pytest.param("东盟: Association (ASEAN)", ["1: “Association (ASEAN)” would stand everywhere in full; move it to first:"], id="abbreviation"),
        pytest.param("\n中: China", ["2: “中” is one character and matches often; give a longer form"], id="one character"),
        pytest.param("大陆: {en: Chinese mainland, forbid: [mainland]}", ["1: forbidden “mainland” is part of its own “Chinese mainland”; make it longer"], id="forbids its own part"),
        pytest.param("大陆: {en: Chinese mainland, forbid: [main]}", [], id="part of a word is no part"),
    ],
)  # fmt: skip
def test_warnings(text, warnings):
    """What is allowed but seldom meant is warned of."""
    assert list(parse_glossary(text, "g").warnings) == [f"g:{warning}" for warning in warnings]


def test_python_parser_agrees(monkeypatch):
    """Where libyaml is missing, PyYAML's own parser reads the same terms from the shipped glossary."""
    text = SHIPPED.read_text(encoding="utf-8")
    fast = terms_of(text)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert terms_of(text) == fast


def test_load_names_the_path(tmp_path):
    """A file is read with or without a byte order mark, and named as the user named it."""
    path = tmp_path / "mine.yaml"
    path.write_text("王毅: Wang Yi\n", encoding="utf-8-sig")
    glossary = load_glossary(path)
    assert (glossary.path, [term.target for term in glossary.terms]) == (str(path), ["Wang Yi"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, ": no such file; “bilingual init” writes one to start from", id="missing"),
        pytest.param(
            "王毅: A\n李强: B".encode("gb18030"), ":1: not UTF-8; save the file in UTF-8", id="gb18030"
        ),
        pytest.param(b"a: b\nc: \xff", ":2: not UTF-8; save the file in UTF-8", id="broken in line 2"),
    ],
)
def test_unreadable_file(tmp_path, content, message):
    """A file that cannot be read is one clear sentence."""
    path = tmp_path / "glossary.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GlossaryError) as caught:
        load_glossary(path)
    assert str(caught.value) == f"{path}{message}"


def test_folder_instead_of_file(tmp_path):
    """A folder is not a glossary."""
    with pytest.raises(GlossaryError, match=r"cannot be read \(.+\); give another --glossary"):
        load_glossary(tmp_path)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    """No text whatever gets past as anything but terms or a GlossaryError with a line."""
    assert all(term.forms and term.target for term in read_or_refuse(text))


def read_or_refuse(text):
    try:
        return parse_glossary(text, "g").terms
    except GlossaryError as error:
        if not all(re.match(r"g:[0-9]+: .+; .", line) for line in str(error).split("\n")):
            raise
        return ()


@given(
    st.dictionaries(
        st.text("王李外长方中美俄大使", min_size=2, max_size=6),
        st.text("abc ABC'.-", min_size=1).filter(lambda text: text.strip()),
        max_size=8,
    )
)
def test_round_trip(entries):
    """What a YAML writer writes is read back: forms, targets and lines."""
    terms = terms_of(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10**6))
    assert [(t.forms, t.target, t.line) for t in terms] == [
        ((form,), " ".join(target.split()), line) for line, (form, target) in enumerate(entries.items(), 1)
    ]
