"""A task is bound to an indicator only by a stored key; the words of its title propose one."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from indicators import registry
from tasks import actions, bindings
from tests.tasks.worlds import make_task

WEAK, FILED = "weak_villages_rectified", "secretaries_filed"


def key_of(indicator):
    return indicator and indicator.key


@pytest.mark.parametrize(
    ("title", "unit", "proposed"),
    [
        ("软弱涣散村党组织换届前整顿到位", "个村", "weak_villages_rectified_before_election"),
        ("县级领导干部“村村到”", "个村", "villages_visited"),
        ("脱贫村第一书记不能撤", "个村", "lifted_villages_kept_first_secretary"),
        ("村党组织书记县级备案管理", "人", "secretaries_filed_with_number"),
        ("清理报表", "个村", None),
    ],
)
def test_indicator_with_the_longest_word_in_the_title_is_proposed(city, title, unit, proposed):
    task = make_task(city, title=title, measure="quantity", unit=unit)

    assert key_of(bindings.proposed(task)) == proposed


@pytest.mark.parametrize(
    ("stored", "leading", "proposed"),
    [("", None, WEAK), (WEAK, WEAK, None), (FILED, FILED, None), (registry.NO_INDICATOR, None, None)],
)
def test_only_a_stored_key_binds_and_the_title_proposes(city, stored, leading, proposed):
    task = make_task(city, title="整顿软弱涣散村党组织", indicator=stored)

    assert (key_of(bindings.leading(task)), key_of(bindings.proposed(task))) == (leading, proposed)


def test_other_indicators_of_the_same_item_are_shown_beside(city):
    indicator = bindings.leading(make_task(city, indicator=FILED))

    others = bindings.beside(indicator)

    assert others
    assert {other.item for other in others} == {"2.2"}
    assert indicator not in others


@pytest.mark.parametrize("change", [{"use": registry.STEER}, {"better": "less"}])
def test_task_cannot_be_bound_to_what_steers_or_should_be_low(city, people, monkeypatch, change):
    options = {"of": "villages", "span": "day", "met": lambda span: None} | change
    declared = registry.Indicator(key="duty", label="应做", item="1.3", **options)
    monkeypatch.setitem(registry._declared, "duty", declared)

    with pytest.raises(ValidationError, match="没有可以绑定的指标"):
        actions.bind({make_task(city): "duty"}, by=people.city_manager)


def test_change_of_a_binding_is_in_the_history_by_name(city, people):
    task = make_task(city, indicator=WEAK)

    actions.bind({task: registry.NO_INDICATOR}, by=people.city_manager)

    assert AuditEntry.objects.get(action="task.changed").changes["indicator"] == ["软弱涣散村整顿到位", "不对应指标"]


def test_only_managers_of_the_issuer_bind(city, people):
    task = make_task(city)

    with pytest.raises(PermissionDenied):
        actions.bind({task: WEAK}, by=people.county_manager)


def test_binding_goes_along_to_the_next_year(city, people):
    task = make_task(city, indicator=WEAK)

    (new,) = actions.open_next_year([task], year=2027, by=people.city_manager, on=task.deadline)

    assert new.indicator == WEAK
