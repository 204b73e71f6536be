"""YAML as the glossary needs it: text, lists and mappings with line numbers, nothing interpreted.

A scalar is the text that was written: `是: Yes` and `110: police` mean what they say. Built from
parser events, not from `yaml.compose`: four times as fast on a big glossary, an alias is refused on the
line where it stands, and deep nesting meets a limit instead of the stack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bilingual.errors import GlossaryError

_DEEPEST = 16
"""A glossary needs four levels; whatever is deeper is an accident or an attack."""

_NULLS = ("~", "null", "Null", "NULL")
_COLON_SLIP = re.compile(r"^[^:：#\"']*[^\s:：#\"'](：|:(?=[^\s/]))")
"""A line whose first colon is not YAML's: full width, or without its space."""


@dataclass(slots=True)
class Text:
    """A scalar."""

    value: str
    line: int
    is_empty: bool = False
    """Nothing was written, or YAML's own word for nothing."""


@dataclass(slots=True)
class Listing:
    """A sequence."""

    items: list["Node"]
    line: int


@dataclass(slots=True)
class Mapping:
    """A mapping; a key that stands twice is here twice."""

    pairs: list[tuple["Node", "Node"]]
    line: int


Node = Text | Listing | Mapping


def parse_yaml(text: str, name: str) -> Node | None:
    """Read one YAML document, None when it is empty.

    Raises:
        GlossaryError: the text is not YAML, or uses what a glossary has no need of.
    """
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may be built without libyaml
        return _build(yaml.parse(text, Loader=loader), name)
    except yaml.MarkedYAMLError as error:
        raise GlossaryError(_explain(error, text, name)) from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise GlossaryError(_unreadable(text, name)) from error


def _build(events: Iterator[yaml.Event], name: str) -> Node | None:
    """Put the events together; every open list or mapping waits on the stack with its children."""
    done: list[Node] = []
    stack: list[tuple[int, list[Node]]] = []
    children = done
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            children.append(_text(event, name))
        elif isinstance(event, yaml.CollectionStartEvent):
            _refuse_depth(event, len(stack), name)
            _refuse_tag(event, name)
            stack.append((_line(event), children))
            children = []
        elif isinstance(event, yaml.CollectionEndEvent):
            line, parent = stack.pop()
            parent.append(_collection(event, children, line))
            children = parent
        elif isinstance(event, yaml.AliasEvent):
            raise GlossaryError(f"{name}:{_line(event)}: alias “*{event.anchor}”; write its value out")
        elif isinstance(event, yaml.DocumentStartEvent) and done:
            raise GlossaryError(f"{name}:{_line(event)}: a second YAML document begins; join it to the first")
    return done[0] if done else None


def _text(event: yaml.ScalarEvent, name: str) -> Text:
    _refuse_tag(event, name)
    is_null = event.implicit[0] and event.value in _NULLS
    return Text(event.value, _line(event), is_null or not event.value.strip())


def _collection(event: yaml.CollectionEndEvent, children: list[Node], line: int) -> Node:
    if isinstance(event, yaml.SequenceEndEvent):
        return Listing(children, line)
    return Mapping(list(zip(children[::2], children[1::2], strict=True)), line)


def _refuse_depth(event: yaml.Event, depth: int, name: str) -> None:
    if depth >= _DEEPEST:
        raise GlossaryError(f"{name}:{_line(event)}: nested more than {_DEEPEST} deep; close the brackets")


def _refuse_tag(event: yaml.NodeEvent, name: str) -> None:
    tag = getattr(event, "tag", None)
    if tag not in (None, "!", "tag:yaml.org,2002:str"):
        raise GlossaryError(f"{name}:{_line(event)}: YAML tag “{tag}”; remove it, or put the text in quotes")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _explain(error: yaml.MarkedYAMLError, text: str, name: str) -> str:
    """Name the line and what usually causes such an error."""
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines() or [""]
    line = min(mark.line + 1, len(lines)) if mark else 1
    if lines[line - 1].startswith("\t") or "\t" in (error.problem or ""):
        return f"{name}:{line}: a tab in the indentation; use spaces"
    for suspect in (line, line - 1):
        if suspect and _COLON_SLIP.search(lines[suspect - 1]):
            return f"{name}:{suspect}: no “: ” after the key; write a plain colon and a space"
    return f"{name}:{line}: not YAML ({error.problem or error.context}); put text that holds signs in quotes"


def _unreadable(text: str, name: str) -> str:
    """Find the character that YAML does not allow."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    at = found.start() if found else 0
    return f"{name}:{text.count(chr(10), 0, at) + 1}: control character U+{ord(text[at]):04X}; delete it"
