"""What people decide about the figures: targets and thresholds of the year, a sample, and two exemptions."""

from datetime import date

from django.utils.translation import gettext as _

from dashboards.demonstration.outcomes import SIGNING_IN
from indicators import registry
from indicators.actions import exemptions, samples, thresholds
from indicators.models import IndicatorYear, SampledElement
from years.models import TaskYear

TARGETS = {  # target, yellow, red in percent
    "secretaries_trained": (100, 80, 60),
    "members_with_full_hours": (95, 75, 60),
    "life_plans": (100, 90, 80),
    "weak_villages_rectified": (100, 80, 60),
    "secretaries_filed": (100, 90, 75),
    "villages_with_reserve": (100, 90, 80),
    "projects_finished": (100, 80, 60),
    "communities_merged": (100, 85, 70),
    "demands_in_time": (98, 95, 90),
    "support_requests_in_time": (95, 80, 60),
}
CYCLE_STEP = 20  # percent of the members are trained in each year of the cycle: 20, 40, 60, 80, 100
SAMPLED, RESULTS = (
    5,
    [("true", ""), ("true", ""), ("false", "培训档案中没有考核记录。"), ("unclear", "本人外出，未能核对。")],
)


def build(city, accounts):
    """Set the targets as of the first day of the year, draw a sample, and ask for two exemptions."""
    manager = accounts["shi-guanli"]
    _set_targets(city.on, manager)
    county = next(county for county in city.counties if county.code == SIGNING_IN)
    _ask_for_exemptions(city, county, accounts)


def _set_targets(on, manager):
    first_day = date(on.year, 1, 1)
    year_of_cycle = on.year - TaskYear.objects.cycle_first_year(on.year) + 1
    line = CYCLE_STEP * year_of_cycle
    for key, (target, yellow, red) in (TARGETS | {"members_trained": (line, line - 10, line - 20)}).items():
        settings = IndicatorYear(key=key, year=on.year, target=target, yellow=yellow, red=red, valid_from=first_day)
        thresholds.set_thresholds(settings, on=first_day, by=manager)


def draw_sample(city, accounts):
    """Draw secretaries of the county that count as trained, and enter what was found about most of them."""
    manager = accounts["shi-guanli"]
    county = next(county for county in city.counties if county.code == SIGNING_IN)
    if city.on.month < 3:
        return
    sample = samples.draw(registry.get("secretaries_trained"), county, size=SAMPLED, on=city.on, by=manager)
    elements = SampledElement.objects.filter(sample=sample).select_related("sample__organization").order_by("pk")
    for element, (result, note) in zip(elements, RESULTS, strict=False):
        samples.enter_result(element, result=result, note=note, by=manager)


def _ask_for_exemptions(city, county, accounts):
    """One county is granted an exemption for a village that is being resettled; another request is open."""
    indicator, until = registry.get("villages_with_reserve"), date(city.on.year, 12, 31)
    villages = [village for township in city.townships[county.pk] for village in city.villages[township.pk]]
    rural = [village for village in villages if village.kind == "村"]
    asked = [
        exemptions.ask(
            indicator=indicator,
            organization=village,
            reason=reason,
            since=date(city.on.year, 1, 1),
            until=until,
            by=accounts["xian-guanli"],
        )
        for village, reason in zip(
            rural, [_("整村搬迁，年内撤并。"), _("村党支部与邻村联建，后备人选由联合支部统一储备。")], strict=False
        )
    ]
    exemptions.decide(asked[0], is_granted=True, by=accounts["shi-guanli"])
