"""The list of a ledger: what is wrong stands above it and in its rows, and each person chooses the columns."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ledgers import declarations
from ledgers.concerns import Overdue
from ledgers.record_days import passed_q
from pages.models import ListColumns
from rectification.models import WeakOrg
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
LIST = "/ledgers/weak_org/"
FIELDS = (
    "problem",
    "listed_on",
    "county_leader",
    "township_leader",
    "first_secretary",
    "paired_unit",
    "deadline",
    "rectified",
    "done_on",
)
FOUR = ("王伟", "李强", "赵敏", "市财政局")


@pytest.fixture
def today(monkeypatch):
    day = date(2026, 11, 23)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)
    return day


@pytest.fixture
def villages(township):
    return [make_organization(name, parent=township) for name in ("湖塘村", "上坊村", "东港村")]


@pytest.fixture
def weak(villages, editor, today):
    """A case that is late, one without first secretary whose limit lies ahead, and one that is done."""
    one, two, three = villages
    rows = [
        [one, "班子不团结", "2026-02", *FOUR, "2026-10-31", None, ""],
        [two, "书记不胜任", "2026-02", "王伟", "李强", "", "市财政局", "2026-12", None, ""],
        [three, "村务不公开", "2026-02", *FOUR, "2026-09-30", True, "2026-09-20"],
    ]
    store(prepared("weak_org", rows, fields=FIELDS), editor)


def chips(response):
    return {str(chip["label"]): chip["count"] for chip in response.context["chips"]}


def shown(response):
    return {row["record"].problem: [tag["label"] for tag in row["concerns"]] for row in response.context["rows"]}


def test_rows_say_what_is_wrong_and_since_when(as_user, editor, weak):
    response = as_user(editor).get(LIST, {"year": 2026})

    assert shown(response) == {
        "班子不团结": ["逾期 23 天"],  # what is late is not finished either
        "书记不胜任": ["未销号", "四个一不齐"],
        "村务不公开": [],
    }


def test_chips_count_what_is_wrong_before_what_waits(as_user, editor, weak):
    response = as_user(editor).get(LIST, {"year": 2026})

    assert list(chips(response).items()) == [("全部", 3), ("逾期", 1), ("未销号", 2), ("四个一不齐", 1), ("待核实", 3)]


def test_a_chip_filters_and_the_sentence_says_so(as_user, editor, weak):
    response = as_user(editor).get(LIST, {"year": 2026, "concern": "late"})

    text = re.sub(r"\s+|<[^>]+>", "", response.content.decode())
    assert list(shown(response)) == ["班子不团结"]
    assert "弋阳县2026年度符合筛选条件（需要注意：逾期）的有1行。" in text
    assert "在册" not in text.partition("<main")[2].partition("选择显示的列")[0]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("2026-11-22", True),
        ("2026-11-23", False),
        ("2026-11", False),
        ("2026-10", True),
        ("", False),
        ("2026-12", False),
    ],
)
def test_a_limit_has_passed_after_its_day_or_its_month(deadline, expected, villages, editor, today):
    store(prepared("weak_org", [[villages[0], "问题", "2026-02", *FOUR, deadline, None, ""]], fields=FIELDS), editor)

    assert WeakOrg.objects.filter(passed_q("deadline", by=today)).exists() is expected


def test_a_month_is_late_without_a_number_of_days(today):
    assert Overdue("deadline").words(WeakOrg(deadline="2026-10"), today) == "逾期"


def test_everybody_chooses_the_own_columns_without_a_script(as_user, editor, county, weak):
    address = reverse("ledgers:list-columns", args=["weak_org"])

    as_user(editor).post(address, {"column": ["measures", "deadline", "no_such"], "do": "save"})

    own = as_user(editor).get(LIST, {"year": 2026})
    other = as_user(make_user(county, "editor")).get(LIST, {"year": 2026})
    assert [column.field for column in own.context["columns"]] == ["measures", "deadline"]
    assert [column.field for column in other.context["columns"]][:2] == ["weak_type", "problem"]


def test_default_columns_return_and_none_at_all_is_refused(as_user, editor, weak):
    address = reverse("ledgers:list-columns", args=["weak_org"])
    as_user(editor).post(address, {"column": ["measures"]})

    refused = as_user(editor).post(address, {}, follow=True)
    kept = ListColumns.objects.count()
    as_user(editor).post(address, {"do": "default"})

    assert "请至少勾选一列" in refused.content.decode()
    assert (kept, ListColumns.objects.count()) == (1, 0)


def test_hidden_columns_cannot_be_chosen(as_user, city, editor):
    """What joint reviews found of single persons is not for the city."""
    manager = make_user(city, "manager")
    ledger = declarations.get("joint_review")

    as_user(manager).post(reverse("ledgers:list-columns", args=[ledger.key]), {"column": ["unfit", "batch"]})
    response = as_user(manager).get(reverse("ledgers:records", args=[ledger.key]))

    assert [column.field for column in response.context["columns"]] == ["batch"]


def test_concerns_of_hidden_columns_are_hidden_too(city, county):
    """Each concern reads only columns of its ledger; those who do not see a column do not see the concern."""
    from ledgers.record_list import seen_concerns

    ledger = declarations.get("secretary")
    assert [concern.key for concern in seen_concerns(ledger, make_user(county))] == [
        "filed-False",
        "director_too-False",
    ]
    for each in declarations.all_ledgers():
        assert len({concern.key for concern in each.concerns}) == len(each.concerns)
