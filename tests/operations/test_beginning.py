"""What a school finds on its first day: preset posts, the running year, itself without a name; and settings that stay."""

from __future__ import annotations

from datetime import datetime

import pytest

from safetydesk.clock import FixedClock
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.settings import DEFAULTS
from safetydesk.paths import DataFolder
from safetydesk.storage import backup
from safetydesk.storage.history import of_batch
from safetydesk.storage.restore import restore
from safetydesk.words import LANGUAGES
from tests.conftest import CHINA

POSTS = 56
OTHER_VALUES = {
    "window_language": "en",
    "paper_language": "en",
    "theme": "dark",
    "duplex": False,
    "stamp_sheet": {"columns": 3},
    "print_copies": 3,
    "faces": "own",
    "faces_told": True,
    "check_thresholds": {"C04": 0.95},
    "scan_folder": "scans",
    "scan_move": False,
    "drill_rhythm": {"least": 2},
    "drill_photos": 4,
    "required_plans": ["火灾", "溺水"],
}


def test_the_preset_posts_have_duties_in_both_languages(office: Office) -> None:
    posts = office.database.query("SELECT name, name_en, duties, duties_en, basis FROM post")
    assert len({name for name, *_ in posts}) == len(posts) == POSTS
    assert all(all(cells) for cells in posts)
    assert all(len(duties.splitlines()) == len(english.splitlines()) for _, _, duties, english, _ in posts)


def test_opening_again_begins_nothing_twice(office: Office, folder: DataFolder, clock: FixedClock) -> None:
    head = office.database.chain_head()
    office.database.close()
    with open_office(folder, clock) as again:
        assert again.database.chain_head() == head
        assert again.database.query("SELECT count(*) FROM post") == [(POSTS,)]


def test_posts_that_the_school_has_trashed_do_not_come_back(
    office: Office, folder: DataFolder, clock: FixedClock
) -> None:
    ids = [row[0] for row in office.database.query("SELECT id FROM post")]
    office.records.trash(office.register("posts"), ids, "不用")
    office.database.close()
    with open_office(folder, clock) as again:
        assert again.database.query("SELECT count(*) FROM post WHERE deleted_at IS NULL") == [(0,)]


def test_there_is_one_school_without_a_name_and_with_a_code_of_its_own(office: Office, tmp_path: object) -> None:
    name, code = office.database.query("SELECT name, code FROM school")[0]
    assert name == "" and len(code) == 4 and code.isascii() and code.isalnum()
    assert (
        office.records.check(
            office.register("school"),
            {"name": "青山小学", "code": code, "stages": ("小学",), "letter_pattern": "ZR-{学年}-{层级}-{序号}"},
        )
        == []
    )


@pytest.mark.parametrize(("day", "year"), [((2026, 8, 31), 2025), ((2026, 9, 1), 2026), ((2027, 2, 28), 2026)])
def test_the_running_school_year_is_there_with_its_terms(
    folder: DataFolder, day: tuple[int, int, int], year: int
) -> None:
    with open_office(folder, FixedClock(datetime(*day, 9, tzinfo=CHINA))) as office:
        years = office.database.query("SELECT year, autumn_start, spring_end FROM school_year")
        assert years == [(year, f"{year}-09-01", f"{year + 1}-07-05")]
        assert office.year == year


def test_every_setting_has_a_default_and_stays_as_it_was_set(
    office: Office, folder: DataFolder, clock: FixedClock
) -> None:
    assert OTHER_VALUES.keys() == DEFAULTS.keys()
    for key, value in OTHER_VALUES.items():
        assert office.settings.get(key) == DEFAULTS[key] != value
        office.settings.put(key, value)
        assert office.settings.get(key) == value
    office.database.close()
    with open_office(folder, clock) as again:
        assert {key: again.settings.get(key) for key in DEFAULTS} == OTHER_VALUES
        assert again.paper.language == again.settings.window_language == "en"


def test_a_setting_is_changed_in_its_place_with_history(office: Office) -> None:
    office.settings.put("theme", "dark")
    office.settings.put("theme", "light")
    assert office.database.query("SELECT count(*) FROM setting") == [(1,)]
    last = office.database.query("SELECT batch FROM audit ORDER BY seq DESC LIMIT 1")[0][0]
    entry = of_batch(office.database, last)[0]
    assert (entry.name, entry.before, entry.after) == ("settings.change", {"value": '"dark"'}, {"value": '"light"'})


def test_settings_travel_with_a_backup(
    office: Office, tmp_path_factory: pytest.TempPathFactory, clock: FixedClock
) -> None:
    office.settings.put("duplex", False)
    made = backup.create(office.database)
    other = DataFolder(tmp_path_factory.mktemp("other"))
    restore(made.path, other)
    with open_office(other, clock) as again:
        assert again.settings.get("duplex") is False


def test_a_setting_that_is_none_is_our_mistake(office: Office) -> None:
    with pytest.raises(KeyError):
        office.settings.get("colour")
    with pytest.raises(KeyError):
        office.settings.put("colour", "red")
    assert office.database.query("SELECT count(*) FROM setting") == [(0,)]


@pytest.mark.parametrize("stored", ["de", "", None, 7])
def test_a_language_that_is_none_falls_back_to_chinese(office: Office, stored: object) -> None:
    office.settings.put("paper_language", stored)
    office.settings.put("window_language", stored)
    assert office.settings.paper_language == office.settings.window_language == LANGUAGES[0] == "zh_CN"
