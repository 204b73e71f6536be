"""Hypothesis strategies for the document types; texts include what breaks storage and markup."""

from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind, Evidence, Job, Origin, Tier, Translation

HAN = "中国外长王毅访问哈萨克斯坦，说：“合作共赢”。他说了12万、3.5％和《公报》！\U00020000\U00030000"
LATIN = "the Chinese Foreign Minister Wang Yi said 1,200 (A/B) \"yes\" 'no' & <b> é"

characters = st.characters(codec="utf-8")
"""Any character a file can hold: NUL, controls, private use and astral ones too; no half surrogates."""

any_text = st.text(st.characters())
"""Any Python string, half surrogates too, as in the name of a file that is not UTF-8."""

texts = st.text(characters)

chinese_texts = st.text(st.one_of(st.sampled_from(HAN), characters), max_size=60)
"""Mostly Chinese, as sentences are."""

english_texts = st.text(st.one_of(st.sampled_from(LATIN), characters), max_size=80)

origins = st.sampled_from(Origin)

renderings = st.text(st.sampled_from(LATIN), min_size=1, max_size=20).filter(str.strip)


@st.composite
def constraints(draw, source):
    """Draw constraints of a source text: in order, not overlapping, each on its own slice."""
    cuts = draw(st.lists(st.integers(0, len(source)), unique=True, max_size=6))
    edges = sorted(cuts)
    return tuple(
        Constraint(
            start,
            end,
            source[start:end],
            tuple(draw(st.lists(renderings, min_size=1, max_size=3))),
            kind=draw(st.sampled_from(ConstraintKind)),
            forbidden=tuple(draw(st.lists(renderings, max_size=2))),
            exact_case=draw(st.booleans()),
        )
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    )


@st.composite
def jobs(draw, source=chinese_texts):
    """Draw jobs with the constraints of their text."""
    text = draw(source)
    return Job(text, draw(constraints(text)))


@st.composite
def evidence_for(draw, job, target):
    """Draw one piece of evidence per constraint, with offsets inside the target."""
    place = st.tuples(st.integers(0, len(target)), st.integers(0, len(target))).map(sorted)
    tiers = draw(
        st.lists(st.sampled_from(Tier), min_size=len(job.constraints), max_size=len(job.constraints))
    )
    return tuple(Evidence(tier, *draw(place)) for tier in tiers)


@st.composite
def pairs(draw, source=chinese_texts, target=english_texts, origin=origins):
    """Draw a job with a translation of it."""
    job = draw(jobs(source))
    english = draw(target)
    return job, Translation(job.text, english, draw(origin), draw(evidence_for(job, english)))
