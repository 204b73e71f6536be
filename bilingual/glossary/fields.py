"""The keys of a glossary entry and their values: text, several texts, a choice, yes or no."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from bilingual.glossary.nodes import Listing, Mapping, Node, Text

Report = Callable[[int, str], None]
"""Takes the line of a fault and a message: the fact and the next step."""

_Choice = TypeVar("_Choice", bound=StrEnum)
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Fields:
    """One entry's keys; whatever is wrong with a value is reported when it is read."""

    def __init__(self, mapping: Mapping, known: tuple[str, ...], report: Report) -> None:
        """Sort the pairs by key, reporting unknown and repeated keys."""
        self.report = report
        self._nodes: dict[str, Node] = {}
        self._has_unknown = False
        for key, value in mapping.pairs:
            name = key.value if isinstance(key, Text) else "[…]"
            if name not in known:
                self._has_unknown = True
                report(key.line, f"unknown key “{name}”; {_suggest(name, known)}")
            elif name in self._nodes:
                report(
                    key.line, f"key “{name}” stands twice, first on line {self._nodes[name].line}; keep one"
                )
            else:
                self._nodes[name] = value

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def lacks(self, key: str) -> bool:
        """Tell whether a key is missing or empty and no misspelt key explains it."""
        node = self._nodes.get(key)
        if node is None:
            return not self._has_unknown
        return isinstance(node, Text) and node.is_empty

    def text(self, key: str) -> str:
        """Read one text, `""` when there is none."""
        return self.clean(self._nodes[key], key) if key in self._nodes else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Read one text or a list of texts, each once."""
        node = self._nodes.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Listing) else [node]
        if not items or any(isinstance(item, Text) and item.is_empty for item in items):
            self.report(node.line, f"“{key}” has an empty place; fill it or remove it")
        texts = [self.clean(item, key) for item in items]
        return tuple(dict.fromkeys(text for text in texts if text))

    def choice(self, key: str, choices: type[_Choice]) -> _Choice | None:
        """Read one of a closed set, None when there is none."""
        word = self.text(key).lower()
        if word in tuple(choices):
            return choices(word)
        if isinstance(self._nodes.get(key), Text):
            self.report(self._nodes[key].line, f"unknown {key} “{word}”; {_suggest(word, choices)}")
        return None

    def flag(self, key: str) -> bool:
        """Read yes or no, in any of YAML's words; no when there is none."""
        flag = _FLAGS.get(self.text(key).lower())
        if flag is None and isinstance(self._nodes.get(key), Text):
            self.report(self._nodes[key].line, f"“{key}” takes true or false; write one of them")
        return bool(flag)

    def clean(self, node: Node, key: str) -> str:
        """Fold the white space of a text; `""` when it is empty or not a text."""
        if not isinstance(node, Text):
            self.report(node.line, f"“{key}” takes one text; write it after the colon")
            return ""
        folded = "" if node.is_empty else " ".join(node.value.split())
        if not folded.isprintable():
            self.report(node.line, f"“{key}” holds a control character; delete it")
            return ""
        return folded


def _suggest(word: str, known: Iterable[str]) -> str:
    """Name the nearest known word, or all of them when none is near."""
    words = [str(each) for each in known]
    near = get_close_matches(word.lower(), words, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else f"use one of {', '.join(words)}"
