"""The command ``figures``: what operators script and checks ask."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_organization
from tests.indicators.worlds import make_reserve, make_secretary


def figures(*arguments):
    """The JSON that the command prints."""
    output = StringIO()
    call_command("figures", *arguments, "--json", "-", stdout=output)
    return json.loads(output.getvalue())


def test_figures_are_listed_as_json(village):
    make_secretary(village, filed=True)

    assert figures("--key", "secretaries_filed", "--unit", village.code, "--on", "2026-05-31") == [
        {
            "key": "secretaries_filed",
            "unit": village.code,
            "span": "2026-05-31",
            "on": "2026-05-31",
            "numerator": 1,
            "denominator": 1,
            "unknown": 0,
            "waiting": 0,
            "frozen": False,
        }
    ]


def test_all_indicators_of_all_roots_are_listed_without_arguments(city, village):
    entries = figures("--on", "2026-05-31")

    assert {entry["unit"] for entry in entries} == {city.code}
    assert {"secretaries_trained", "weak_villages_rectified", "demands_in_time"} <= {entry["key"] for entry in entries}


@pytest.mark.parametrize(
    ("year", "on", "span"),
    [("2025", "2025-12-31", "2025"), ("2026", "2026-11-23", "2026"), ("2027", "2027-12-31", "2027")],
)
def test_year_is_counted_as_of_its_last_day_or_today(village, today, year, on, span):
    entry = figures("--key", "secretaries_trained", "--year", year)[0]

    assert (entry["on"], entry["span"]) == (on, span)


def test_gap_lists_the_elements_with_those_not_met_first(township, village):
    empty = make_organization("上坊村", parent=township)
    make_reserve(village)

    entry = figures("--key", "villages_with_reserve", "--on", "2026-05-31", "--gap")[0]

    assert entry["rows"] == [
        {"label": "上坊村", "code": empty.code, "state": "not_met"},
        {"label": "湖塘村", "code": village.code, "state": "met"},
    ]


def test_gap_masks_the_names_of_persons(village):
    make_secretary(village, "张小三", filed=None)

    rows = figures("--key", "secretaries_filed", "--on", "2026-05-31", "--gap")[0]["rows"]

    assert rows == [{"label": "湖塘村　张*三", "code": village.code, "state": "unknown"}]


def test_json_can_be_written_to_a_file(village, tmp_path):
    call_command("figures", "--key", "posts_filled", "--json", str(tmp_path / "figures.json"))

    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))[0]["denominator"] == 1


def test_table_shows_both_counts_and_the_share_in_chinese(village):
    make_secretary(village)
    output = StringIO()

    call_command("figures", "--key", "posts_filled", "--on", "2026-05-31", stdout=output)

    assert "上饶市　2.2 书记岗位在任（2026-05-31）：1 / 1，100%；不明 0，待核实 0" in output.getvalue()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--key", "nothing"], "没有指标“nothing”"),
        (["--unit", "999"], "没有代码为“999”的单位"),
        (["--year", "2026", "--on", "2025-05-31"], "不在 --year 的年度内"),
        (["--json", "/nowhere/figures.json"], "无法写入文件"),
    ],
)
def test_wrong_arguments_are_explained(village, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("figures", *arguments)
