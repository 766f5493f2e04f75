"""A clerk finds a record by its characters, its sound, its initials, a phone's tail or a class however written."""

from __future__ import annotations

import pytest

from safetydesk.core.filter import AnyId, AnyOf, Between, Holds
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back


@pytest.fixture
def people(office: Office) -> Office:
    register = office.register("people")
    lines = [
        {"name": "单雄信", "kind": "教职工", "dept": "总务处", "phone": "13800005678", "post": "门卫、校医"},
        {"name": "曾小贤", "kind": "教职工", "dept": "德育处", "phone": "13900001111", "post": "门卫"},
        {"name": "张三", "kind": "学生", "class_name": "七(3)班", "guardian": "张大山", "relation": "父亲"},
        {"name": "尉迟恭", "kind": "教职工", "dept": "100%_处"},
    ]
    stored = office.records.save_texts(register, [(None, line) for line in lines])
    assert not stored.refused, stored
    return office


def names(office: Office, query: Query) -> list[str]:
    register = office.register("people")
    listing = office.listing(register)
    at = [item.name for item in register.fields].index("name")
    return [row[at] for row in listing.values(listing.ids(query))]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("雄信", "单雄信"),
        ("shanxiongxin", "单雄信"),
        ("danxiongxin", "单雄信"),
        ("sxx", "单雄信"),
        ("5678", "单雄信"),
        ("ZXX", "曾小贤"),
        ("yuchigong", "尉迟恭"),
        ("703", "张三"),
        ("七3", "张三"),
        ("张 703", "张三"),
        ("7.3", "张三"),
        ("%_", "尉迟恭"),
    ],
)
def test_a_person_is_found(people: Office, typed: str, name: str) -> None:
    assert names(people, Query(search=typed)) == [name]


@pytest.mark.parametrize("typed", ["李四", "zzz", "张 704", "单%信"])
def test_what_is_not_there_is_not_found(people: Office, typed: str) -> None:
    assert names(people, Query(search=typed)) == []


def test_search_follows_every_change_and_its_undo(people: Office) -> None:
    register = people.register("people")
    row_id = people.listing(register).ids(Query(search="曾小贤"))[0]
    people.records.save(register, Entry({"name": "曾大贤"}, row_id))
    assert names(people, Query(search="zdx")) == ["曾大贤"]
    batch = people.database.query("SELECT batch FROM audit ORDER BY seq DESC LIMIT 1")[0][0]
    take_back(people.database, batch)
    assert names(people, Query(search="zdx")) == []
    assert names(people, Query(search="zxx")) == ["曾小贤"]


def test_everything_is_searched_at_once(people: Office) -> None:
    found = {(hit.register, hit.label) for hit in people.search.everywhere("门卫")}
    assert ("people", "曾小贤") in found
    assert any(register == "posts" for register, _ in found)


def test_filters_narrow_together_and_are_told_in_words(people: Office) -> None:
    assert names(people, Query().also(AnyOf("kind", ("教职工",)), AnyOf("dept", ("总务处", "")))) == ["单雄信"]
    assert names(people, Query().also(Holds("post", "校医"))) == ["单雄信"]
    assert names(people, Query().also(Between("joined", None, None))) == []
    chosen = people.listing(people.register("people")).ids(Query(search="张"))
    assert names(people, Query().also(AnyId("", tuple(chosen)))) == ["张三"]
    subtitle = people.listing(people.register("people")).subtitle(
        Query(search="张").also(AnyOf("kind", ("学生",))), people.paper
    )
    assert "张" in subtitle and "学生" in subtitle


def test_names_sort_by_their_sound(people: Office) -> None:
    order = names(people, Query(order=("name",)))
    assert order == ["单雄信", "尉迟恭", "曾小贤", "张三"]  # shan, yu, zeng, zhang
    assert names(people, Query(order=("-name",))) == order[::-1]
