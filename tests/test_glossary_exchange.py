"""A glossary survives its way through every exchange format, and hostile files are refused."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bilingual.document import Term, TermKind, TermStatus
from bilingual.errors import GlossaryError
from bilingual.glossary import parse_glossary
from bilingual.glossary.exchange import FORMATS, format_of, read_terms_of, write_terms
from bilingual.glossary.records import MAX_BYTES, refuse_size
from bilingual.glossary.tables import read_table, write_table
from bilingual.glossary.tbx import read_tbx, write_tbx
from bilingual.text import HAN_RUN

SIGNS = "aZ é,;|\\\"'<>&=:#[]{}-+@ ]]>bilingual: kind=person"


def folded(alphabet, **sizes):
    """Draw texts as a glossary holds them: white space folded, nothing unprintable."""
    printable = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
    characters = st.one_of(st.sampled_from(alphabet), printable)
    return st.text(characters, **sizes).map(lambda text: " ".join(text.split()))


def as_english(text):
    """Take Chinese out, and add a letter where there is nothing to read, so that no draw is thrown away."""
    text = " ".join(HAN_RUN.sub("", text).split())
    return text if any(map(str.isalnum, text)) else f"{text}a"


english = folded(SIGNS, min_size=1, max_size=12).map(as_english)
chinese = folded("王毅上海合作组织A·|", min_size=1, max_size=8).map(lambda text: f"中{text}".strip())
notes = folded(SIGNS + "中文", max_size=20)


@st.composite
def term_lists(draw):
    """Draw the terms of a valid glossary: parsing judges them, whatever was drawn."""
    from bilingual.glossary.records import read_records, record_of

    terms = []
    for number in range(draw(st.integers(1, 4))):
        target = draw(english)
        keep = draw(st.booleans())
        form = f"{draw(chinese)}{number}"
        term = Term(
            forms=tuple(dict.fromkeys([form, f"{form}甲"][: draw(st.integers(1, 2))])),
            target=form if keep else target,
            also=() if keep else tuple(dict.fromkeys(draw(st.lists(english, max_size=2)))),
            forbid=() if keep else tuple(dict.fromkeys(draw(st.lists(english, max_size=2)))),
            first="" if keep else draw(st.one_of(st.just(""), english)),
            kind=draw(st.sampled_from(TermKind)),
            status=draw(st.sampled_from(TermStatus)),
            keep=keep,
            exact_case=draw(st.booleans()),
            note=draw(notes),
            source=draw(notes),
            domain=draw(notes),
        )
        try:
            read_records([(1, record_of(term))], "drawn")
        except GlossaryError:
            continue
        terms.append(term)
    return terms or [Term(("中国",), "China", exact_case=True)]


def bare(terms):
    return [replace(term, line=0) for term in terms]


@pytest.mark.parametrize(
    ("write", "read"),
    [
        pytest.param(write_tbx, lambda text: read_tbx(text.encode(), "x.tbx"), id="tbx"),
        pytest.param(lambda t: write_table(t, ","), lambda text: read_table(text, "x.csv", ","), id="csv"),
        pytest.param(lambda t: write_table(t, "\t"), lambda text: read_table(text, "x.tsv", "\t"), id="tsv"),
        pytest.param(lambda t: write_terms(t, "yaml"), lambda text: parse_glossary(text, "x"), id="yaml"),
    ],
)
@settings(max_examples=60, deadline=None)
@given(terms=term_lists())
def test_what_is_written_is_read_again(write, read, terms):
    assert bare(read(write(terms)).terms) == bare(terms)


def test_a_tbx_file_says_which_wording_is_preferred_admitted_and_deprecated():
    term = Term(
        ("上合组织",),
        "SCO",
        also=("the Shanghai Six",),
        forbid=("Shanghai Pact",),
        first="Shanghai Org (SCO)",
    )
    root = etree.fromstring(write_tbx([term]).encode())
    tig = "{*}termSec"
    english = [
        s for s in root.iter("{*}langSec") if s.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    ]
    found = [(t.findtext("{*}term"), [n.text for n in t.iter("{*}termNote")]) for t in english[0].iter(tig)]
    assert found == [
        ("SCO", ["preferredTerm-admn-sts"]),
        ("the Shanghai Six", ["admittedTerm-admn-sts"]),
        ("Shanghai Org (SCO)", ["admittedTerm-admn-sts", "fullForm"]),
        ("Shanghai Pact", ["deprecatedTerm-admn-sts"]),
    ]


MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="subjectField">health</descrip>
<langSet xml:lang="en-US">
<tig><term>pox virus</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
<tig><term>smallpox  virus</term></tig>
<ntig><termGrp><term>variola virus</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="zh-Hans"><tig><term>天花病毒</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="de"><tig><term>Virus</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_the_older_spelling_of_tbx_is_read_too():
    (term,) = read_tbx(MARTIF.encode(), "old.tbx").terms
    assert term.forms == ("天花病毒",)
    assert (term.target, term.also, term.forbid) == ("variola virus", ("smallpox virus",), ("pox virus",))
    assert (term.domain, term.line) == ("health", 4)


ENTRY = (
    '<tbx type="TBX-Basic"><text><body><conceptEntry><langSec xml:lang="zh"><termSec><term>王毅</term></termSec>'
    '</langSec><langSec xml:lang="en"><termSec><term>{}</term></termSec></langSec></conceptEntry></body></text></tbx>'
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param('<!DOCTYPE t [<!ENTITY a "x">]>' + ENTRY.format("&a;"), "entities", id="an entity"),
        pytest.param(
            '<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + ENTRY.format("&a;"),
            "entities",
            id="a file as an entity",
        ),
        pytest.param(
            '<!DOCTYPE t [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]>' + ENTRY.format("x"),
            "entities",
            id="an address as an entity",
        ),
        pytest.param(
            "<!DOCTYPE t [<!ENTITY a0 'ha'>"
            + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 9}'>" for n in range(1, 12))
            + "]>"
            + ENTRY.format("&a11;"),
            "entit(y|ies)",
            id="a billion laughs",
        ),
        pytest.param("<tbx>" * 5000, "not XML", id="deep nesting"),
        pytest.param("", "not XML", id="nothing"),
        pytest.param("<html/>", "not TBX", id="another format"),
        pytest.param("<tbx/>", "none with Chinese and English", id="no entries"),
        pytest.param(ENTRY.format("王毅先生"), r"x\.tbx:1: Chinese", id="Chinese as English"),
    ],
)
def test_a_hostile_or_useless_tbx_file_is_refused_in_one_sentence(content, message):
    with pytest.raises(GlossaryError, match=message):
        read_tbx(content.encode(), "x.tbx")


def test_comments_and_instructions_in_tbx_are_passed_over():
    text = ENTRY.format("Wang<!-- no --> Yi").replace("<termSec>", "<?pi x?><termSec>")
    assert read_tbx(text.encode(), "x.tbx").terms[0].target == "Wang Yi"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read():
    with pytest.raises(GlossaryError, match="65 MB, more than 64"):
        refuse_size(MAX_BYTES + 2**20, "x.tbx")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("王毅,Wang Yi\n", [("王毅",)], id="two columns, no headings"),
        pytest.param(
            "\ufeffEnglish;x\n".replace(";", ",").replace("x", "Chinese") + "Wang Yi,王毅\n",
            [("王毅",)],
            id="other headings, other order, byte order mark",
        ),
        pytest.param(
            "zh,en,\n王毅|王外长,Wang Yi,\n\n", [("王毅", "王外长")], id="several forms, an empty column"
        ),
        pytest.param('zh,en\n"A\\|B公司",AB Company\n', [("A|B公司",)], id="a bar in a form"),
    ],
)
def test_tables_from_spreadsheets_are_read(text, expected):
    assert [term.forms for term in read_table(text, "x.csv", ",").terms] == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "no rows", id="empty"),
        pytest.param("a,b,c\n", "no column “zh”", id="no Chinese column"),
        pytest.param("zh,en,knd\n", "did you mean “kind”", id="a misspelt column"),
        pytest.param("zh,en,colour\n", "unknown column “colour”; the columns are", id="an unknown column"),
        pytest.param("zh,en,en\n", "two columns “en”", id="a column twice"),
        pytest.param(
            "zh,en\n王毅,Wang, Yi\n", r"x\.csv:2: 3 cells in 2 columns", id="a comma without quotes"
        ),
        pytest.param('zh,en\n王毅,"Wang" Yi\n', r"x\.csv:2: not a table", id="broken quotes"),
        pytest.param("zh,en,kind\n\n王毅,Wang Yi,persona\n", r"x\.csv:3: unknown kind", id="a wrong value"),
        pytest.param("zh,en\n,Wang Yi\n", r"x\.csv:2: “Wang Yi” has no Chinese", id="no form"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line(text, message):
    with pytest.raises(GlossaryError, match=message):
        read_table(text, "x.csv", ",")


def test_reading_a_table_leaves_the_limits_of_the_csv_module_alone():
    before = csv.field_size_limit()
    read_table("zh,en\n王毅,Wang Yi\n", "x.csv", ",")
    assert csv.field_size_limit() == before
    assert next(csv.reader(io.StringIO("a,b")))


@pytest.mark.parametrize(
    ("name", "expected"), [("a.TBX", "tbx"), ("a.xml", "tbx"), ("a.yml", "yaml"), ("a.txt", "tsv")]
)
def test_the_format_is_told_by_the_name(name, expected):
    assert format_of(Path(name)) == expected


def test_another_ending_is_refused():
    with pytest.raises(GlossaryError, match="--format"):
        format_of(Path("terms.doc"))


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_goes_through_a_file(tmp_path, file_format):
    terms = (Term(("王毅",), "Wang Yi", exact_case=True),)
    path = tmp_path / "terms"
    path.write_text(write_terms(terms, file_format), encoding="utf-8")
    assert bare(read_terms_of(path, file_format).terms) == bare(terms)


def test_a_table_in_another_encoding_and_a_missing_file_are_refused(tmp_path):
    path = tmp_path / "x.csv"
    with pytest.raises(GlossaryError, match="cannot be read"):
        read_terms_of(path, "csv")
    path.write_bytes("zh,en\n王毅,Wang Yi".encode("gb18030"))
    with pytest.raises(GlossaryError, match=r"x\.csv:2: not UTF-8"):
        read_terms_of(path, "csv")
