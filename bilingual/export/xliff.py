"""XLIFF 2.0 for translation tools: a post a file, a block a unit, a sentence a segment, all under our ids.

States say how far a segment is: `initial` has no English yet; `translated` is a machine's and waits for a
person (tools show it as such); `reviewed` is a person's; `final` needs no translation. `subState` keeps who
wrote it. The source is exact, white space and control characters included, segments may not be cut anew,
and every note has an id, so that a file that comes back can be matched with the post sentence by sentence.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bilingual.document import (
    Block,
    BlockKind,
    ConstraintKind,
    MarkKind,
    Severity,
    Tier,
    TranslatedBlock,
    TranslatedPost,
    TranslatedSentence,
)
from bilingual.export.codes import NAMESPACE, Code, add_coded_text, add_text, original_data, tag
from bilingual.export.lines import Writer, writer_of
from bilingual.markup import place_marks
from bilingual.render.templates import clean_text

_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES = {Writer.MACHINE: "translated", Writer.HUMAN: "reviewed", Writer.SOURCE: "final"}
_PRIORITIES = {Severity.ERROR: "1", Severity.WARNING: "2"}
_LISTS = ("xliff", "file", "unit", "notes", "originalData", "segment", "ignorable", "metadata", "metaGroup")


@dataclass(frozen=True, slots=True)
class _Slice:
    """A sentence of a block, or what lies between two."""

    start: int
    end: int
    number: int
    """Of the sentence, from 1; 0 for what is none."""


def write_xliff(post: TranslatedPost) -> bytes:
    """Write a post as an XLIFF document."""
    root = etree.Element(
        tag("xliff"),
        {"version": "2.0", "srcLang": _source_language(post), "trgLang": "en", _SPACE: "preserve"},
        {None: NAMESPACE, "mda": _METADATA},  # type: ignore[dict-item] # the stubs know no default namespace
    )
    names = {"id": "post", "original": clean_text(post.post.path), "canResegment": "no"}
    file = etree.SubElement(root, tag("file"), names)
    _add_metadata(file, post)
    for translated in post.blocks:
        _add_unit(file, translated, post.post.url)
    if not post.blocks:
        etree.SubElement(file, tag("group"), {"id": "empty"})
    _break_lines(root)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _source_language(post: TranslatedPost) -> str:
    """Give the script of most Chinese blocks: a document has one source language."""
    languages = Counter(t.block.lang for t in post.blocks if t.block.is_chinese)
    return languages.most_common(1)[0][0] if languages else "en"


def _add_metadata(file: etree._Element, post: TranslatedPost) -> None:
    facts = {key: post.post.text_of(key) for key in ("title", "author", "date", "from")}
    known = {key: clean_text(value) for key, value in facts.items() if value}
    if known:
        metadata = etree.SubElement(file, f"{{{_METADATA}}}metadata")
        group = etree.SubElement(metadata, f"{{{_METADATA}}}metaGroup", {"category": "front matter"})
        for key, value in known.items():
            etree.SubElement(group, f"{{{_METADATA}}}meta", {"type": key}).text = value


def _add_unit(file: etree._Element, translated: TranslatedBlock, base: str) -> None:
    block = translated.block
    unit = etree.SubElement(file, tag("unit"), {"id": block.id, "type": _type_of(block)})
    if not translated.sentences:
        unit.set("translate", "no")
    _add_notes(unit, translated)
    if block.marks:
        originals = etree.SubElement(unit, tag("originalData"))
        for name, text in original_data(block.marks, base):
            etree.SubElement(originals, tag("data"), {"id": name}).text = text
    for part in _slices(translated):
        _add_slice(unit, translated, part)


def _type_of(block: Block) -> str:
    kind = block.kind.value.replace(" ", "-")
    return f"bilingual:{kind}-{block.level}" if block.level else f"bilingual:{kind}"


def _slices(translated: TranslatedBlock) -> Iterator[_Slice]:
    """Cut a block into sentences and what lies between: it may be nothing, as it mostly is in Chinese."""
    position = 0
    for number, sentence in enumerate(translated.sentences, 1):
        start, end = sentence.sentence.start, sentence.sentence.end
        if number > 1 or position < start:
            yield _Slice(position, start, 0)
        yield _Slice(start, end, number)
        position = end
    if position < len(translated.block.text) or not translated.sentences:
        yield _Slice(position, len(translated.block.text), 0)


def _add_slice(unit: etree._Element, translated: TranslatedBlock, part: _Slice) -> None:
    text = translated.block.text[part.start : part.end]
    codes = list(_source_codes(translated.block, part))
    if part.number:
        sentence = translated.sentences[part.number - 1]
        place, attributes = f"s{part.number}", _segment_attributes(translated.block, part.number, sentence)
        segment = etree.SubElement(unit, tag("segment"), attributes)
    else:
        place = f"g{part.start}"
        is_text = not translated.sentences and text.strip()
        segment = etree.SubElement(unit, tag("segment" if is_text else "ignorable"))
    add_coded_text(etree.SubElement(segment, tag("source")), text, codes, place)
    _add_target(segment, translated, part, place)


def _segment_attributes(block: Block, number: int, sentence: TranslatedSentence) -> dict[str, str]:
    writer = writer_of(sentence)
    state = _STATES[writer] if sentence.translation.target else "initial"
    return {"id": f"{block.id}-{number}", "state": state, "subState": f"bilingual:{writer}"}


def _source_codes(block: Block, part: _Slice) -> Iterator[Code]:
    """Give the marks of a sentence; between sentences only those that cover nothing, such as images."""
    is_last = part.end == len(block.text)
    for number, mark in enumerate(block.marks, 1):
        start, end = max(mark.start, part.start), min(mark.end, part.end)
        if mark.start == mark.end:
            is_here = part.start <= mark.start < part.end or (is_last and mark.start >= part.end)
        else:
            is_here = start < end and (part.number > 0 or not part.start)
        if is_here:
            yield Code(number, mark, min(start, part.end) - part.start, max(end, start) - part.start)


def _add_target(segment: etree._Element, translated: TranslatedBlock, part: _Slice, place: str) -> None:
    if part.number:
        target = translated.sentences[part.number - 1].translation.target
        if target:
            codes = list(_target_codes(translated, part.number - 1))
            add_coded_text(etree.SubElement(segment, tag("target")), target, codes, place)
    elif translated.sentences:
        add_text(etree.SubElement(segment, tag("target")), _gap(translated, part))


def _target_codes(translated: TranslatedBlock, index: int) -> Iterator[Code]:
    marks = enumerate(translated.block.marks, 1)
    numbers = (number for number, mark in marks if mark.kind is not MarkKind.IMAGE)
    for number, (mark, places) in zip(numbers, place_marks(translated), strict=True):
        for place in places:
            if place.sentence == index:
                yield Code(number, mark, place.start, place.end)


def _gap(translated: TranslatedBlock, part: _Slice) -> str:
    """Give what parts two English sentences: a space, but for cells and lines."""
    gap = translated.block.text[part.start : part.end]
    is_inside = part.start > 0 and part.end < len(translated.block.text)
    keeps = "\t" in gap or (translated.block.kind is BlockKind.PREFORMATTED and "\n" in gap)
    return " " if is_inside and not keeps else gap


def _add_notes(unit: etree._Element, translated: TranslatedBlock) -> None:
    notes = etree.Element(tag("notes"))
    for number, sentence in enumerate(translated.sentences, 1):
        name = f"{translated.block.id}-{number}"
        _add_findings(notes, name, sentence)
        _add_terms(notes, name, sentence)
    if len(notes):
        unit.append(notes)


def _add_findings(notes: etree._Element, name: str, sentence: TranslatedSentence) -> None:
    for number, finding in enumerate(sentence.findings, 1):
        attributes = {"appliesTo": "target", "category": finding.check}
        text = f"{name}: {finding.severity}: {finding.message}"
        identity = {"id": f"{name}-f{number}", "priority": _PRIORITIES[finding.severity]}
        etree.SubElement(notes, tag("note"), identity | attributes).text = clean_text(text)


def _add_terms(notes: etree._Element, name: str, sentence: TranslatedSentence) -> None:
    evidence = dict(zip(sentence.job.constraints, sentence.translation.evidence, strict=False))
    for number, constraint in enumerate(sentence.job.constraints, 1):
        if constraint.kind is ConstraintKind.TERM:
            found = evidence.get(constraint)
            is_unmet = found is not None and found.tier is Tier.UNMET
            form = sentence.sentence.text[constraint.start : constraint.end]
            wanted = f"{form} = {' / '.join(constraint.renderings)}" + (" (not met)" if is_unmet else "")
            details = [constraint.term.note, constraint.term.source] if constraint.term else []
            text = ". ".join([f"{name}: {wanted}", *filter(None, details)])
            attributes = {"id": f"{name}-t{number}", "appliesTo": "source", "category": "term"}
            etree.SubElement(notes, tag("note"), attributes).text = clean_text(text)


def _break_lines(root: etree._Element) -> None:
    """Put every element that holds no text on a line of its own; texts are left as they are."""
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in _LISTS and len(element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
