"""A made-up county's list of materials for the running school year, matched with the sample's classes."""

from __future__ import annotations

from safetydesk.operations.bureau.taking_in import school_year_days
from safetydesk.operations.office import Office

LINES = (
    ("1.1", "成立安全工作领导小组，分工明确", "4", "A02", ""),
    ("1.2", "层层签订安全责任书", "6", "A04", ""),
    ("2.1", "安全管理制度汇编", "5", "A05", ""),
    ("3.1", "各类应急预案齐全", "5", "A08", ""),
    ("3.2", "每月开展应急疏散演练，有记录、有总结", "10", "A09", "演练"),
    ("4.1", "开学第一课、安全教育日活动材料", "5", "A10", ""),
    ("5.1", "安全隐患排查整改台账", "8", "A12", ""),
    ("6.1", "安全工作获奖证书", "2", "", ""),
)


def bureau_list(office: Office, year: int) -> None:
    """The list of a school year, as one action."""
    first, last = school_year_days(year)
    classes = dict(office.database.query("SELECT code, id FROM file_class"))
    with office.database.action("demo.bureau") as action:
        list_id = action.insert(
            "bureau_list",
            {
                "name": f"青山县{year}年学校安全工作考核材料目录", "issued_by": "青山县教育局", "from_on": first, "to_on": last,
            },
        )  # fmt: skip
        action.insert_many(
            "bureau_line",
            [
                {
                    "bureau_list_id": list_id, "number": number, "title": title, "score": score, "keywords": keywords,
                    "class_ids": [classes[code]] if code else [],
                }
                for number, title, score, code, keywords in LINES
            ],
        )  # fmt: skip
