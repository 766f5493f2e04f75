"""Units that work in a made-up school under a contract: canteen, guards, bus, lift service (R22)."""

from __future__ import annotations

from datetime import date
from random import Random

from safetydesk.operations.demo.names import mobile
from safetydesk.operations.office import Office

UNITS = (
    ("青山餐饮服务有限公司", "食品经营许可证", "钱师傅"),
    ("平安保安服务有限公司", "保安服务许可证", "武队长"),
    ("育才校车运输有限公司", "道路运输经营许可证", "车经理"),
    ("安达电梯维保有限公司", "特种设备维修许可证", "梁工"),
)
CONTRACT_YEARS = 3


def contract_units(office: Office, random: Random, count: int) -> None:
    """The first few units, each with a contract from the beginning of the school year."""
    first = date(office.year, 9, 1)
    rows = [
        {
            "name": name,
            "qualification": qualification,
            "leader": leader,
            "phone": mobile(random),
            "contract_from": first,
            "contract_to": contract_end(office.year),
        }
        for name, qualification, leader in UNITS[:count]
    ]
    with office.database.action("demo.outside_units") as action:
        action.insert_many("outside_unit", rows)


def renew_contracts(office: Office, year: int) -> None:
    """Contracts that end before the school year begins are made again with the same units."""
    sql = "SELECT id FROM outside_unit WHERE contract_to < ? AND deleted_at IS NULL"
    over = [row[0] for row in office.database.query(sql, [f"{year}-09-01"])]
    if over:
        change = {"contract_from": date(year, 9, 1), "contract_to": contract_end(year)}
        with office.database.action("demo.outside_units") as action:
            action.update_many("outside_unit", dict.fromkeys(over, change))


def contract_end(year: int) -> date:
    """The last day of a contract that begins with a school year."""
    return date(year + CONTRACT_YEARS, 8, 31)
