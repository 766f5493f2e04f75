"""Made-up names: common and rare surnames, a few characters that old programs lose, and names with a middle dot."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦"
    "邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇查区朴翟盖华缪解乐宁柳仝臧逄麴昝亓"
)
DOUBLE = ("欧阳", "上官", "司马", "诸葛", "尉迟", "长孙", "万俟", "令狐", "皇甫", "慕容")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂兰英华建文辉力玉志国庆春梅雨晨欣怡梓涵轩浩宇思远子涵一诺语桐若曦嘉懿泽沐博俊天佑可馨诗雅锦程海燕晓东红珍"
RARE = ("𠮷", "䶮", "㛃", "喆", "镕", "犇", "翀", "赟", "珺", "𬱖")
DOTTED = ("古丽娜尔·买买提", "阿卜杜·热合曼", "迪丽努尔·艾力", "巴特尔·那顺", "扎西·顿珠")
RARE_SHARE, DOTTED_SHARE, DOUBLE_SHARE = 0.012, 0.006, 0.02


def person_name(random: Random) -> str:
    """A whole name."""
    if random.random() < DOTTED_SHARE:
        return random.choice(DOTTED)
    return surname(random) + given_name(random)


def surname(random: Random) -> str:
    """A surname, now and then one of two characters."""
    return random.choice(DOUBLE) if random.random() < DOUBLE_SHARE else random.choice(SURNAMES)


def given_name(random: Random) -> str:
    """One or two characters, seldom a rare one."""
    first = random.choice(RARE) if random.random() < RARE_SHARE else random.choice(GIVEN)
    return first + (random.choice(GIVEN) if random.random() < 0.72 else "")


def guardian_name(random: Random, child: str, relation: str) -> str:
    """Somebody of the child's family: the father's side shares the surname."""
    if "·" in child:
        return random.choice(DOTTED)
    own = child[:2] if child[:2] in DOUBLE else child[0]
    return (own if relation in ("父亲", "祖父") else surname(random)) + given_name(random)


def mobile(random: Random) -> str:
    """A mobile number of a range that is not given out."""
    return f"1{random.choice('35789')}{random.randrange(10)}0000{random.randrange(10_000):04d}"
