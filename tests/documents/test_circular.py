"""What the monthly circular says."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from dashboards.documents.wording import quoted
from documents.content import text_of
from indicators import registry
from indicators.models import IndicatorValue, IndicatorYear
from indicators.registry import COMPARE, STEER
from organizations.models import Organization
from tests.factories import make_organization
from tests.indicators.worlds import make_grid
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.shown_day import Day

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 2)
NOON = datetime(2026, 5, 1, 4, tzinfo=UTC)


def content_of(kind, unit, on=MAY):
    return kind.context(unit, Day(on, JUNE))


def sentences(content, heading):
    """The paragraphs of the section whose heading ends with ``heading``."""
    section = next(each for each in content["sections"] if each["heading"].endswith(heading))
    return [text_of(pieces) for pieces in section["paragraphs"]]


def values(content):
    return {name: entry["value"] for name, entry in content["figures"].items()}


def test_city_is_told_the_whole_picture(circular, city, reported):
    paragraphs = sentences(content_of(circular, city), "总体情况")

    assert paragraphs == [
        "截至2026年5月31日，全市1项重点任务分解到2个县（市、区），共2项。",
        "已办结0项，推进中1项，临期或滞后0项，逾期1项。既未逾期又未滞后的1项，按期率50%（应计入2项）。",
    ]


def test_figures_are_those_of_the_pages(circular, city, reported, people, as_user):
    written = values(content_of(circular, city))
    client = as_user(people.city_manager)

    compared = client.get(reverse("districts"), {"on": "2026-05-31"}).context
    headline = client.get(reverse("tasks:detail", args=[reported.pk]), {"on": "2026-05-31"}).content.decode()
    measured = client.get(reverse("indicators:unit", args=[city.code]), {"on": "2026-05-31"}).context["figures"]
    shown = {figure.indicator.key: figure.counts for figure in measured.figures}

    assert written["on_time"] == f"{compared['rate'].percent.normalize():f}%"
    assert written["overdue"] == str(compared["overdue_units"])
    assert (written[f"task_{reported.pk}"], "65%" in headline) == ("65%", True)
    assert (written["grids_with_party_group"], shown["grids_with_party_group"].numerator) == ("50%", 1)


def test_figures_that_only_steer_are_never_mentioned(circular, city, reported, village, settings):
    make_grid(village, "第三网格", party_group=True)
    steering = [each for each in registry.all_indicators() if each.use == STEER]
    content = content_of(circular, city)
    text = "".join(text_of(each) for section in content["sections"] for each in section["paragraphs"])

    assert [each.key for each in steering if each.key in content["figures"] or f"“{each.label}”" in text] == []


def test_late_assignments_are_listed_with_their_days(circular, city, reported):
    content = content_of(circular, city)

    assert sentences(content, "逾期事项") == [
        f"逾期1项：弋阳县“{reported}”应于2026年5月20日办结，已逾期11天，见附件2。"
    ]
    assert [cell["text"] for cell in content["tables"][1]["rows"][0]] == [
        "1",
        "弋阳县",
        str(reported),
        "2026-05-20",
        "11",
        "40",
    ]


@pytest.mark.parametrize(("day", "late"), [(20, False), (21, True)])
def test_an_assignment_due_on_the_day_itself_is_not_late(circular, city, reported, day, late):
    content = content_of(circular, city, on=date(2026, 5, day))

    assert (sentences(content, "逾期事项") == [f"截至2026年5月{day}日，没有逾期事项。"]) is not late
    assert ("2．逾期事项清单" in content["attachments"]) is late


def test_without_tasks_the_circular_says_so(circular, city, county):
    content = content_of(circular, city)

    assert sentences(content, "总体情况") == ["截至2026年5月31日，全市尚未向各县（市、区）下达重点任务。"]
    assert content["attachments"] == ["各领域指标情况表"]
    assert values(content)["on_time"] == "—"


def test_unknown_elements_are_said_to_be_unknown(circular, city, reported, village):
    make_grid(village, "第三网格", party_group=None)

    text = "".join(sentences(content_of(circular, city), "分领域情况"))

    assert "“网格建立党组织”33.3%，3个网格中有1个，另有1个情况不明" in text


def row_of(content, label):
    """The cells of a figure in the annex with all figures."""
    return next([cell["text"] for cell in row] for row in content["tables"][-1]["rows"] if row[0]["text"] == label)


def test_a_figure_without_elements_is_not_judged(circular, city, county):
    content = content_of(circular, city)

    assert "“网格建立党组织”" not in "".join(sentences(content, "分领域情况"))
    assert row_of(content, "网格建立党组织") == ["网格建立党组织", *["—"] * 8]
    assert values(content)["grids_with_party_group"] == "—"


def test_annex_has_every_compared_figure_with_its_counts(circular, city, reported):
    content = content_of(circular, city)
    compared = {each.key for each in registry.all_indicators() if each.use == COMPARE}

    assert {row[1]["figure"] for row in content["tables"][-1]["rows"]} == compared | {""}
    assert row_of(content, "网格建立党组织") == ["网格建立党组织", "50%", "—", "—", "1", "2个网格", "0", "—", "—"]


@pytest.fixture
def many_figures(monkeypatch):
    """One figure alone is already more than few."""
    monkeypatch.setattr("dashboards.documents.areas.FEW", 0)


def store_april(key, unit, **counts):
    values = {"span": "2026-04", "known_from": NOON, "unknown": 0, "waiting": 0}
    IndicatorValue.objects.create(indicator=key, organization=unit, **values, **counts)


def test_of_many_figures_the_text_names_those_that_are_red_or_have_moved(circular, city, reported, many_figures):
    key = "grids_with_party_group"
    IndicatorYear.objects.create(key=key, year=2026, target=90, yellow=80, red=60, valid_from=date(2026, 1, 1))
    store_april(key, city, numerator=9, denominator=10)

    text = "".join(sentences(content_of(circular, city), "分领域情况"))

    assert "设有目标的1项均未达标，“网格建立党组织”50%，低于红色界限60%。" in text
    assert "与上月相比，“网格建立党组织”由90%降至50%。" in text
    assert "各项数字见附件3。" in text


def test_figures_that_are_as_the_month_before_are_not_named(circular, city, reported, many_figures):
    store_april("grids_with_party_group", city, numerator=51, denominator=100)

    text = "".join(sentences(content_of(circular, city), "分领域情况"))

    assert "与上月相比，变化都不到5个百分点。" in text
    assert "“网格建立党组织”" not in text


def test_text_names_the_counties_ahead_and_behind_in_words(circular, city, reported, other_county, many_figures):
    other_village = make_organization("新篁村", parent=make_organization("新篁镇", parent=other_county))
    for unit_of, met in ((other_village, 6), (Organization.objects.get(name="湖塘村"), 3)):
        for number in range(6):
            make_grid(unit_of, f"第{number}号网格", party_group=number < met)

    text = "".join(sentences(content_of(circular, city), "分领域情况"))

    assert "综合各项指标的档次，横峰县较好" in text


def test_units_in_the_first_and_fourth_band_are_named_in_the_order_of_the_tree(circular, city):
    task = make_task(city)
    names = ["甲县", "乙县", "丙县", "丁县"]
    for name, progress in zip(names, (10, 90, 10, 90), strict=True):
        unit = make_organization(name, parent=city)
        given = make_assignment(unit, task)
        make_report(given, date(2026, 5, 1), progress=progress, reviewed_on=date(2026, 5, 26))

    paragraphs = sentences(content_of(circular, city), "推进情况")

    assert paragraphs[0] == "各县（市、区）按期率的中位数为50%。乙县、丁县处于第一档。"
    assert paragraphs[1] == "没有县（市、区）处于第四档。"


def test_units_that_are_all_alike_are_not_put_into_bands(circular, city, county, other_county):
    task = make_task(city)
    for unit in (county, other_county):
        make_report(make_assignment(unit, task), date(2026, 5, 1), progress=90, reviewed_on=date(2026, 5, 26))

    assert sentences(content_of(circular, city), "推进情况") == ["各县（市、区）按期率均为100%，本月不分先后。"]


def test_one_unit_alone_is_not_compared(circular, city, county):
    make_assignment(county, make_task(city))

    assert sentences(content_of(circular, city), "推进情况") == [
        "可以比较的县（市、区）不足两个，或按期率均为零，本月不分档。"
    ]


def test_villages_are_never_named(circular, county, village):
    lower = make_organization("港边村", parent=county, level="village", kind="村")
    make_assignment(lower, make_task(county), due_on=date(2026, 5, 1))

    content = content_of(circular, county)

    assert "港边村" not in str(content)
    assert values(content)["overdue"] == "1"


def test_answer_is_asked_for_on_the_next_cut_off_day(circular, city, reported):
    first = sentences(content_of(circular, city), "下一步要求")[0]

    assert "于2026年6月25日前办结并填报" in first


def test_a_county_writes_to_its_townships(circular, county, township):
    make_assignment(township, make_task(county))

    content = content_of(circular, county)

    assert content["addressee"] == "各乡镇（街道）党（工）委："
    assert sentences(content, "总体情况")[0] == "截至2026年5月31日，全县1项重点任务分解到1个乡镇（街道），共1项。"


def test_every_figure_leads_to_a_page_that_opens(circular, city, reported, people, as_user):
    client = as_user(people.city_manager)

    addresses = {entry["url"] for entry in content_of(circular, city)["figures"].values()}

    assert {client.get(address).status_code for address in addresses} == {200}


def test_quotation_marks_inside_quotation_marks_become_single_ones():
    assert quoted("推动“村村到”", "党课") == "“推动‘村村到’”“党课”"


def test_one_annex_alone_has_no_number(circular, city, county):
    content = content_of(circular, city)

    assert content["attachments"] == ["各领域指标情况表"]
    assert [table["title"] for table in content["tables"]] == ["附件　各领域指标情况表"]
