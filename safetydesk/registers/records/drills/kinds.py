"""The closed lists of a drill (registers.md R07; announced or not as 教基一厅〔2014〕2号 tells them apart)."""

from __future__ import annotations

from safetydesk.core.choices import Choices
from safetydesk.registers.reference.emergencies import TYPES as TYPES

FORMS = Choices("drill_form", ("疏散", "实战", "桌面", "功能/技能"))
ANNOUNCED = Choices("announced", ("预定式(有预警)", "突发式(无预警)"))
PERIODS = Choices("drill_period", ("上课", "课间", "就餐", "午休", "晚自习", "夜间宿舍", "乘车"))
RATINGS = Choices("rating", ("好", "一般", "差"))
SUITABLE = Choices("plan_suitable", ("全部能够执行", "不够顺利", "明显不适宜"))
SUFFICIENT = Choices("plan_sufficient", ("完全满足", "基本满足", "不充分"))
YES_NO = Choices("yes_no", ("是", "否"))
STATES = Choices("drill_state", ("计划", "已取消", "待总结", "已总结", "已结案"))
FLAWS = Choices("drill_flaw", ("无教职工参加", "教职工缺席", "超过目标用时", "有人受伤", "总结迟写"))
"""What cannot look good about a drill that was held (S63, S64, S48, S69)."""
SUMMARY_DAYS = 3
"""A summary is written within so many days of the drill (readiness.md C16)."""
SUDDEN = "突发式(无预警)"
NIGHT = "夜间宿舍"
EVACUATION = "疏散"
USUAL_TARGET = 120
"""Seconds for a building of up to four floors with good exits (registers.md 2.1, an example to be edited)."""
FLOORS_FOR_TARGET = 4
