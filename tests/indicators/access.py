"""Who may open the pages of the figures; ``tests/access.py`` explains the table."""

from datetime import date
from itertools import count

from indicators import registry
from indicators.actions import exemptions, samples
from tests.access import Row, of_county, signed_in
from tests.indicators.worlds import make_grid

READ = "whoever sees a unit may read its figures; the list masks the persons"
MAY = date(2026, 5, 31)
_numbers = count(1)


def unit(world):
    return {"code": world.county.code}


def gap(world):
    return {"key": "posts_filled", "code": world.county.code}


def persons(world):
    return {"key": "secretaries_filed", "code": world.county.code}


def exemption(world):
    """An exemption of the county that its editor asked for; the city decides."""
    terms = {"reason": "撤并中", "since": MAY, "until": date(2026, 12, 31)}
    measured = registry.get("posts_filled")
    asked = exemptions.ask(indicator=measured, organization=world.county, by=world.county_editor, **terms)
    return {"pk": asked.pk}


def drawn(world):
    """A sample of the county that the city drew."""
    make_grid(world.village, f"第{next(_numbers)}网格", party_group=True)
    measured = registry.get("grids_with_party_group")
    return samples.draw(measured, world.county, size=1, on=MAY, by=world.city_manager)


def sample(world):
    return {"pk": drawn(world).pk}


def sampled(world):
    element = drawn(world).elements.get()
    return {"pk": element.sample_id, "element": element.pk}


def year(world):
    return {"year": 2026}


def target(world):
    return {"year": 2026, "key": "posts_filled"}


SHARED = "all units share the targets of a year"
ROWS = [
    Row("indicators:own", signed_in(200)),
    Row("indicators:targets", signed_in(200), kwargs=year, shared=SHARED, any_role=SHARED),
    Row("indicators:target", signed_in(403, city_manager=200), kwargs=target, shared=SHARED),
    Row("indicators:unit", of_county(200), kwargs=unit, any_role=READ),
    Row("indicators:unit-export", of_county(200), kwargs=unit, any_role=READ),
    Row("indicators:gap", of_county(200), kwargs=gap, any_role=READ),
    Row("indicators:gap", of_county(200), kwargs=persons, any_role=READ),
    Row("indicators:gap-export", of_county(200), kwargs=gap, any_role=READ),
    Row("indicators:exemptions", signed_in(200)),
    Row("indicators:ask-exemption", of_county(403, editor=200, manager=200), kwargs=gap),
    Row(
        "indicators:decide-exemption",
        of_county(403) | {"city_manager": 302},
        kwargs=exemption,
        data=lambda world: {"granted": "1"},
        method="post",
    ),
    Row(
        "indicators:draw-sample",
        of_county(403) | {"city_manager": 302},
        kwargs=gap,
        data=lambda world: {"size": "5"},
        method="post",
    ),
    Row("indicators:sample", of_county(200), kwargs=sample, any_role=READ),
    Row(
        "indicators:sample-result",
        of_county(403) | {"city_manager": 302},
        kwargs=sampled,
        data=lambda world: {"result": "true"},
        method="post",
    ),
]
