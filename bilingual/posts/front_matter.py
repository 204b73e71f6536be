"""Front matter from text to values: safely, and as much of it as can be saved when it is broken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from frontmatter.default_handlers import YAMLHandler

_MAX_NESTING = 20
_CONTROLS = {code: None for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160)) if code != 0x85}
_SIMPLE_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the lines between the dashes say."""

    metadata: Mapping[str, object]
    problem: str = ""
    line: int = 0
    """Where the problem is, from 1 at the first line between the dashes."""
    text: str = ""
    """The lines as they were read; `""` where they are broken."""


def parse_front_matter(text: str) -> FrontMatter:
    """Read YAML; where it is broken, say so and read single lines."""
    text = text.translate(_CONTROLS)
    try:
        _refuse_traps(text)
        value = YAMLHandler().load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return FrontMatter(_simple_lines(text), f"the front matter is not valid YAML: {error.problem}", line)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        fact = str(error).partition("\n")[0]
        return FrontMatter(_simple_lines(text), f"the front matter is not valid YAML: {fact}", 1)
    if value is None:
        return FrontMatter({})
    if not isinstance(value, dict):
        return FrontMatter({}, "the front matter is not a list of `key: value` lines", 1)
    return FrontMatter({str(key): item for key, item in value.items()}, text=text)


def _refuse_traps(text: str) -> None:
    """Object to what no post needs: aliases, which can unfold without end, and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise _trap("aliases are not allowed", event)
        if depth > _MAX_NESTING:
            raise _trap("it is nested too deeply", event)


def _trap(fact: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    mark = event.start_mark
    assert isinstance(mark, yaml.Mark)
    return yaml.MarkedYAMLError(problem=fact, problem_mark=mark)


def _simple_lines(text: str) -> dict[str, object]:
    """Save what single `key: value` lines hold, so that one bad line does not lose title, date and author."""
    matches = filter(None, map(_SIMPLE_LINE.fullmatch, text.splitlines()))
    return {match["key"]: _simple_value(match["value"] or "") for match in matches}


def _simple_value(text: str) -> object:
    try:
        _refuse_traps(text)
        value: object = YAMLHandler().load(text)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        for quote in "\"'":
            if len(text) > 1 and text[0] == text[-1] == quote:
                return text[1:-1].replace("\\" + quote, quote)
        return text
    return value
