"""Titles, roles and callings that stand before or after a name."""

import re

from bilingual.entities.origins import Origin

_OFFICES = (
    "部长 书记 司长 局长 厅长 处长 省长 市长 县长 区长 州长 委员长 秘书长 检察长 参谋长 主任 总理 "
    "国务委员 常委 大使 参赞 总领事 公使 代办 特使 外长 防长 政委 司令员 将军 上将 中将 少将 大校 上校"
).split()
_CALLINGS = "律师 医生 院长 校长 所长 馆长 行长".split()
_WORLDLY = "主席 会长 社长 理事长 董事长 总裁 总经理 经理 教授 研究员 院士 博士".split()
_OF_ADDRESS = "先生 女士 同志 老师 夫人 小姐 同学".split()
_ROLES = (
    "发言人 记者 特派员 代表 委员 编辑 主编 秘书 法官 检察官 工程师 航天员 飞行员 运动员 选手 主持人 "
    "负责人 村民 农民 工人 司机 学生 市民 居民"
).split()
_WORLDLY_ROLES = "专家 学者 作家 画家 导演 演员 顾问 经济学家 科学家 创始人".split()

AFTER_A_NAME = re.compile(f"副?总?(?:{'|'.join((*_OFFICES, *_CALLINGS, *_WORLDLY, *_OF_ADDRESS))})")
BEFORE_A_NAME = re.compile("|".join((*_OFFICES, *_CALLINGS, *_WORLDLY, *_ROLES, *_WORLDLY_ROLES)))

OF_ADDRESS = frozenset(_OF_ADDRESS)
"""As long as given names: 曾小姐."""

_OF_THE_STATE = (*_OFFICES, "发言人", "同志", "先生", "女士")
_OF_THE_WORLD = (*_WORLDLY, *_WORLDLY_ROLES)


def least_origin(title: str) -> Origin:
    """Give how much must speak for the mainland before the bearer of a title has a pinyin name.

    Who comments on China is often a scholar or manager from elsewhere, and may have a Chinese name all the
    same: of these the clause must say where they are from.
    """
    if title.endswith(_OF_THE_WORLD):
        return Origin.TOLD
    return Origin.UNTOLD if title.endswith(_OF_THE_STATE) else Origin.LIKELY
