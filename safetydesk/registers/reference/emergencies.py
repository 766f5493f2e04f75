"""The kinds of emergency that plans, drills and risk points share (registers.md R06)."""

from __future__ import annotations

from safetydesk.core.choices import Choices

TYPES = Choices(
    "emergency",
    (
        "火灾", "地震", "踩踏", "食物中毒", "传染病", "溺水", "交通/校车", "暴力/防恐", "欺凌", "校舍坍塌",
        "机械/特种设备", "危化品", "防汛/极端天气", "大型活动", "外出", "停水停电燃气", "网络舆情",
        "学生失踪/自伤", "综合", "其他",
    ),
)  # fmt: skip
