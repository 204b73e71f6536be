"""Chinese surnames, and where a name parts into surname and given name."""

COMPOUND = frozenset(
    "欧阳 司马 诸葛 上官 尉迟 长孙 令狐 皇甫 夏侯 慕容 司徒 司空 公孙 宇文 轩辕 端木 呼延 申屠 钟离 "
    "淳于 鲜于 闾丘 濮阳 澹台 万俟 单于 赫连 拓跋 独孤 南宫 闻人 公冶 仲孙 太史 司寇 巫马 乐正 亓官".split()
)
PLAIN = frozenset(
    "王李张刘陈杨赵黄周吴徐孙朱胡郭林何罗郑梁谢宋唐许邓韩冯曹彭肖萧田董潘袁蔡蒋余杜叶魏苏吕丁卢姚沈钟姜崔谭陆范汪廖贾韦夏付邹熊"
    "孟秦邱邵侯江尹薛闫段史陶黎贺毛郝顾龚覃钱戴严莫孔汤武康葛俞殷倪鲍翟聂庞颜樊洪霍申庄柳裴温乔伍骆岳鲁耿邢芦靳焦欧祁毕詹柯梅"
    "凌牛牟柴涂蒲祝阮辛管甘苗童舒季褚焉娄尚栾冉卜饶佟佘蓝冼邝邬闵卞穆尤符鄢单屈岑邸揭缪阎敖苑翁荀嵇郎卓晏瞿狄臧茅纪席宗宫"
    "窦傅宁隋滕巩郁郦阚晁桂仇雍厉郜冀谌匡仝宓逄逯蔺楼练解罡郗郇靖"
)
"""Surnames that are hardly words of their own where a name may stand."""
WORDLIKE = frozenset(
    "齐于任方石金万高白向雷常安路成文易时米车水连关项游党简全查包明曲古花马支柏乐曾龙隆强盛应"
)
"""Surnames that are everyday words too: 记者于周一, 部长任期, 主席高度, 检察官曾试图."""

NO_NAMES = frozenset(
    "许可 祝贺 祝福 祝融 严正 严词 严令 康复 康乐 陆军 陆生 顾问 顾客 顾忌 孔子 韩方 韩朝 安倍 解密 "
    "陈述 陈列 杜绝 牟利 童工 范畴 胡椒 许诺 许昌 贺词 贺信 贺卡 贺岁 贺电 孙女 孙子 熊猫 温泉 宫殿 "
    "凌驾 凌厉 史实 史诗 余波 余杭 陶醉 邵阳 邵武 庄园 庄子 汤圆 何谓 涂抹 管窥 付诸 钱财 柳林 乔迁 "
    "彭泽 匡正 罗素 罗汉 罗马 辛勤 辛酉 练武 石家庄 席位 季度 祝愿 尚义 牛津 王道 王朝 王后 王子 王座 "
    "王冠 李子 苗子 武侯 武平 武强 武隆 武林 岳父 吴江 吕梁 江青 孟子 肖恩 梅斯 庞德 胡佛 胡克 邓肯 杜邦 "
    "汤姆 韦德 罗斯 萧邦 舒曼".split()
)
"""Words that the dictionary takes for names, and names that are not read in Chinese."""


def part_name(name: str) -> tuple[str, str]:
    """Part a name into surname and given name; the surname is `""` where it is none.

    >>> part_name("欧阳静安"), part_name("王小龙"), part_name("的小龙")
    (('欧阳', '静安'), ('王', '小龙'), ('', '的小龙'))
    """
    if name[:2] in COMPOUND:
        return name[:2], name[2:]
    if name[:1] in PLAIN or name[:1] in WORDLIKE:
        return name[:1], name[1:]
    return "", name
