"""What a glossary does in real posts: how its terms are met, what it lacks, what an edit would change."""

from bilingual.terminology.compare import Change, TermChange, compare_posts, compare_terms
from bilingual.terminology.stats import TermUse, count_uses
from bilingual.terminology.suggest import Suggestion, suggest_terms

__all__ = [
    "Change",
    "Suggestion",
    "TermChange",
    "TermUse",
    "compare_posts",
    "compare_terms",
    "count_uses",
    "suggest_terms",
]
