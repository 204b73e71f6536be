"""Whether the people that a text speaks of write their names in pinyin: the places it names tell.

李 is Li in Beijing, Lee in Singapore, Hong Kong, Taipei and Seoul.
"""

import math
import re
from enum import IntEnum

_MAINLAND = frozenset(
    "中国 我国 中方 中共 国务院 国台办 国新办 港澳办 中联办 全国人大 全国政协 中央政法委 中央军委 "
    "中纪委 新华社 央视 中新社 人民日报 解放军 北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 "
    "安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 宁夏 新疆 "
    "西藏 广州 深圳 武汉 南京 成都 西安 杭州 郑州 长沙 沈阳 哈尔滨 省委 市委 县委 区委 州委 党委 省政府 "
    "清华 复旦 中科院 社科院".split()
)
_OTHER_CHINESE = frozenset(
    "台湾 台北 台中 台南 高雄 新北 桃园 新竹 花莲 台东 屏东 金门 彰化 云林县 嘉义 苗栗 南投 宜兰 基隆 "
    "澎湖 国民党 民进党 民众党 立委 立法院 行政院 监察院 司法院 考试院 总统府 陆委会 海基会 绿营 蓝营 "
    "台积电 台海 台商 台媒 中央社 中华民国 在台协会 国立 疫情指挥中心 香港 中港 全港 港区 港府 港媒 "
    "港人 港大 港交所 警务处 支联会 大律师 特首 行政长官 立法会 律政司 保安局 民建联 澳门 新加坡 狮城 "
    "马来西亚 大马 马华 吉隆坡 槟城 柔佛 砂拉越 印尼 印度尼西亚 雅加达 泰国 曼谷 菲律宾 马尼拉 文莱 "
    "韩国 韩联社 首尔 朝鲜 平壤 日本 东京 日媒 越南 河内 越共 国务总理 缅甸 柬埔寨 老挝 亚细安 华裔 "
    "华人 华侨 美籍 旅美 旅日 韩籍 日籍".split()
)
"""Where names of Chinese characters are common, and are written otherwise."""
_FOREIGN = frozenset(
    "美国 华盛顿 华府 白宫 纽约 加州 英国 伦敦 法国 巴黎 德国 柏林 意大利 西班牙 葡萄牙 荷兰 比利时 "
    "瑞士 瑞典 挪威 芬兰 丹麦 奥地利 波兰 匈牙利 捷克 希腊 欧洲 俄罗斯 莫斯科 乌克兰 加拿大 澳大利亚 "
    "澳洲 新西兰 纽西兰 印度 巴基斯坦 蒙古国 以色列 土耳其 伊朗 巴西 墨西哥 阿根廷 南非 埃及 联合国 "
    "欧盟 北约 世卫 驻华".split()
)

_PLACE = re.compile("|".join(sorted((*_MAINLAND, *_OTHER_CHINESE, *_FOREIGN), key=len, reverse=True)))
_OBJECT_BEFORE = ("驻", "访", "赴", "抵", "涉", "对", "援", "离")
_OBJECT_AFTER = ("问题", "政策", "事务", "研究", "经济", "历史", "文学", "战略", "通")
_STOP = re.compile(r"[，。；：！？、,;:!?“”‘’（）()《》\s]")
_REACH = 60
"""Characters: who is named later in a clause is hardly told of by its first place."""
_MAJORITY, _NONE_OTHER = 3.0, math.inf
"""A text is of the mainland where that is named so many times as often as the other Chinese places."""


class Origin(IntEnum):
    """How much speaks for it that someone is from the mainland; the higher the more."""

    ELSEWHERE = 0
    UNTOLD = 1
    LIKELY = 2
    """The text around speaks of the mainland."""
    TOLD = 3


def tell_origin(before: str, around: Origin) -> Origin:
    """Tell where the person is from whose name stands behind a text.

    The last place of the clause says so: 中国驻新加坡大使 is from China, 新加坡驻中国大使 is not, nor is who
    stands beside both 香港 and 全国人大. A clause without a place leaves it to what the text around says.

    >>> [tell_origin(before, Origin.UNTOLD).name for before in ("中国驻新加坡大使", "新加坡驻中国大使")]
    ['TOLD', 'ELSEWHERE']
    """
    clause = _STOP.split(before[-_REACH:])[-1]
    telling = [match[0] for match in _PLACE.finditer(clause) if not _is_object(clause, match)]
    if not telling:
        return around
    is_mainland = telling[-1] in _MAINLAND and _OTHER_CHINESE.isdisjoint(telling)
    return Origin.TOLD if is_mainland else Origin.ELSEWHERE


def origin_around(sentence: str, of_text: Origin) -> Origin:
    """Tell where people are from by the places of a sentence, else by what its text says."""
    of_sentence = _weigh(sentence, _NONE_OTHER)
    return of_text if of_sentence is Origin.UNTOLD else of_sentence


def origin_of_text(text: str) -> Origin:
    """Tell where people are from by the places of a whole text."""
    return _weigh(text, _MAJORITY)


def _is_object(clause: str, place: re.Match[str]) -> bool:
    """Tell whether a place is what somebody deals with: 驻新加坡大使, 中国问题专家."""
    return clause[: place.start()].endswith(_OBJECT_BEFORE) or clause.startswith(_OBJECT_AFTER, place.end())


def _weigh(text: str, majority: float) -> Origin:
    named = _PLACE.findall(text)
    mainland = sum(place in _MAINLAND for place in named)
    other = sum(place in _OTHER_CHINESE for place in named)
    if other and other * majority > mainland:
        return Origin.ELSEWHERE
    return Origin.LIKELY if mainland else Origin.UNTOLD
