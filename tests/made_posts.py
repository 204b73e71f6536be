"""Posts made up for tests: whole files as a crawler would leave them, in any number."""

import random
from pathlib import Path

_SUBJECTS = ("两国外长", "双方代表团", "上海合作组织秘书处", "示例大学的学者", "主办方", "与会专家")
_VERBS = (
    "就加强互联互通交换了意见",
    "签署了三份合作文件",
    "表示将坚持多边主义",
    "讨论了中欧班列的运行",
    "参观了鲁班工坊",
)
_TAILS = ("。", "，并商定明年再次会晤。", "，认为这符合各方的共同利益。", "；详细安排将另行公布。")


def make_post(number: int, seed: int = 0) -> str:
    """Write post `number`: front matter, title line, an advertisement, three to six paragraphs."""
    chance = random.Random(f"{seed}-{number}")  # noqa: S311
    paragraphs = [
        "".join(
            chance.choice(_SUBJECTS) + chance.choice(_VERBS) + chance.choice(_TAILS)
            for _ in range(chance.randint(2, 5))
        )
        for _ in range(chance.randint(3, 6))
    ]
    title = f"第{number}次磋商在阿斯塔纳举行"
    url = f"https://example.org/story/{number}"
    body = '<section id="imu"><div id="dfp-ad-imu1"></div></section>'.join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'---\nlayout: post\ntitle: "{title}"\ndate: 2026-05-{number % 28 + 1:02d}T08:00:00.000Z\n'
        f"author: 示例通讯社\nfrom: {url}\ntags: [ 示例 ]\n---\n<!--1-->\n[{title}]({url})\n------\n\n"
        f"<div>\n{body}\n</div>\n"
    )


def make_folder(folder: Path, count: int) -> Path:
    """Write posts into a small tree."""
    for number in range(count):
        path = folder / f"{number % 3}" / f"2026-05-{number % 28 + 1:02d}-第{number}次 磋商.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_post(number), encoding="utf-8")
    return folder
