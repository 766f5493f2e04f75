"""Void disclaimers in the text of letters: a school cannot sign its duties away (readiness.md, trap of R02).

Each family is one line of grammar: who, negation, duty. What forbids such words, what the law itself says, and what
only sounds like it is told apart by what stands before and behind a hit in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safetydesk.registers.records.letters.plain_text import plain

DUTY = "责任(?!书|制|状|区|人|心|目标|田|单位|部门)"
ILL = f"后果|风险|危险|{DUTY}|损失|损害|损伤|伤害|事故|意外|费用|医药费|医疗费|安全|生死|一切"
SCHOOL = "学校|本校|我校|校方|校园方|园方|幼儿园|本园|甲方|小学|中学|教师|老师|班主任"
HOLDER = r"(?!学校|本校|我校|校方|甲方|幼儿园|教育|保险|责任|肇事|侵权|过错|违|加害|双方|各)[^,。;:]{1,12}?"
PARENT = "家长|监护人|学生|父母|家庭|本人|其|自己|个人|当事人|乙方"
ALL = "一切|全部|所有|任何|完全"
EVEN = "均|都|全|全部|一律|概|一概|完全|应|应当|须|需|必须|将|只能|也|则|统统|皆|悉"
BEAR = "承担|负担|承受|负责|担负|担责|负|担"
NEVER = "不得|不要|不能|禁止|严禁|切勿"
CLAIM = "索赔|追究|诉讼|起诉|控告|追偿|追责|求偿|主张"
SHIP = "(?:the |our |its )*(?:school|kindergarten|party a|teachers?|staff)"
FAMILY = r"(?:parents?|guardians?|famil(?:y|ies)|pupils?|students?|child(?:ren)?|undersigned|whoever|anyone|you|i|we|party b)"
LIABLE = "(?:responsibility|responsibilities|liability|liabilities|obligations?|blame)"
NOT = r"\b(?:not|never|neither|nor|cannot)\b"
SOME = r"(?:[\w/-]+ ){0,4}?"
TAKE = "(?:accept|take|bear|assume|have|has|undertake|admit|shoulder|carry|carrie)(?:e?s)?"

FAMILIES: dict[str, tuple[str, ...]] = {
    "self-borne": (
        rf"(?:{ILL})(?:(?!{ILL}|{NEVER})[^。;:]){{0,24}}?(?:自负|自担|自甘)",
        rf"(?:{ILL})(?:(?!{ILL}|{NEVER})[^,。;:]){{0,24}}?(?:自行(?:{BEAR}|解决)|自己(?:{BEAR}))",
        rf"(?<!不得)(?<!不要)(?:自行|自愿|独自|自己)(?:{BEAR})[^,。;:]{{0,20}}?(?:后果|风险|{DUTY}|损失|医药费|医疗费)",
        r"(?:后果|损失|损害|伤害|医药费|医疗费)[^,。;:]{0,12}?自理",
        rf"自(?:担|负|甘|冒)(?:其责|其险|风险|{DUTY}|后果|一切)",
        r"(?:出了?|发生)[^,。;:]{0,6}(?:事|事情|问题)自己负责|生死(?:由命|自负)",
        rf"\bat (?:[\w/]+ ){{0,4}}?own (?:risk|peril)\b|\b(?:at|on) the (?:sole )?risk of (?:the )?{FAMILY}\b",
    ),
    "school-free": (
        rf"(?:概|一律|恕)不(?:予|再)?(?:{BEAR}|过问|受理|管)|不予(?:负责|承担)",
        rf"不(?:再|需|用|必|会)?(?:{BEAR})(?:任何|一切|丝毫|半点)[^,。;]{{0,6}}?(?:责任|义务|后果|赔偿)",
        rf"(?:{SCHOOL})[^。;]{{0,16}}?(?:不|毋须|无须|无需)(?:再|需|用|必|会|予|应)?(?!负责任(?:的|造成|导致|行为|态度))(?:{BEAR})[^,。;]{{0,10}}?(?:责任|赔偿|后果|义务|损失|费用|风险)",
        rf"(?:{SCHOOL})[^。;,]{{0,16}}?(?:不(?:再|予)?负责(?=[,。;、)]|$|任何|赔偿|其)|不担责|免责|(?:没有|无)(?:任何|法律)*(?:责任|关系))",
        rf"(?:免除|豁免|免去|解除)(?:了|对)?(?:{SCHOOL})(?:[^,。;]{{0,10}}?(?:责任|义务|赔偿))?",
        rf"[与和同跟](?:{SCHOOL})(?:一概|毫|概|完全|均|都)*(?:无关|无涉|(?:没有|无)(?:任何)?关系)(?!的?(?:人|车|物|事|活动|内容|信息|单位|商))",
        rf"\b{TAKE} {SOME}no (?!right|power|authority|reason){SOME}{LIABLE}",
        rf"{NOT} {SOME}{TAKE} (?:any|all|legal|further|such) {SOME}{LIABLE}|\b{SHIP} [^.;]{{0,40}}?{NOT} {SOME}{TAKE} {LIABLE}",
        rf"\b(?:disclaim|den(?:y|ie)|exclude|decline|refuse)s? (?:any |all |the )+{SOME}{LIABLE}",
        rf"{NOT} (?!only|solely|merely|alone)(?:[\w-]+ ){{0,5}}?(?:liable|answerable|accountable)\b|\bnot (?:be )?held (?:\w+ )?responsible\b|{NOT} (?:to )?hold {SHIP} (?:\w+ )?(?:responsible|liable|accountable)",
        rf"\b{SHIP} [^.;]{{0,40}}?(?:{NOT}|\bno longer\b) (?!only|solely|merely|alone)(?:\w+ ){{0,2}}?responsible\b(?! person)|\b{SHIP} ha[sv]e? nothing to do with",
        rf"\b(?:free|release|relieve|exempt|absolve|discharge|excuse)(?:d|s|ed)? {SOME}(?:{SHIP} )?{SOME}(?:from|of) {SOME}(?:{LIABLE}|claims?|duty)",
        rf"\bno (?:legal )?{LIABLE} (?:whatsoever|on the part of|of the school|attache|rests?|lies?)|\bwithout (?:any )?{LIABLE} (?:on the part of|for|of) {SHIP}",
        rf"\bhold {SOME}{SHIP} {SOME}harmless|\bindemnif(?:y|ies) {SHIP}|\b(?:nothing to do with|no concern of|none of the business of) {SHIP}",
    ),
    "no-compensation": (
        r"(?:不予|概不|一律不|不再|恕不|不|无需|无须|免于|免予|拒绝)(?:作|做|给予|给|支付|进行|提供|承担|负责|负)?(?:任何|一切|相应|形式的?|经济|方面的?|的){0,4}(?:赔偿|补偿|赔付|理赔)(?!协议|标准)",
        r"\bno (?:financial |form of |kind of |right to )*(?:compensation|reimbursement)|\bwithout (?:any )?compensation",
        rf"{NOT} {SOME}(?:compensate|reimburse|(?:pay|award|claim|owe|seek|demand|offer|entitled to|provide|receive) {SOME}(?:compensation|damages|indemnity))",
    ),
    "no-claims": (
        rf"(?:不|免予|免于|放弃)(?:得|能|会|可|予|对|再|以任何\w{{1,4}})*(?:{CLAIM}|投诉)(?:对)?(?:{SCHOOL})",
        rf"放弃[^。;]{{0,24}}?(?:{CLAIM}|赔偿|请求权|上诉|维权)",
        rf"(?:不|无权)(?:得|能|再|会|可|应)?[^,。;]{{0,6}}?(?:向|对|找|跟|与)[^,。;]{{0,4}}?(?:{SCHOOL})[^,。;]{{0,14}}?(?:{CLAIM}|索要|要求[赔补]|要求承担|任何要求|赔偿)",
        rf"(?:不得|不能|不再|无权|不会|不可)(?:以[^,。;]{{1,6}})?(?:要求|请求|追究|索要)(?:{SCHOOL})[^,。;]{{0,12}}?(?:赔偿?|补偿|责任|负责)",
        rf"\b(?:waive|give up|renounce|forgo|relinquish|surrender|abandon)s? {SOME}{SOME}(?:claims?|rights?|recourse|lawsuits?|legal action|compensation)\b",
        rf"{NOT} {SOME}(?:make|bring|file|pursue|seek|raise|take|claim|hold|lodge|assert) [^.;]{{0,40}}?(?:against|from) {SHIP}|{NOT} {SOME}sue\b",
        rf"\bno (?:legal )?(?:claims?|actions?|lawsuits?|demands?) {SOME}(?:may|shall|will|can|against|be) ",
    ),
    "all-on-parent": (
        rf"(?:{ALL})的?[^,。;:]{{0,12}}?(?:{DUTY}|后果|损失|费用|风险|问题|伤害)[^,。;:]{{0,4}}?(?:由|归|让){HOLDER}(?:{EVEN})*(?:{BEAR}|自负|解决|处理)",
        rf"(?:后果|风险|危险)(?:{EVEN})*(?:由|归|让)(?:{PARENT})[^,。;]{{0,8}}?(?:{BEAR})",
        rf"(?:{DUTY}|损失|费用|问题)(?:全|全部|一律|概|一概|完全|都)(?:由|归|在)(?:{PARENT})",
        r"(?:家长|监护人|学生|父母|本人|自己)[^,。;]{0,6}?(?:负|承担)全责",
        rf"概由(?!学校|甲方)[^,。;]{{1,8}}?(?:{BEAR})",
        rf"(?:由|归)(?:{PARENT})[^,。;]{{0,6}}?(?:{BEAR})(?:{ALL})",
        rf"(?:{DUTY}|损失|问题)(?:由|归)(?:{PARENT})(?:{ALL})(?:{BEAR})",
        rf"(?:家长|监护人|学生|父母|本人)(?:{EVEN}|自愿|愿意?|同意)*(?:{BEAR})[^,。;]{{0,10}}?(?:{ALL})的?[^,。;]{{0,6}}?(?:{DUTY}|后果|损失|风险|费用)",
        rf"\b{FAMILY}(?: \w+){{0,2}}? {TAKE} (?:all|any|full|sole|entire|whole|every|the|complete|total)(?: \w+){{0,3}}? (?:consequences?|risks?|{LIABLE}|loss(?:es)?|costs?|damages?)",
        rf"\b(?:consequences?|risks?|{LIABLE}|loss(?:es)?|costs?)\b [^.;]{{0,30}}?\b(?:borne|rests?|lies?|falls?|remains?|carried|met)\b {SOME}(?:by|on|with|upon|to) (?:the )?{FAMILY}\b",
        rf"\b{FAMILY} [^.;]{{0,30}}?\b(?:solely|entirely|fully|exclusively|wholly|alone) (?:responsible|liable)|\bsole (?:responsibility|risk) of (?:the )?{FAMILY}|\b{FAMILY} alone (?:is|are|bears?|shall|must|will)\b",
        rf"\b{TAKE} (?:the |all |any )*consequences? (?:themselves|himself|herself|alone)\b|\bresponsible for (?:\w+ ){{1,3}}?own (?:loss|risk|safety|injur|accident|consequence)\w*",
    ),
}  # fmt: skip
"""Patterns over `plain` text, by what they do; a hit never reaches over the end of a sentence."""
FOUND = {family: re.compile("|".join(patterns)) for family, patterns in FAMILIES.items()}
SENTENCE = re.compile(r"[^。;!?]+?(?:[。;!?]|\.(?=\s|$)|$)")

LAW = r"(?:依法|依规依法|依照?法律|法定|(?<!permitted )(?<!allowed )by law|in accordance with (?:the )?law|law (?:so )?provides)"
LAWFUL_HIT = re.compile(
    rf"{LAW}(?:应当?|可以?|均|予以|由[^,。;]{{1,6}}|自行|再|不)*(?:不|免|无|承担|负|$)|监护(?:职责|责任)|\blaw\b"
)
LAWFUL_BEFORE = re.compile(rf"{LAW}(?:应当?|可以?|均|予以|由|也|亦)*$|(?:保险公司|保险机构|保险人)[^,。;]{{0,16}}$")
STRONG = re.compile(r"自负|自担|概|一切|任何|全部|一律|恕|放弃|own risk|whatsoever|waive|\ball\b")
"""A hit with one of these is not mended by a law or a condition that is merely named in the same sentence."""
EXPLAINED = re.compile(
    r"(?<!未)(?<!未能)(?<!没有)(?:尽到|履行)了?(?:[^。;]{0,6}?(?:教育|管理|保护|相应|法定|应尽)[^。;]{0,8}?)?(?:职责|义务)[^。;]{0,14}?$"
    r"|(?:根据|依照|按照|依据|符合)[^。;]{0,30}?(?:法律|法规|民法典|条例|[^办]法)[^,。;]{0,14},?[^,。;]{0,8}$"
    r"|(?:where|if|when|unless|as far as|insofar as) [^,.;]{0,40}\blaw|in accordance with (?:the )?law"
)
BAN = r"(?:不得|禁止|严禁|不准|不应|不允许|不要|不能|不可|杜绝|避免|防止|切勿|拒绝|无权)"
SAY = r"(?:以|用|使用|采用|出现|写入?|写明|含有?|包含|约定|规定|设置|设立|签订|签署|添加|加入|载明|有|作出|声明|宣称|要求|推给|列入|提出|表述|强迫|让|把|将|与)"
FILLER = (
    r"(?:诸如|类似|例如|如|有|含|任何|所谓|的|学校|本校|家长|学生|监护人|由|其|在|于|中|里|:|责任书|通知|协议|发生意外)"
)
WORDING = "(?:字样|字眼|条款|约定|表述|说法|用语|措辞|声明|承诺|的?内容|的?规定)"
SENTENCES = r"(?:(?:words?|phrases?|clauses?|terms?|wording|sentences?|statements?|such|as|like|that|the|any|a|of|in|parents?|pupils?|school|guardians?) ?)"
FORBIDDEN_BEFORE = re.compile(
    rf"(?:{BAN}[^,。;]{{0,16}}?|不)(?<!违反)(?<!遵守)(?<!按)(?<!按照){SAY}{FILLER}{{0,6}}$"
    rf"|{BAN}[^,。;]{{0,24}}?{WORDING}$"
    r"|(?:不|并不|不因此|不会|并非|不能|不得|不等于|不意味着?|不代表)(?:因此|因[^,。;]{1,12}而|构成|得|能|是|再|对)?$|不因[^,。;]{1,16}而$"
    rf"|\b(?:never|not|no|without|forbid\w*|prohibit\w*|ban\w*|avoid\w*)\b(?: \w+){{0,5}}? (?:contain|include|us|stat|say|writ|read|carry|impos|claim)\w* {SENTENCES}{{0,6}}(?:\w+ )?$"
    r"|(?:does|do|shall|will|may|can|is|are) not (?:\w+ ){0,2}$|\bnothing (?:in [^.;]{0,30})?$"
)
FORBIDDEN_BEHIND = re.compile(
    rf"^[^,。;]{{0,12}}?{WORDING}[^。;]{{0,14}}?(?:无效|不具|不产生|没有.{{0,4}}效力|删|清理|纠正|违法|不得|禁止)"
    r"|^(?: \w+){0,2} (?:(?:is|are|be) (?:void|invalid|unlawful|illegal|prohibited|forbidden|banned|not (?:allowed|permitted))|(?:must|shall|may) not (?:be used|appear))"
    r"|^的,?[^。;]{0,24}(?:追究|处分|问责|扣分|通报|考核|批评)"
)
BANNED, MENTIONED = re.compile(rf"{BAN}[^,。;]*$"), re.compile(rf"^[^,。;]{{0,20}}?{WORDING}")


def void_phrases(text: str) -> tuple[str, ...]:
    """The void disclaimers in a text, each once, in their order and as they are written."""
    return tuple(dict.fromkeys(hits(text)))


def hits(written: str) -> Iterator[str]:
    """Every hit that neither the law nor a ban of such words explains."""
    searched = plain(written)
    for sentence in SENTENCE.finditer(searched.text):
        for start, end in spans(sentence[0]):
            before, behind = sentence[0][:start], sentence[0][end:]
            if not (lawful(sentence[0], start, end) or forbidden(before, behind)):
                yield searched.found(sentence.start() + start, sentence.start() + end)


def spans(sentence: str) -> list[tuple[int, int]]:
    """Where a family is hit, in order; what lies inside another hit is part of it."""
    found = sorted(
        (hit.span() for pattern in FOUND.values() for hit in pattern.finditer(sentence)),
        key=lambda span: (span[0], -span[1]),
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def lawful(sentence: str, start: int, end: int) -> bool:
    """Whether the law says so itself: 依法 beside the duty, or, for a plain duty, a law or its condition named before."""
    hit, before = sentence[start:end], sentence[:start]
    if LAWFUL_HIT.search(hit) or LAWFUL_BEFORE.search(before):
        return True
    denied = start + max(0, *(hit.rfind(mark) for mark in "不无免"))
    return not STRONG.search(hit) and bool(EXPLAINED.search(sentence[:denied]))


def forbidden(before: str, behind: str) -> bool:
    """Whether the sentence names such words only to forbid them, or says that they do not hold."""
    if FORBIDDEN_BEFORE.search(before) or FORBIDDEN_BEHIND.search(behind):
        return True
    return bool(BANNED.search(before) and MENTIONED.search(behind))
