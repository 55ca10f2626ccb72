"""What the city does itself (本级事项): a workshop and an experience meeting, which the speech asks of the city."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tasks import actions
from tasks.actions import handing, reports, reviews
from tasks.models import Area
from years import periods

ITEMS = [  # area, number, title, month of the deadline, what is said in its report
    (1, "1.1-1", _("举办基层党建业务专题研讨班和乡镇党委书记示范培训班"), 6, _("已举办研讨班一期、示范班两期。")),
    (
        2,
        "2.4-1",
        _("召开全市乡镇领导班子建设经验交流座谈会"),
        12,
        _("会议方案已印发，各县（市、区）正在准备交流材料。"),
    ),
]


def build(accounts, *, on):
    """Hold both items; the first is done and verified by the second manager, the report of the other one waits."""
    for number, item in enumerate(ITEMS):
        assignment = _hold(item, accounts["shi-guanli"], on)
        if on.month > 6:
            progress = 100 if number == 0 else 60
            reported_on = date(on.year, 6, 20) if number == 0 else on
            report = _report(assignment, item, progress, accounts["shi-guanli"], reported_on)
            if number == 0:
                reviews.confirm(report, by=accounts["shi-fuhe"], on=reported_on)


def _hold(item, manager, on):
    area_number, number, title, month, _done = item
    area = Area.objects.get(organization=manager.organization, year=on.year, number=area_number)
    deadline = periods.containing(date(on.year, month, 1), periods.Kind.MONTH).end
    task = actions.create_task(by=manager, area=area, year=on.year, number=number, title=str(title), deadline=deadline)
    return handing.hold(task, by=manager, on=min(on, date(on.year, 1, 15)))


def _report(assignment, item, progress, manager, on):
    start = periods.containing(on, assignment.task.period).start
    report = reports.save_draft(assignment, start, by=manager, on=on, version=0, progress=progress, done=str(item[4]))
    return reports.submit(report, by=manager, on=on)
