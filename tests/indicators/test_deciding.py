"""Exemptions, thresholds and samples: who decides, and what follows for the figures."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import AuditEntry
from indicators import recomputing, registry
from indicators.actions import exemptions, samples
from indicators.actions.thresholds import set_thresholds
from indicators.models import DirtyMark, Exemption, IndicatorValue, IndicatorYear, Sample
from tests.factories import make_organization, make_user
from tests.indicators.worlds import counts_of, make_grid, make_secretary

MAY, END = date(2026, 5, 31), date(2026, 6, 30)
POSTS, GRIDS = registry.get("posts_filled"), registry.get("grids_with_party_group")


def ask(organization, by, **changes):
    terms = {"indicator": POSTS, "reason": "撤并中", "since": MAY, "until": END} | changes
    return exemptions.ask(organization=organization, by=by, **terms)


# Exemptions


@pytest.mark.parametrize(
    ("on", "posts"),
    [(date(2026, 5, 30), 2), (date(2026, 5, 31), 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 2)],
)
def test_exempt_village_leaves_the_population_for_its_time(county, township, village, people, on, posts):
    make_organization("上坊村", parent=township)
    exemption = ask(village, people.township_editor)

    exemptions.decide(exemption, is_granted=True, by=people.county_manager)

    assert counts_of("posts_filled", county, on=on) == (0, posts, 0, 0)


def test_exemption_of_a_unit_covers_the_units_below_it_and_only_its_indicator(county, township, village, people):
    make_grid(village, party_group=True)
    exemptions.decide(ask(township, people.township_editor), is_granted=True, by=people.county_manager)

    assert counts_of("posts_filled", county, on=MAY) == (0, 0, 0, 0)
    assert counts_of("grids_with_party_group", county, on=MAY) == (1, 1, 0, 0)


def test_exemption_of_a_record_covers_this_record(county, village, people):
    grid = make_grid(village, "第一网格", party_group=False)
    make_grid(village, "第二网格", party_group=True)
    exemption = ask(village, people.township_editor, indicator=GRIDS, record=grid)

    exemptions.decide(exemption, is_granted=True, by=people.county_manager)

    assert counts_of("grids_with_party_group", county, on=MAY) == (1, 1, 0, 0)


@pytest.mark.parametrize("is_decided", [False, True])
def test_exemption_that_waits_or_is_refused_has_no_effect(county, village, people, is_decided):
    exemption = ask(village, people.township_editor)
    if is_decided:
        exemptions.decide(exemption, is_granted=False, by=people.county_manager)

    assert counts_of("posts_filled", county, on=MAY) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"until": None}, "不能没有期限"),
        ({"until": date(2026, 5, 30)}, "不能早于开始日期"),
        ({"reason": "  "}, "请写明豁免的理由"),
    ],
)
def test_exemption_needs_an_end_and_a_reason(village, people, changes, message):
    with pytest.raises(ValidationError, match=message):
        ask(village, people.township_editor, **changes)


def test_record_that_the_indicator_does_not_measure_cannot_be_exempt(village, people):
    with pytest.raises(ValidationError, match="不在该指标的统计范围内"):
        ask(village, people.township_editor, indicator=GRIDS, record=make_secretary(village))


def test_exemption_is_decided_above_the_unit_that_asked(village, people, township):
    exemption = ask(village, people.township_editor)

    for user in (make_user(township, "manager"), people.county_editor, people.other_county_editor):
        with pytest.raises(PermissionDenied):
            exemptions.decide(exemption, is_granted=True, by=user)

    exemptions.decide(exemption, is_granted=True, by=people.city_manager)
    with pytest.raises(ValidationError, match="已经审批过"):
        exemptions.decide(exemption, is_granted=False, by=people.county_manager)


def test_only_the_own_subtree_can_be_exempt(village, people):
    with pytest.raises(PermissionDenied):
        ask(village, people.other_county_editor)


def test_granted_exemption_recomputes_the_stored_values(county, village, people):
    recomputing.recompute_all(now=datetime(2026, 5, 31, 4, tzinfo=UTC))
    exemptions.decide(ask(village, people.township_editor), is_granted=True, by=people.county_manager)

    recomputing.recompute_marked(now=datetime(2026, 5, 31, 5, tzinfo=UTC))

    assert IndicatorValue.objects.known_now().up_to("2026-05").counts_of(county)["posts_filled"].denominator == 0
    assert not DirtyMark.objects.exists()


def test_exemption_is_asked_for_and_decided_on_the_pages(as_user, village, people):
    terms = {"reason": "撤并中", "since": "2026-05-31", "until": "2026-06-30"}
    url = reverse("indicators:ask-exemption", args=["posts_filled", village.code])
    as_user(people.township_editor).post(url, terms)
    exemption = Exemption.objects.get()

    client = as_user(people.county_manager)
    assert "撤并中" in client.get(reverse("indicators:exemptions")).content.decode()
    client.post(reverse("indicators:decide-exemption", args=[exemption.pk]), {"granted": "1"})

    exemption.refresh_from_db()
    assert (exemption.state, exemption.decided_by) == (Exemption.State.GRANTED, people.county_manager)


def test_form_for_an_exemption_keeps_what_was_typed(as_user, village, people):
    url = reverse("indicators:ask-exemption", args=["posts_filled", village.code])

    page = as_user(people.township_editor).post(url, {"reason": "撤并中", "since": "2026-05-31", "until": "五月"})

    assert "撤并中" in page.content.decode()
    assert "until" in page.context["form"].errors


# Thresholds


def settings(**changes):
    fields = {"key": "posts_filled", "year": 2026, "target": 100, "yellow": 95, "red": 90, "valid_from": MAY}
    return IndicatorYear(**(fields | changes))


def test_thresholds_hold_from_their_day_on(people):
    first_day = date(2026, 5, 1)
    lower = settings(target=80, yellow=70, red=60, valid_from=first_day)
    set_thresholds(lower, on=first_day, by=people.city_manager)
    set_thresholds(settings(), on=MAY, by=people.city_manager)

    targets = [IndicatorYear.objects.on(date(2026, 5, day)).get("posts_filled") for day in (1, 30, 31)]

    assert [float(row.target) for row in targets] == [80, 80, 100]
    assert IndicatorYear.objects.on(date(2026, 4, 30)) == {}
    assert AuditEntry.objects.filter(action="indicator.thresholds_set").count() == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"valid_from": date(2026, 5, 30)}, "不能追溯"),
        ({"valid_from": date(2027, 1, 1)}, "所设年度之内或之前"),
        ({"yellow": 85}, "应依次降低"),
        ({"target": 101}, "0 至 100"),
    ],
)
def test_wrong_thresholds_are_refused(people, changes, message):
    with pytest.raises(ValidationError, match=message):
        set_thresholds(settings(**changes), on=MAY, by=people.city_manager)


def test_only_the_root_sets_thresholds(people):
    with pytest.raises(PermissionDenied):
        set_thresholds(settings(), on=MAY, by=people.county_manager)


def test_admin_adds_thresholds_and_explains_what_is_wrong(as_user, city, today):
    client = as_user(make_user(city, "manager", is_staff=True, is_superuser=True))
    fields = {"key": "posts_filled", "year": 2026, "target": 100, "yellow": 95, "red": 90, "in_use": "on"}
    url = reverse("admin:indicators_indicatoryear_add")

    refused = client.post(url, fields | {"valid_from": "2026-11-22"})
    client.post(url, fields | {"valid_from": "2026-11-23"})

    assert "界限不能追溯" in refused.content.decode()
    assert IndicatorYear.objects.get().valid_from == date(2026, 11, 23)


# Samples


def grids(village, count):
    return [make_grid(village, f"第{number}网格", party_group=True) for number in range(count)]


def test_sample_is_drawn_from_what_counts_as_met_and_can_be_drawn_again(county, village, people):
    met = grids(village, 30)
    make_grid(village, "无党小组网格", party_group=False)

    sample = samples.draw(GRIDS, county, size=5, on=MAY, by=people.city_manager)

    drawn = [element.element_id for element in sample.elements.all()]
    assert (len(drawn), sample.total) == (5, 30)
    assert samples.chosen_by(sample.seed, [grid.pk for grid in reversed(met)], 5) == drawn


def test_history_names_the_sample_and_its_elements(county, village, people):
    grids(village, 3)
    sample = samples.draw(GRIDS, county, size=1, on=MAY, by=people.city_manager)
    element = sample.elements.get()

    samples.enter_result(element, result="true", note="", by=people.city_manager)

    drawn, checked = AuditEntry.objects.filter(action__startswith="indicator.sample").order_by("id")
    assert drawn.object_label == f"{GRIDS.label} · 弋阳县 {MAY}"
    assert checked.object_label == f"{GRIDS.label} · 湖塘村，编号 {element.element_id}"


def test_unit_cannot_draw_its_own_sample_nor_enter_its_results(county, village, people):
    grids(village, 3)
    with pytest.raises(PermissionDenied):
        samples.draw(GRIDS, county, size=2, on=MAY, by=people.county_manager)
    sample = samples.draw(GRIDS, county, size=2, on=MAY, by=people.city_manager)

    with pytest.raises(PermissionDenied):
        samples.enter_result(sample.elements.first(), result="true", note="", by=people.county_manager)


def test_figure_says_how_many_were_checked_and_how_many_were_wrong(as_user, county, village, people):
    grids(village, 4)
    sample = samples.draw(GRIDS, county, size=3, on=MAY, by=people.city_manager)
    first, second, _third = sample.elements.all()
    samples.enter_result(first, result="true", note="", by=people.city_manager)
    samples.enter_result(second, result="false", note="没有党小组", by=people.city_manager)

    url = reverse("indicators:gap", args=[GRIDS.key, county.code])
    page = as_user(people.county_manager).get(url).content.decode()

    assert "已抽核 2 / 4，不符 1" in page


def test_sample_is_drawn_and_checked_on_the_pages(as_user, county, village, people):
    grids(village, 4)
    client = as_user(people.city_manager)

    client.post(reverse("indicators:draw-sample", args=[GRIDS.key, county.code]), {"size": "2"})
    sample = Sample.objects.get()
    element = sample.elements.first()
    client.post(reverse("indicators:sample-result", args=[sample.pk, element.pk]), {"result": "unclear", "note": ""})

    element.refresh_from_db()
    assert element.result == "unclear"
    assert "无法核" in client.get(reverse("indicators:sample", args=[sample.pk])).content.decode()


@pytest.mark.parametrize("size", ["0", "501", "很多", ""])
def test_wrong_size_of_a_sample_is_explained(as_user, county, village, people, size):
    grids(village, 1)

    url = reverse("indicators:draw-sample", args=[GRIDS.key, county.code])
    response = as_user(people.city_manager).post(url, {"size": size}, follow=True)

    assert response.status_code == 200
    assert not Sample.objects.exists()
