"""Chinese words: the one home of the dictionary that cuts a text into them."""


def cut_words(text: str, *, guess: bool = False) -> list[str]:
    """Cut a text into words; with `guess`, some that no dictionary lists are words too."""
    import rjieba  # loads its dictionary

    return rjieba.cut(text, hmm=guess) if text else []


def tag_word(word: str) -> str:
    """Give the part of speech of a word: `nr` a person, `nrt` one with a spelled name, `n` a noun."""
    import rjieba

    return " ".join(tag for _, tag in rjieba.tag(word, hmm=False))
