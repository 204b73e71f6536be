"""What the tests of pages look with does see: barriers, fetches, complaints, shifts."""

import pytest

from tests.browser.conftest import OpenPage, find_barriers

PAGE = (
    "<!DOCTYPE html><html lang=en><head><title>t</title><meta name=viewport content='width=device-width'>{head}</head>"
    "<body><main><h1>t</h1>{body}</main></body></html>"
)
DOTS = "".join(
    "<button aria-label=b style='width:9px;height:9px;padding:0;border:0'></button>" for _ in range(3)
)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        pytest.param("<p>fine</p>", None, id="near miss: nothing is wrong"),
        pytest.param("<p style='color:#bbb'>pale</p>", "color-contrast", id="contrast"),
        pytest.param("<img src='data:,'>", "image-alt", id="alternative text"),
        pytest.param(DOTS, "target-size", id="size of targets"),
    ],
)
def test_barriers_are_found(open_page: OpenPage, body: str, rule: str | None) -> None:
    """What axe-core knows of WCAG 2.2 is asked of the page, the size of targets too."""
    found = find_barriers(open_page(PAGE.format(head="", body=body)).page)
    assert [line.partition(":")[0] for line in found] == ([rule] if rule else [])


_PUSH_DOWN = """() => requestAnimationFrame(() => requestAnimationFrame(() => {
  const box = document.createElement("div");
  box.textContent = "above";
  document.body.prepend(box);
}))"""


def test_what_a_page_does_is_noted(open_page: OpenPage) -> None:
    """Fetches, violations of the policy and layout shifts are seen."""
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src https:\">"
    picture = "<img src='https://a.example/x.png' alt=x><p>below</p>"
    opened = open_page(PAGE.format(head=policy, body=f"{picture}<script>alert(1)</script>"))
    opened.page.wait_for_timeout(300)
    opened.page.evaluate(_PUSH_DOWN)  # what is painted moves, however late the picture came
    opened.page.wait_for_function("window.shifts.length > 0")
    assert opened.fetched == ["https://a.example/x.png"]
    assert "Content Security Policy" in opened.complaints[0]
    assert opened.shift() > 0
