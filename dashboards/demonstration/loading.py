"""Load the demonstration into an empty portal."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from dashboards.demonstration import decisions, imports, own_items, papers, people, records, whole_ledgers, year
from dashboards.demonstration.plan import AREA_NAMES, ITEMS
from dashboards.demonstration.progress import Progress
from organizations import actions as organization_actions
from organizations import loading, treefile
from organizations.models import Organization
from tasks import actions, bindings
from tasks.actions.demands import load_demands
from tasks.demand_list import read_rows
from tasks.models import Area, DeadlineLabel, Task
from years.models import TaskYear

DATA = Path(settings.BASE_DIR) / "data"


@transaction.atomic
def load(*, on, tell=lambda sentence: None):
    """Fill an empty portal with the tree, the accounts, this year's tasks and progress up to the day ``on``.

    ``tell`` gets a sentence about each step when it begins.
    """
    tell(_("演示数据：组织机构和账号……"))
    loading.load(treefile.read((DATA / "organizations.csv").read_bytes()), on=on, source="organizations.csv")
    city = Organization.objects.get(parent=None)
    Organization.objects.filter(pk=city.pk).update(is_demonstration=True)
    accounts = people.create_accounts()
    manager = accounts["shi-guanli"]
    departments = {
        name: organization_actions.add_department(city, name=name, by=manager) for name in people.DEPARTMENTS
    }
    counties = list(Organization.objects.filter(parent=city).territory())
    staff = people.create_staff(counties)
    tell(_("演示数据：重点任务……"))
    TaskYear.objects.get_or_create(year=on.year)
    tasks = _set_tasks(manager, departments, on)
    progress = Progress(tasks=tasks, counties=counties, on=on)
    progress.build()
    _set_totals(tasks)
    tell(_("演示数据：各类台账……"))
    places = records.build(counties=counties, staff=staff, progress=progress, on=on)
    own_items.build(accounts, on=on)
    tell(_("演示数据：导入文件……"))
    whole_ledgers.build(places, accounts)
    imports.build(places, accounts)
    decisions.build(places, accounts)
    year.replay(places, root=city, manager=manager, tell=tell)
    decisions.draw_sample(places, accounts)
    load_demands(tasks[0].directive, read_rows(DATA / "demonstration" / "demands.csv"), by=manager)
    tell(_("演示数据：各月通报……"))
    papers.build(accounts, on=on)
    audit.record("demonstration.loaded", target=city, by=manager)
    return city


def _bind(tasks, manager):
    """Bind the tasks to the indicators that are proposed for them: the system writes their reports."""
    proposed = {task: bindings.proposed(task) for task in tasks}
    actions.bind({task: indicator.key for task, indicator in proposed.items() if indicator}, by=manager)


def _set_tasks(manager, departments, on):
    """Make the year's tasks from the speech, by the actions that the city's manager uses in the browser."""
    directive = actions.create_directive(
        by=manager,
        base_year=on.year,
        text=(DATA / "demonstration" / "speech.txt").read_text(),
        issuer=_("市委"),
        issued_on=date(on.year, 1, 8),
    )
    tasks = actions.accept_proposals(directive, by=manager)
    for number, name in AREA_NAMES.items():
        Area.objects.filter(organization=manager.organization, year=on.year, number=number).update(name=str(name))
    for task in tasks:
        _complete(task, departments)
    _bind(tasks, manager)
    return list(Task.objects.filter(pk__in=[task.pk for task in tasks]).select_related("area", "lead").in_order())


def _complete(task, departments):
    item = ITEMS[task.number]
    task.short_title, task.unit, task.period = str(item.short_title), str(item.unit), item.period
    task.measure = Task.Measure.QUANTITY if item.counted else Task.Measure.PERCENT
    task.is_headline, task.lead = item.headline, departments[item.lead]
    if task.deadline is None:
        task.deadline, task.deadline_label = date(task.year, 12, 31), DeadlineLabel.SET
    task.save()
    task.supporting.set([departments[name] for name in item.supporting])


def _set_totals(tasks):
    """Set the city's target of each counted task to the sum of the targets of its counties."""
    for task in tasks:
        if task.is_quantity:
            shares = task.assignments.filter(parent=None).values_list("target", flat=True)
            task.target = sum(share for share in shares if share is not None)
            task.save(update_fields=["target"])
