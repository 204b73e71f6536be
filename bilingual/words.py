"""Chinese words: the dictionary that cuts a text into them, and the characters that spell foreign names."""

SPELLING_CHARACTERS = frozenset(
    "斯尔克特德格利拉布罗尼科卡姆纳伯雷阿曼普弗恩夫马麦勒森基奥迪莱蒂洛巴奇兰伦埃伊维沃贝哈霍顿塔赫韦诺博莫托梅茨鲁塞菲萨福吉希"
    "戈威亚索默瓦兹杰费凯帕瑟皮泽赖佩劳坦波艾厄施库蒙肯卢齐耶珀丁迈杜芬鲍廷谢滕朗坎肖扎尤豪娜亨戴穆莉贾丹桑彻宾黎龙赛舍丽柯妮娅琳舒"
    "苏奈佐努欣丝隆芒甘扬庞詹昂莎钦潘撒嫩姬茜蕾薇涅"
)
"""Characters that spell foreign names and seldom stand alone as words."""
NAME_CHARACTERS = SPELLING_CHARACTERS | frozenset(
    "里内比加得多达因可古明约通万保登安海汉华金大太山白高石盖考西米林本英图泰根康班温拜冯京辛文昆乔"
)

NAME_DOTS = "·•‧・"
"""What parts the names of a foreign person."""


def cut_words(text: str, *, guess: bool = False) -> list[str]:
    """Cut a text into words; with `guess`, some that no dictionary lists are words too."""
    import rjieba  # loads its dictionary

    return rjieba.cut(text, hmm=guess) if text else []


def is_name_word(word: str) -> bool:
    """Tell whether the dictionary lists a word as a personal name."""
    import rjieba

    return [tag for _, tag in rjieba.tag(word, hmm=False)] == ["nr"]
