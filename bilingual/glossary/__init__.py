"""The glossary: `glossary.yaml` read and judged, and its terms found in Chinese text."""

from bilingual.glossary.load import Glossary, load_glossary, parse_glossary
from bilingual.glossary.match import Matcher

__all__ = ["Glossary", "Matcher", "load_glossary", "parse_glossary"]
