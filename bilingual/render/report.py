"""The report of an evaluation: figures, two plots as inline SVG, and the worst lines side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bilingual.render.templates import environment

_WIDTH, _HEIGHT, _BINS = 600, 160, 20


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One line of the set, as the report shows it."""

    source: str
    reference: str
    output: str
    score: float
    """chrF2++, 0-100."""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the plot, in the units of its picture."""

    x: float
    y: float
    width: float
    height: float
    label: str


def render_report(
    figures: Mapping[str, str], shares: Mapping[str, float], lines: Sequence[ReportedLine], worst: int = 50
) -> str:
    """Render a report.

    Args:
        figures: what the table says, name to value.
        shares: what the second plot shows, name to a share from 0 to 1.
        lines: the whole set.
        worst: how many of the lines with the lowest scores are shown.
    """
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            figures=figures,
            shares=[(name, share, round(share * _WIDTH, 1)) for name, share in shares.items()],
            bars=_histogram([line.score for line in lines]),
            width=_WIDTH,
            height=_HEIGHT,
            worst=sorted(lines, key=lambda line: line.score)[:worst],
        )
    )


def _histogram(scores: Sequence[float]) -> list[Bar]:
    step = 100 / _BINS
    counts = [0] * _BINS
    for score in scores:
        counts[min(int(score / step), _BINS - 1)] += 1
    most, width = max(*counts, 1), _WIDTH / _BINS
    return [
        Bar(
            x=number * width,
            y=round(_HEIGHT * (1 - count / most), 1),
            width=width - 2,
            height=round(_HEIGHT * count / most, 1),
            label=f"{number * step:g}-{(number + 1) * step:g}: {count}",
        )
        for number, count in enumerate(counts)
    ]
