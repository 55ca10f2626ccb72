"""Makes confirmed records of the ledgers that indicators read, in one line."""

from datetime import UTC, datetime

from governance.models import Appeal, Grid
from indicators import registry
from indicators.counting import count
from ledgers import signals
from organizations.models import Organization, User
from rectification.models import CollectiveEconomy, Reserve, Secretary, WeakOrg
from registers.models import Branch
from tests.factories import make_user
from training.models import LifePlan, SecretaryTraining

REVIEWED = datetime(2026, 1, 10, tzinfo=UTC)


def make_record(model, place, /, *, state="confirmed", year=2026, **values):
    """A record of ``place``, entered by one person of the root and confirmed by another, announced as all changes."""
    root = Organization.objects.get(path=place.root_path)
    entered_by, confirmed_by = make_people(root)
    reviewed = {"confirmed_by": confirmed_by, "confirmed_at": REVIEWED} if state == "confirmed" else {}
    fields = {"organization": place, "year": year, "state": state, "entered_by": entered_by}
    record = model.objects.create(**fields, **reviewed, **values)
    announce(record)
    return record


def announce(record):
    """Tell the indicators that ``record`` has changed, as each action on records does."""
    signals.changed.send(sender=type(record), places={(record.organization_id, record.year)})


def make_people(root):
    """The two people of ``root``, who are made only once."""
    users = list(User.objects.filter(organization=root, username__startswith="world-").order_by("username"))
    return users or [make_user(root, username="world-1"), make_user(root, "manager", username="world-2")]


def make_secretary(place, name="张三", **values):
    return make_record(Secretary, place, name=name, **({"appointed": "2021-03"} | values))


def make_training(place, name="张三", **values):
    values = {"class_name": "第一期", "start_on": "2026-03-02", "days": 3, "passed": True} | values
    return make_record(SecretaryTraining, place, name=name, **values)


def make_branch(place, name="湖塘村党支部", **values):
    return make_record(Branch, place, name=name, **values)


def make_plan(place, **values):
    return make_record(LifePlan, place, **({"plan": "每月一次主题党日"} | values))


def make_problem(place, problem="班子不健全", **values):
    return make_record(WeakOrg, place, problem=problem, **({"listed_on": "2026-01-05"} | values))


def make_reserve(place, name="李四", **values):
    return make_record(Reserve, place, name=name, **values)


def make_grid(place, grid_name="第一网格", **values):
    return make_record(Grid, place, grid_name=grid_name, **values)


def make_demand(place, no="1", **values):
    return make_record(Appeal, place, no=no, **({"received_at": "2026-05-01", "content": "路灯不亮"} | values))


def make_project(place, project="光伏", **values):
    return make_record(CollectiveEconomy, place, project=project, **values)


def counts_of(key, unit, *, on):
    """(numerator, denominator, unknown, waiting) of one indicator for ``unit`` and all units below it."""
    counts = count([registry.get(key)], unit, on=on)[key]
    return counts.numerator, counts.denominator, counts.unknown, counts.waiting
