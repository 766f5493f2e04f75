"""Plans and risk points of a made-up school: most are complete, one is old, one lacks parts, as it goes."""

from __future__ import annotations

from datetime import date
from typing import Any

from safetydesk.operations.demo.drills import place
from safetydesk.operations.office import Office

KINDS = (
    "综合", "火灾", "地震", "踩踏", "食物中毒", "传染病", "溺水", "交通/校车", "暴力/防恐", "欺凌", "防汛/极端天气", "大型活动",
    "停水停电燃气",
)  # fmt: skip
"""What the sample has; the required kind 校舍坍塌 is missing, so that the checks have something to say."""
OLD, THIN = "溺水", "大型活动"
"""The plan not looked at for two years, and the one with parts missing."""
REVISED = "火灾"
"""The plan in its second edition, told to the staff."""
PARTS = {
    "guiding": "坚持生命至上、预防为主，把师生安全放在第一位。",
    "principles": "统一指挥、分级负责；先救人后救物；快速反应、如实报告。",
    "command": "校长任总指挥，分管副校长任现场指挥，各处室按岗位分工到位。",
    "evacuation": "听到警报后任课教师带领学生按疏散示意图撤到操场，班主任清点人数并逐级报告。",
    "treatment": "校医现场急救，同时拨打120；专人陪同送医并通知家长。",
    "control": "保卫处封闭现场、切断电源气源，防止次生事故，引导救援车辆。",
    "aftermath": "安抚师生和家长，查明原因，修复设施，做好保险理赔和心理疏导。",
    "reporting": "现场人员立即报告校长，校长一小时内报教育主管部门，不迟报、不漏报、不谎报、不瞒报。",
}
STEPS = (
    ("发现险情，立即报告并发出警报", "现场教职工", "1分钟"),
    ("启动预案，指挥到位", "校长", "3分钟"),
    ("组织疏散、清点人数", "班主任", "5分钟"),
    ("救治伤员、联系医院和家长", "校医", "10分钟"),
    ("向教育主管部门报告", "办公室主任", "1小时"),
)
FIRST_EDITION: dict[str, Any] = {
    "control": "切断电源，等待救援。",
    "steps": [{"action": action, "owner": owner, "limit": limit} for action, owner, limit in (*STEPS[:2], *STEPS[3:])],
}
"""What the edition before it said otherwise."""
RISKS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("教学楼楼梯口", "踩踏", "课间人流", "较大", "踩踏致伤", "错峰下课，楼梯口设值守", "踩踏"),
    ("食堂操作间", "燃气", "燃气泄漏", "重大", "爆燃", "装报警器，每日班后检查阀门", "火灾"),
    ("实验室危化品柜", "危化品", "药品存放", "较大", "灼伤、中毒", "双人双锁，领用登记", "危化品"),
    ("校门口道路", "交通", "上下学车流", "一般", "碰撞", "护学岗值守，人车分流", "交通/校车"),
)


def plans(office: Office) -> None:
    """Write the plans and risk points of a school year down, as one action each."""
    people = [
        row[0] for row in office.database.query("SELECT name FROM person WHERE kind = '教职工' ORDER BY id LIMIT 4")
    ]
    issued = date(office.year, 9, 1)
    with office.database.action("demo.plans") as action:
        first = action.insert("plan", plan(REVISED, people, issued.replace(year=issued.year - 1)) | FIRST_EDITION)
        later = {"edition": 2, "previous_id": first, "briefings": [briefing(people, issued)]}
        rows = [plan(kind, people, issued) | (later if kind == REVISED else {}) for kind in KINDS]
        for row in rows:
            action.insert("plan", row)
    where = place(office)
    with office.database.action("demo.risk_points") as action:
        action.insert_many(
            "risk_point",
            [
                {
                    "name": name, "category": category, "nature": nature, "degree": degree, "consequence": consequence,
                    "measures": measures, "owner": people[-1], "check_every": "每周", "plan_type": kind,
                    "place_id": where,
                }
                for name, category, nature, degree, consequence, measures, kind in RISKS
            ],
        )  # fmt: skip


def briefing(people: list[str], issued: date) -> dict[str, Any]:
    """How the staff was told of a plan."""
    return {"told_on": issued.isoformat(), "audience": "全体教职工", "by": people[0]}


def plan(kind: str, people: list[str], issued: date) -> dict[str, Any]:
    """One plan."""
    parts = {name: text for name, text in PARTS.items() if kind != THIN or name in ("guiding", "evacuation")}
    steps = [{"action": action, "owner": owner, "limit": limit} for action, owner, limit in STEPS]
    if kind == THIN:
        steps[1]["owner"] = ""
    day = issued.replace(year=issued.year - 2) if kind == OLD else issued
    return {
        "name": "突发事件综合应急预案" if kind == "综合" else f"{kind.replace('/', '、')}应急预案",
        "type": kind, "edition": 1, "author": people[-1], "approved_by": people[0], "issued_on": day,
        "review_on": day.replace(year=day.year + 1), "crises": f"校园内可能发生的{kind.split('/')[0]}事件。",
        "legal_basis": "《中华人民共和国突发事件应对法》《中小学幼儿园安全管理办法》", "steps": steps, "briefings": [], **parts,
    }  # fmt: skip
