"""Posts, people and domains that nothing answers for; preset posts offered to a folder that is older."""

from __future__ import annotations

from safetydesk.operations.office import Office
from safetydesk.operations.preset_posts import add_presets, missing_presets
from safetydesk.registers.records.letters.clause_tags import tags, untagged
from safetydesk.registers.records.letters.coverage import coverage
from safetydesk.registers.records.letters.kinds import DOMAINS
from safetydesk.registers.records.letters.template import load_posts
from tests.letters.small_school import correct, leave

NAMED_IN_R03 = [
    "安全工作领导小组",
    "校长",
    "书记",
    "分管安全副校长",
    "分管教学副校长",
    "分管德育副校长",
    "分管后勤副校长",
    "工会主席",
    "团委书记",
    "少先队辅导员",
    "办公室主任",
    "教务主任",
    "政教主任",
    "总务主任",
    "保卫主任",
    "年级组长",
    "教研组长",
    "班主任",
    "任课教师",
    "体育教师",
    "实验教师",
    "信息教师",
    "图书管理员",
    "心理教师",
    "校医",
    "实验室管理员",
    "危化品管理员",
    "食堂管理员",
    "食堂厨师",
    "食堂采购员",
    "宿舍管理员",
    "门卫",
    "保安",
    "电工",
    "水暖工",
    "司炉工",
    "校车管理员",
    "校车驾驶员",
    "随车照管员",
    "会计",
    "档案员",
    "值周教师",
    "法治副校长",
]


def test_every_post_of_the_list_is_preset_with_clauses_in_both_languages() -> None:
    presets = {post.name: post for post in load_posts()}
    assert [name for name in NAMED_IN_R03 if name not in presets] == []
    for post in presets.values():
        assert len(post.duties) == len(post.duties_en) >= 3, post.name
        assert not any("#" in untagged(clause) or tags(clause) for clause in post.duties_en), post.name
        assert not any("#" in untagged(clause) for clause in post.duties), post.name


def test_the_presets_together_name_all_thirteen_domains() -> None:
    named = {tag for post in load_posts() for clause in post.duties for tag in tags(clause)}
    assert set(DOMAINS.values) <= named


def test_posts_without_holder_and_people_without_post(school: Office) -> None:
    found = coverage(school.database)
    vacant = {name for _, name in found.vacant}
    assert "校长" not in vacant and "书记" in vacant
    assert [name for _, name in found.without_post] == ["吴亮"]
    leave(school, "王建国")
    assert "校长" in {name for _, name in coverage(school.database).vacant}


def test_only_clauses_of_held_posts_cover_a_domain(school: Office) -> None:
    assert "禁毒" in coverage(school.database).uncovered and "防火" not in coverage(school.database).uncovered
    correct(school, "posts", {"name": "门卫"}, {"duties": "发现涉毒线索立即报告。 #禁毒"})
    assert coverage(school.database).clauses["禁毒"] == 1


def test_missing_presets_are_offered_and_added_once_without_touching_the_others(school: Office) -> None:
    assert missing_presets(school.database) == []
    correct(school, "posts", {"name": "门卫"}, {"duties": "本校自己的条文。"})
    row_id = school.database.query("SELECT id FROM post WHERE name = '会计'")[0][0]
    school.records.trash(school.register("posts"), [row_id], "没有这个岗位")
    assert [post.name for post in missing_presets(school.database)] == ["会计"]
    assert len(add_presets(school.database)) == 1
    assert add_presets(school.database) == ()
    assert school.database.query("SELECT duties FROM post WHERE name = '门卫'") == [("本校自己的条文。",)]
