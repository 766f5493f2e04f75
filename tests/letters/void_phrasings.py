"""Clauses as schools write them, each with what the law makes of it; written by hand, half before and half after the linter.

VOID shifts the school's duty away and does not hold; LAWFUL only sounds like it; FORBIDDING names such words in
order to forbid them. Line breaks, full-width letters, blanks and punctuation are as they come out of Word.
"""

from __future__ import annotations

VOID_BEFORE = (
    "学生私自下河游泳，后果自负。",
    "发生意外的，一切后果由家长自行承担。",
    "因迟到早退产生的风险，学生自担。",
    "课间追逐打闹受伤的，责任自负，损失自己承担。",
    "骑车上学途中的安全责任由学生及家长自行负责。",
    "参加活动期间如有损伤，医疗费用自行承担。",
    "离校后出现的任何问题，学校概不负责。",
    "对擅自离校的学生，本校不予负责。",
    "放学后发生的事故，学校不承担任何责任。",
    "假期内的一切安全事故一概与学校无关。",
    "学生之间发生的纠纷，校方免责。",
    "物品丢失，学校不负赔偿责任。",
    "在校外受到伤害的，学校不予赔偿。",
    "自愿参加研学的，学校免于赔偿。",
    "对由此造成的损失不作任何补偿。",
    "家长承诺不追究学校责任。",
    "家长自愿放弃索赔的权利。",
    "家长放弃对学校提起诉讼的一切权利。",
    "家长不得向学校主张任何赔偿。",
    "一切责任由家长承担。",
    "由此引发的全部后果由监护人承担。",
    "午休期间离校的，概由家长负责。",
    "学生在家中的事故，家长负全部责任。",
    "后 果\n自 负，学校 概 不 负 责。",
    "发生事故，后果（包括人身伤害）均由本人自负。",
    "违规带手机的，损失“自行承担”，与我校无关。",
    "自行承担参加体育活动的一切风险。",
    "Pupils swim in rivers at their own risk.",
    "The school accepts no responsibility for accidents after lessons.",
    "Parents bear all consequences of a late pick-up.",
    "The school shall not be held liable for any injury.",
    "No compensation will be paid by the school.",
    "Parents waive all claims against the school.",
    "The parents are solely responsible for whatever happens outside the gate.",
    "I release the school from all liability.",
    "The school will not be\nresponsible for lost property or injuries.",
)  # fmt: skip

LAWFUL_BEFORE = (
    "学校已尽到教育、管理职责的，依法不承担责任。",
    "符合法律规定情形的，学校依法免责。",
    "造成损害的，双方依法承担各自责任。",
    "对工作不负责任的，依法追究。",
    "与学校无关的人员不得进入校园。",
    "监护人应当依法履行监护职责，承担监护责任。",
    "学校依法承担相应责任，家长依法承担监护责任。",
    "研学活动费用由学校承担。",
    "学生自行车停放在指定位置，自行检查刹车。",
    "出现险情的，先行救助，后果严重的立即报告。",
    "校长对学校安全工作全面负责。",
    "本责任书不免除学校依法应当承担的责任。",
    "The school is responsible for its pupils during lessons.",
    "Where the law so provides, the school is not liable.",
    "Parents are asked to fetch their child in time.",
    "This letter does not release the school from its liability.",
)  # fmt: skip

FORBIDDING_BEFORE = (
    "责任书中不得出现“后果自负”“学校概不负责”等字样。",
    "不得以“后果自负”等条款免除学校的责任。",
    "禁止要求家长放弃索赔权利。",
    "凡写有“责任自负”的条款一律无效。",
    "A letter shall not contain words such as “at your own risk”.",
    "Clauses like “the school accepts no liability” are void and must not be used.",
)  # fmt: skip
