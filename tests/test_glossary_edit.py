"""Edits by command touch the lines of their entry and no other byte."""

from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.document import Term, TermKind
from bilingual.errors import GlossaryError
from bilingual.glossary import parse_glossary
from bilingual.glossary.edit import add_term, find_entry, merge_terms, remove_term

SHIPPED = (Path(__file__).resolve().parents[1] / "glossary.yaml").read_bytes().decode()

TEXT = """# People

王毅:   Wang Yi      # the minister
李强: {en: Li Qiang,  kind: person}
# Bodies
上合组织:
  zh: [上海合作组织]
  # the short form
  en: SCO

# The end
"""
ITEMS = "- zh: 王毅\n  en: Wang Yi\n- zh: [李强]\n  en: Li Qiang\n"


def test_an_entry_is_added_at_the_end_and_can_be_removed_without_a_trace():
    term = Term(("丁香合作",), "Lilac Cooperation", kind=TermKind.ORGANIZATION, exact_case=True)
    for text in (TEXT, SHIPPED, TEXT.replace("\n", "\r\n"), ITEMS):
        added = add_term(text, "g.yaml", term)
        assert added.startswith(text)
        assert remove_term(added, "g.yaml", "丁香合作") == text


def test_a_file_without_a_last_line_end_and_an_empty_one_can_be_added_to():
    assert add_term("王毅: Wang Yi", "g", Term(("李强",), "Li Qiang")) == (
        "王毅: Wang Yi\n李强: {en: Li Qiang, case: any}\n"
    )
    assert add_term("", "g", Term(("联合国",), "UN", exact_case=True)) == "联合国: UN\n"


@pytest.mark.parametrize(
    ("form", "gone"),
    [
        pytest.param("王毅", "王毅:   Wang Yi      # the minister\n", id="a minimal entry with its comment"),
        pytest.param("李强", "李强: {en: Li Qiang,  kind: person}\n", id="an entry in braces"),
        pytest.param(
            "上海合作組織",
            "上合组织:\n  zh: [上海合作组织]\n  # the short form\n  en: SCO\n",
            id="an indented entry, by another form in the other script",
        ),
    ],
)
def test_removing_takes_the_lines_of_the_entry_alone(form, gone):
    assert remove_term(TEXT, "g.yaml", form) == TEXT.replace(gone, "")


@pytest.mark.parametrize("index", range(0, 1700, 170))
def test_any_entry_of_the_shipped_glossary_can_be_removed(index):
    terms = parse_glossary(SHIPPED, "g").terms
    edited = remove_term(SHIPPED, "g", terms[index].forms[0])
    assert len(parse_glossary(edited, "g").terms) == len(terms) - 1
    assert set(SHIPPED.splitlines()) >= set(edited.splitlines())


def test_a_form_that_is_there_already_is_refused_with_its_line():
    with pytest.raises(GlossaryError, match=r"g\.yaml:6: “上海合作組織” is “SCO” already"):
        add_term(TEXT, "g.yaml", Term(("上海合作組織",), "Shanghai Pact"))


def test_a_rejected_entry_gives_way_to_one_in_force():
    text = "王毅: {en: Wang Ni, status: rejected}\n王毅 : Wang Yi\n".replace("王毅 :", "王 毅:")
    found = find_entry(parse_glossary(text, "g"), "王毅")
    assert found
    assert found.target == "Wang Ni"


def test_removing_what_is_not_there_is_refused():
    with pytest.raises(GlossaryError, match="no entry has the form “毛宁”"):
        remove_term(TEXT, "g.yaml", "毛宁")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{王毅: Wang Yi, 李强: Li Qiang}\n", id="all in one line"),
        pytest.param("- 王毅: Wang Yi\n  李强: Li Qiang\n- 毛宁: Mao Ning\n", id="two entries in one item"),
    ],
)
def test_a_layout_that_cannot_be_edited_is_refused_not_damaged(text):
    with pytest.raises(GlossaryError, match="edit it by hand"):
        remove_term(text, "g.yaml", "王毅")


def test_a_term_that_is_no_valid_entry_is_refused_with_the_reason():
    with pytest.raises(GlossaryError, match="both wanted and forbidden"):
        add_term(TEXT, "g.yaml", Term(("毛宁",), "Mao Ning", forbid=("Mao Ning",)))


@pytest.mark.parametrize(
    "target",
    [
        "Yes",
        "a: b",
        "a #b",
        "null",
        "- x",
        "'s",
        'say "x"',
        "a, b",
        "[x]",
        "C\\D",
        "5 × 5",
        "x…",
        "*a",
        "%",
        "I",
    ],
)
def test_any_text_is_quoted_so_that_it_is_read_again(target):
    if not any(char.isalnum() for char in target):
        target += "x"
    term = Term(("毛宁",), target, note=target, exact_case=any(c.isupper() for c in target))
    for text in (TEXT, ITEMS):
        last = parse_glossary(add_term(text, "g", term), "g").terms[-1]
        assert replace(last, line=0) == term


def test_an_import_rewrites_what_differs_adds_what_is_new_and_leaves_the_rest():
    incoming = parse_glossary("李強: Lee Chiang\n王毅: Wang Yi\n毛宁: Mao Ning\n", "in").terms
    merge = merge_terms(TEXT, "g.yaml", incoming)
    assert (
        merge.text
        == TEXT.replace("李强: {en: Li Qiang,  kind: person}", "李強: Lee Chiang") + "毛宁: Mao Ning\n"
    )
    assert [term.target for term in merge.added] == ["Mao Ning"]
    assert [(old.target, new.target) for old, new in merge.changed] == [("Li Qiang", "Lee Chiang")]
    assert merge.unchanged == 1


def test_importing_a_glossary_into_itself_changes_nothing():
    merge = merge_terms(SHIPPED, "g", parse_glossary(SHIPPED, "g").terms)
    assert (merge.text, merge.added, merge.changed) == (SHIPPED, (), ())


def test_an_incoming_term_with_the_forms_of_two_entries_is_refused():
    with pytest.raises(GlossaryError, match="lines 3 and 4"):
        merge_terms(TEXT, "g.yaml", [Term(("王毅", "李强"), "Someone")])


def test_two_incoming_terms_for_one_entry_are_refused():
    with pytest.raises(GlossaryError, match="comes in twice"):
        merge_terms(TEXT, "g.yaml", [Term(("上合组织",), "A", exact_case=True), Term(("上海合作组织",), "B")])
