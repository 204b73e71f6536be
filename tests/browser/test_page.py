"""The reading page in a real browser: layouts, keys, notes, the reviewer's view, paper, phones."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pytest
from playwright.sync_api import FloatRect, Page, expect
from pypdf import PdfReader

from bilingual.document import (
    BlockKind,
    Finding,
    MarkKind,
    Origin,
    Post,
    Provenance,
    Severity,
    Tier,
    TranslatedPost,
)
from bilingual.publish import Site
from bilingual.render import Publication, render_post
from tests.browser.conftest import OpenPage, find_barriers
from tests.pages import block, english_post, example_post, pair, plain_post
from tests.test_render import hostile_post

LAYOUTS = ("side", "interleaved", "zh", "en")


@pytest.fixture(scope="module")
def example() -> str:
    """Give the page of the example, with one picture that cannot be loaded and one sentence by name."""
    post = example_post()
    last = block(
        13,
        BlockKind.PARAGRAPH,
        pair("灯塔亮了。", "The lighthouse is lit.", origin=Origin.HUMAN),
        marks=((MarkKind.IMAGE, "灯塔", "https://img.example.org/missing.jpg", "灯塔的夜景"),),
    )
    (sentence,) = last.sentences
    known = replace(sentence.translation, provenance=Provenance("周听潮", "2031-03-10"))
    last = replace(last, sentences=(replace(sentence, translation=known),))
    return render_post(replace(post, blocks=(*post.blocks, last), engine="zh_en 1.0"))


@pytest.fixture(scope="module")
def long_page() -> str:
    """Give the page of a post that goes over several pages of paper."""
    title = block(0, BlockKind.TITLE, pair("长文", "A long read"))
    body = [
        block(
            n,
            BlockKind.PARAGRAPH,
            *(
                pair(
                    f"第{n}段第{m}句说港口在夜里仍然开放，船只照常进出。",
                    f"Paragraph {n}, sentence {m}, says that the harbour stays open.",
                )
                for m in range(1, 5)
            ),
        )
        for n in range(1, 41)
    ]
    return render_post(TranslatedPost(plain_post().post, (title, *body)))


def shown(page: Page, selector: str) -> bool:
    """Tell whether the first element that matches takes any room."""
    return bool(page.locator(selector).first.is_visible())


def box(page: Page, selector: str) -> FloatRect:
    """Give where an element stands."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found


def has_layout(page: Page) -> str:
    """Tell from what stands where which layout a page has."""
    chinese, english = shown(page, "#b1 .zh"), shown(page, "#b1 .en")
    if not (chinese and english):
        return "zh" if chinese else "en"
    is_beside = box(page, "#b1 .en")["x"] > box(page, "#b1 .zh")["x"] + 100
    return "side" if is_beside else "interleaved"


def text_of(page: Page) -> str:
    """Give what has the focus."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_nothing_is_fetched_but_images(open_page: OpenPage, example: str) -> None:
    """The page asks for its images alone, breaks no policy, and nothing in it moves by itself."""
    opened = open_page(example)
    opened.page.mouse.wheel(0, 4000)
    for picture in opened.page.locator("img").all():
        picture.scroll_into_view_if_needed()
    assert opened.fetched == ["https://img.example.org/harbour.jpg", "https://img.example.org/missing.jpg"]
    assert opened.complaints == []
    assert opened.shift() == 0


def test_alternative_text_of_a_lost_picture(open_page: OpenPage, example: str) -> None:
    """Where a picture cannot be loaded its box stays, with its text, and leads to where it lay."""
    page = open_page(example).page
    lost = "a[href='https://img.example.org/missing.jpg']"
    page.locator(lost).scroll_into_view_if_needed()
    assert page.get_by_role("link", name="灯塔的夜景").count() == 1
    assert box(page, f"{lost} img")["height"] > 100


@pytest.mark.parametrize("script", [pytest.param(True, id="script"), pytest.param(False, id="no script")])
def test_layouts_are_switched(open_page: OpenPage, example: str, script: bool) -> None:
    """The page is side by side at first, and each control gives its layout, with or without the script."""
    page = open_page(example, script=script).page
    assert has_layout(page) == "side"
    for layout in reversed(LAYOUTS):
        page.locator(f"label:has(#layout-{layout})").click()
        assert has_layout(page) == layout


def test_keys_switch_layouts(open_page: OpenPage, example: str) -> None:
    """The digits give the layouts; with a modifier they are the browser's."""
    page = open_page(example).page
    for key, layout in zip("4321", reversed(LAYOUTS), strict=True):
        page.keyboard.press(key)
        assert has_layout(page) == layout
    page.keyboard.press("Control+4")
    page.keyboard.press("Alt+4")
    assert has_layout(page) == "side"


def test_switching_keeps_the_place(open_page: OpenPage, long_page: str) -> None:
    """The row that is being read stays where it is when the layout changes."""
    page = open_page(long_page).page
    page.evaluate("document.getElementById('b20').scrollIntoView({behavior: 'instant'})")
    before = page.evaluate("document.getElementById('b20').getBoundingClientRect().top")
    page.keyboard.press("2")
    assert page.evaluate("document.getElementById('b20').getBoundingClientRect().top") == pytest.approx(
        before, abs=1
    )


def test_choice_is_remembered(open_page: OpenPage, example: str) -> None:
    """The layout, the reviewer's view and the switch of the keys hold on the next page, and nothing jumps."""
    first = open_page(example).page
    first.keyboard.press("3")
    first.keyboard.press("r")
    first.keyboard.press("?")
    first.locator("#keys").uncheck()
    second = open_page(example)
    assert has_layout(second.page) == "zh"
    assert shown(second.page, ".review")
    assert not second.page.locator("#keys").is_checked()
    assert second.shift() == 0


def test_browser_that_does_not_remember(open_page: OpenPage, example: str) -> None:
    """Where the browser refuses to store anything, all works but the memory, in silence."""
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    opened = open_page(example, before=refuse)
    opened.page.keyboard.press("4")
    assert has_layout(opened.page) == "en"
    assert opened.complaints == []


def test_keys_can_be_turned_off(open_page: OpenPage, example: str) -> None:
    """Single keys are listed in a note that closes with Escape, and can be turned off there (WCAG 2.1.4)."""
    page = open_page(example).page
    page.keyboard.press("?")
    assert shown(page, "#help")
    page.get_by_label("Single letters and digits are keys").uncheck()
    page.keyboard.press("Escape")
    assert not shown(page, "#help")
    page.keyboard.press("4")
    page.keyboard.press("r")
    assert has_layout(page) == "side"
    assert not shown(page, ".review")


def test_keys_wait_while_a_reader_types(open_page: OpenPage, example: str) -> None:
    """What is typed into a field is text."""
    page = open_page(example.replace("</main>", "<input aria-label=q id=q></main>")).page
    page.locator("#q").focus()
    page.keyboard.type("4r")
    assert page.locator("#q").input_value() == "4r"
    assert has_layout(page) == "side"


def test_partner_lights_up(open_page: OpenPage, example: str) -> None:
    """Pointing at a sentence marks it and its partner, and no other; the layout does not change."""
    opened = open_page(example)
    page = opened.page
    before = box(page, "#b4")
    page.locator("#b4-3").hover()
    assert page.evaluate("[...document.querySelectorAll('.twin')].map(s => s.id)") == ["b4-3", "b4-3-en"]
    page.locator("#b4-1-en").hover()
    assert page.evaluate("[...document.querySelectorAll('.twin')].map(s => s.id)") == ["b4-1", "b4-1-en"]
    page.locator("footer").hover()
    assert page.locator(".twin").count() == 0
    after = box(page, "#b4")
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    assert opened.shift() == 0


def test_sentences_by_keyboard(open_page: OpenPage, example: str) -> None:
    """The text is one tab stop: arrows go from sentence to sentence, Enter to the partner."""
    page = open_page(example).page
    page.locator("#review").focus()
    stops: list[str] = []
    while len(stops) < 12 and (not stops or stops[-1] != "b1-1"):
        page.keyboard.press("Tab")
        stops.append(text_of(page))
    assert stops[-1] == "b1-1"
    for key, at in (
        ("ArrowRight", "b1-2"),
        ("Enter", "b1-2-en"),
        ("ArrowLeft", "b1-1-en"),
        ("ArrowRight", "b1-2-en"),
    ):
        page.keyboard.press(key)
        assert text_of(page) == at
    assert page.evaluate("[...document.querySelectorAll('.twin')].map(s => s.id)") == ["b1-2", "b1-2-en"]
    assert page.locator(".s[tabindex]").count() == 1


def test_terms_by_keyboard(open_page: OpenPage, example: str) -> None:
    """The terms of the sentence that has the focus are the next tab stops; no other terms are any."""
    page = open_page(example).page
    page.evaluate("document.querySelector('.s[tabindex]').focus()")
    page.keyboard.press("Tab")
    assert text_of(page) == "海澜国"
    assert "An island state that exists in tests only." in page.locator("#tip").inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    page.keyboard.press("Tab")
    assert text_of(page) == "林远舟"
    assert "found in the engine’s own wording" in page.locator("#tip").inner_text()
    page.keyboard.press("Escape")
    assert not shown(page, "#tip")
    assert text_of(page) == "林远舟"
    page.keyboard.press("Tab")
    assert page.locator("[data-t][tabindex]").count() == 0


def test_note_of_a_term(open_page: OpenPage, example: str) -> None:
    """The note is there while the pointer is on the term or on the note, and Escape closes it (WCAG 1.4.13)."""
    opened = open_page(example)
    page = opened.page
    page.locator("#b1-1 [data-t]").first.hover()
    tip = box(page, "#tip")
    page.mouse.move(tip["x"] + 20, tip["y"] + tip["height"] / 2)
    page.wait_for_timeout(300)
    assert shown(page, "#tip")
    page.keyboard.press("Escape")
    assert not shown(page, "#tip")
    page.locator("#b1-1 [data-t]").first.hover()
    page.locator("footer").hover()
    expect(page.locator("#tip")).to_be_hidden()
    assert opened.shift() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_note_stays_on_the_page(open_page: OpenPage, example: str, width: int) -> None:
    """No note of any term leaves the page at either side."""
    page = open_page(example, width=width).page
    for term in page.locator("[data-t]").all()[::3]:
        term.hover()
        tip = box(page, "#tip")
        assert tip["x"] >= 0
        assert tip["x"] + tip["width"] <= width


def test_tap_reveals_the_partner(open_page: OpenPage, example: str) -> None:
    """In one language a tap shows a sentence's partner below it, and a second one hides it again."""
    page = open_page(example, width=390, touch=True).page
    page.locator("label:has(#layout-zh)").tap()
    page.locator("#b4-3").tap()
    partner = page.locator(".revealed")
    assert (
        partner.inner_text()
        == "Bilateral trade came to 410 million yuan last year, up 7 percent from the year before."
    )
    assert partner.get_attribute("lang") == "en"
    assert box(page, ".revealed")["y"] > box(page, "#b4-3")["y"]
    assert page.locator(".said").inner_text() == partner.inner_text()
    page.locator("#b4-3").tap()
    assert page.locator(".revealed").count() == 0
    page.locator("#b4-3").tap()
    page.locator("label:has(#layout-en)").tap()
    assert page.locator(".revealed").count() == 0


def test_tap_on_a_term_does_both(open_page: OpenPage, example: str) -> None:
    """A tap on a term reveals the partner, too, and the note does not lie on it."""
    page = open_page(example, width=390, touch=True).page
    page.locator("label:has(#layout-zh)").tap()
    page.locator("#b7-1").scroll_into_view_if_needed()
    page.locator("#b1-1 [data-t]").first.tap()
    tip, partner = box(page, "#tip"), box(page, ".revealed")
    assert tip["y"] + tip["height"] <= partner["y"]


def test_enter_reveals_the_partner(open_page: OpenPage, example: str) -> None:
    """Enter does with the sentence that has the focus what a tap does, in either language."""
    page = open_page(example).page
    page.keyboard.press("4")
    page.evaluate("document.querySelector('.s[tabindex]').focus()")
    assert text_of(page) == "b1-1-en"
    page.keyboard.press("Enter")
    assert page.locator(".revealed").get_attribute("lang") == "zh-Hans"
    page.keyboard.press("Enter")
    assert page.locator(".revealed").count() == 0


def test_nothing_is_revealed_where_both_are_shown(open_page: OpenPage, example: str) -> None:
    """With both languages on the page a click does nothing."""
    page = open_page(example).page
    page.locator("#b4-3").click()
    assert page.locator(".revealed").count() == 0


@pytest.mark.parametrize("script", [pytest.param(True, id="script"), pytest.param(False, id="no script")])
def test_reviewers_view(open_page: OpenPage, example: str, script: bool) -> None:
    """Findings, who wrote what and what was left out are there for the reviewer, and not for the reader."""
    page = open_page(example, script=script).page
    of_reviewer = [".review", ".notes", ".flag", ".left-out"]
    assert not any(shown(page, selector) for selector in of_reviewer)
    page.locator("label:has(#review)").click()
    assert all(shown(page, selector) for selector in of_reviewer)
    assert "Machine (zh_en 1.0)" in page.locator(".origins").inner_text()
    assert "reviewed by 周听潮, 10 March 2031" in page.locator(".notes").last.inner_text()
    page.locator(".left-out summary").click()
    assert "advertisement" in page.locator(".left-out").inner_text()


def test_jump_from_finding_to_finding(open_page: OpenPage, example: str) -> None:
    """The keys n and p, and the buttons, go from finding to finding and around, opening the reviewer's view."""
    page = open_page(example).page
    page.keyboard.press("n")
    assert text_of(page) == "b4-2-en-f1"
    assert page.evaluate("[...document.querySelectorAll('.twin')].map(s => s.id)") == ["b4-2", "b4-2-en"]
    page.locator("#next").click()
    assert text_of(page) == "b4-3-en-f1"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert text_of(page) == "b12-1-en-f1"
    page.locator("#previous").click()
    assert text_of(page) == "b5-1-en-f1"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_horizontal_scrolling(open_page: OpenPage, example: str, width: int) -> None:
    """No layout is wider than the screen, with the reviewer's view neither."""
    page = open_page(example, width=width).page
    page.evaluate("document.getElementById('review').click()")
    for layout in LAYOUTS:
        page.evaluate(f"document.getElementById('layout-{layout}').click()")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_wide_table_scrolls_by_itself(open_page: OpenPage) -> None:
    """A table of many columns keeps its columns on a phone: it scrolls, the page does not."""
    cells = [pair(f"第{n}列", f"Column {n}") for n in range(8)]
    row = block(1, BlockKind.TABLE_ROW, cells[0], *(piece for cell in cells[1:] for piece in ("\t", cell)))
    post = TranslatedPost(plain_post().post, (block(0, BlockKind.TITLE, pair("表", "Table")), row))
    page = open_page(render_post(post), width=320).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert box(page, "#b1")["width"] > 600
    assert page.locator("[role=table]").get_attribute("tabindex") == "0"
    assert find_barriers(page) == []


def test_phone_offers_what_it_has_room_for(open_page: OpenPage, example: str) -> None:
    """A narrow screen stacks the pair, and two of the layouts are one choice there."""
    page = open_page(example, width=320).page
    assert has_layout(page) == "interleaved"
    labels = [label.inner_text() for label in page.locator("fieldset label").all() if label.is_visible()]
    assert labels == ["Both", "中文", "English"]
    page.keyboard.press("2")
    labels = [label.inner_text() for label in page.locator("fieldset label").all() if label.is_visible()]
    assert labels == ["Both", "中文", "English"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_axe_finds_nothing_for_readers(open_page: OpenPage, example: str, layout: str) -> None:
    """No layout has a barrier that axe-core knows."""
    page = open_page(example).page
    page.evaluate(f"document.getElementById('layout-{layout}').click()")
    assert find_barriers(page) == []


@pytest.mark.parametrize(
    ("layout", "options"),
    [
        pytest.param("interleaved", {}, id="light"),
        pytest.param("side", {"dark": True}, id="dark"),
        pytest.param("zh", {"width": 320, "touch": True}, id="phone"),
        pytest.param("side", {"contrast": True}, id="more contrast"),
        pytest.param("side", {"forced": True}, id="forced colours"),
        pytest.param("en", {"dark": True, "width": 640, "height": 400}, id="200 %"),
    ],
)
def test_axe_finds_nothing_for_reviewers(
    open_page: OpenPage, example: str, layout: str, options: dict[str, int]
) -> None:
    """Nor has the reviewer's view, however the reader sees, with all that opens open."""
    page = open_page(example, **options).page
    page.evaluate(f"document.getElementById('layout-{layout}').click()")
    page.evaluate("document.getElementById('review').click()")
    page.evaluate("for (const note of document.querySelectorAll('details')) note.open = true")
    page.locator(".text [data-t]:visible").first.hover()
    assert find_barriers(page) == []


def test_axe_finds_nothing_in_the_list_of_keys(open_page: OpenPage, example: str) -> None:
    """Neither is there one in the list of keys, or in a page without any Chinese."""
    page = open_page(example).page
    page.keyboard.press("?")
    assert find_barriers(page) == []
    assert find_barriers(open_page(render_post(english_post())).page) == []


def pages_of_paper(page: Page, paper: str) -> list[str]:
    """Print, and give the text of each page without white space."""
    reader = PdfReader(BytesIO(page.pdf(format=paper)))
    return [re.sub(r"\s", "", sheet.extract_text()) for sheet in reader.pages]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_pairs_stay_together_on_paper(open_page: OpenPage, long_page: str, paper: str) -> None:
    """On paper every paragraph stands whole on the page on which its English stands, whole."""
    sheets = pages_of_paper(open_page(long_page).page, paper)
    assert len(sheets) > 2
    for n in range(1, 41):
        (chinese,) = [at for at, text in enumerate(sheets) if f"第{n}段第1句" in text]
        assert f"第{n}段第4句" in sheets[chinese]
        assert f"Paragraph{n},sentence1,says" in sheets[chinese]
        assert f"Paragraph{n},sentence4,says" in sheets[chinese]


def test_paper_has_the_layout_that_was_chosen(open_page: OpenPage, example: str) -> None:
    """Who reads one language prints one language, and no controls or notes of the reviewer."""
    page = open_page(example).page
    page.keyboard.press("4")
    page.keyboard.press("r")
    text = "".join(pages_of_paper(page, "A4"))
    assert "TheharbourisopenAgain".lower() in text.lower()
    assert "港口" not in text
    assert "会谈持续" not in text
    assert "Reviewer’sview" not in text
    assert "4.1billion,not" not in text


def test_figures_of_a_table_stand_once(open_page: OpenPage, example: str) -> None:
    """What is the same in both languages is not said twice where one stands above the other."""
    page = open_page(example).page
    seen = {}
    for layout in LAYOUTS:
        page.evaluate(f"document.getElementById('layout-{layout}').click()")
        seen[layout] = [page.locator(cell).is_visible() for cell in ("#b10-1", "#b10-1-en")]
    assert seen == {
        "side": [True, True],
        "interleaved": [True, False],
        "zh": [True, False],
        "en": [False, True],
    }


def test_dark(open_page: OpenPage, example: str) -> None:
    """The page is dark for who wants it dark."""
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (open_page(example, dark=dark).page.evaluate(ground) for dark in (False, True))
    assert (light, dark) == ("rgb(253, 252, 248)", "rgb(22, 21, 20)")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        '" onmouseover="alert(1)" x="',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_hostile_post_runs_nothing(open_page: OpenPage, text: str) -> None:
    """Nothing that a post holds is run, whatever a reader does, and nothing but images is fetched."""
    opened = open_page(render_post(hostile_post(text, "https://a.example/x.jpg")))
    page = opened.page
    page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
    for key in "4nr321":
        page.keyboard.press(key)
    for term in page.locator("[data-t]:visible").all()[:6]:
        term.hover()
    assert set(opened.fetched) <= {"https://a.example/x.jpg"}
    assert opened.complaints == []


def test_large_post_is_quick(open_page: OpenPage) -> None:
    """A post of two thousand sentences answers a key within a second, on a busy machine too."""
    blocks = [block(0, BlockKind.TITLE, pair("长文", "A long read"))]
    blocks += [
        block(n, BlockKind.PARAGRAPH, *(pair(f"第{n}段第{m}句。", f"No. {n}.{m}.") for m in range(10)))
        for n in range(1, 201)
    ]
    finding = Finding("length", Severity.WARNING, "Too long")
    blocks.append(
        block(
            201,
            BlockKind.PARAGRAPH,
            pair("海澜国。", "Hailan.", met={"海澜国": (Tier.FREE, "Hailan")}, findings=(finding,)),
        )
    )
    front = MappingProxyType({"title": "长文"})
    page = open_page(render_post(TranslatedPost(Post("p", front, ""), tuple(blocks)))).page
    took = page.evaluate(
        """() => {
          const start = performance.now();
          for (const key of "4321r") document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
          document.body.offsetHeight;
          return performance.now() - start;
        }"""
    )
    assert took / 5 < 1000


def test_a_page_of_a_site_is_dressed_and_works_with_shared_files(open_page: OpenPage, tmp_path: Path) -> None:
    """Styles and script come from the site's own files, the policy lets them, and nothing moves."""
    site = Site(tmp_path, Publication(has_assets=True))
    for name in ("lin", "english"):
        post = example_post() if name == "lin" else english_post()
        site.publish(post, Path(f"{name}.txt"), PurePosixPath(f"a/{name}.txt"))
    site.finish()
    for name in ("lin", "english"):
        opened = open_page(tmp_path, f"a/{name}.html")
        assert opened.page.evaluate("document.styleSheets.length") == 1
        assert opened.shift() == 0
        assert not opened.complaints
    opened = open_page(tmp_path, "a/lin.html")
    opened.page.keyboard.press("3")
    assert opened.page.locator("#layout-zh").is_checked()
