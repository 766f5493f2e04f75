"""Filed papers of a made-up school: some in each class a year, each with a scan."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from safetydesk.core.records import Entry
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.demo.drills import delete
from safetydesk.operations.demo.pictures import draw_scan
from safetydesk.operations.office import Office

PAPERS = (
    ("A01", "校园平面图与重点部位一览", "总务处", ""),
    ("A02", "关于调整安全工作领导小组的通知", "校长室", "青实校〔{year}〕{n}号"),
    ("A03", "{year}年度学校安全工作计划", "校长室", "青实校〔{year}〕{n}号"),
    ("A03", "{year}年度学校安全工作总结", "政教处", ""),
    ("A04", "{year}年度安全责任书签订台账", "政教处", ""),
    ("A05", "门卫管理制度（{year}年修订）", "保卫处", ""),
    ("A06", "青山县教育局关于做好{year}年学校安全工作的通知", "青山县教育局", "青教安〔{year}〕{n}号"),
    ("A07", "安全工作领导小组会议纪要", "办公室", ""),
    ("A08", "突发事件应急预案（{year}年版）", "政教处", ""),
    ("A09", "应急疏散演练记录", "政教处", ""),
    ("A10", "开学安全教育第一课材料", "政教处", ""),
    ("A11", "消防安全培训签到表", "保卫处", ""),
    ("A12", "安全隐患排查整改台账", "总务处", ""),
    ("A13", "值班记录", "办公室", ""),
    ("A15", "食堂食品安全自查表", "总务处", ""),
    ("A16", "研学活动审批材料", "教务处", ""),
)


def file_papers(office: Office, random: Random, year: int, until: date) -> int:
    """The papers of a calendar year that exist by a day; returns how many."""
    register = office.register("files")
    classes = {
        code: (row_id, retention)
        for row_id, code, retention in office.database.query("SELECT id, code, retention FROM file_class")
    }
    count = 0
    for number, (code, title, author, doc_no) in enumerate(PAPERS, 1):
        day = date(year, 1, 8) + timedelta(days=number * 19 + random.randrange(10))
        if day > until:
            break
        name = title.format(year=year)
        file_class, retention = classes[code]
        values = {
            "title": name, "author": author, "doc_no": doc_no.format(year=year, n=number), "dated": day,
            "file_class": file_class, "retention": retention, "pages": 1, "carrier": "双套", "secrecy": "",
            "box": str(number // 6 + 1), "shelf": "3号柜", "filed_by": "", "year": year,
        }  # fmt: skip
        row_id = office.records.save(register, Entry(values))
        path = office.folder.work / f"{name}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        draw_scan(
            path, random, name, [f"{line + 1}. {name}，具体内容见正文。" for line in range(random.randrange(8, 24))]
        )
        attach(office, register, row_id, store_all(office.folder, [path]))
        delete([path])
        count += 1
    return count
