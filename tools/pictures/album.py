"""The pictures of the guide, and what must happen in the demonstration before they are taken."""

from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from governance.models import Grid
from indicators.actions.thresholds import set_thresholds
from indicators.models import IndicatorYear
from indicators.recomputing import recompute_marked
from ledgers.actions import change_record, upload
from ledgers.models import ImportBatch, PendingChange
from ledgers.worker import work_on
from organizations.models import Organization, User
from tasks import actions
from tasks.actions.demands import find_demands
from tasks.models import Area, Assignment, Directive, Task
from tools.pictures import workbook
from tools.pictures.camera import PHONE, Picture
from tools.pictures.portal import DAY

CITY, COUNTY, TOWNSHIP = "361100000000", "361126000000", "361126102000"
UNITS_OF_ADMIN = "/admin/organizations/organization/"
ADMINISTRATOR = "xitong-guanli"
TYPED = "2.5"  # the number of a task whose figures people type
TARGETS = ["secretaries_trained", "members_trained", "members_with_full_hours", "counties_with_year_plan", "life_plans"]


def prepare():
    """Let people do what the pictures show: upload a file, change a confirmed record, set targets, list demands."""
    manager, editor = User.objects.get(username="shi-guanli"), User.objects.get(username="xian-tianbao")
    batch = upload(data=workbook.secretaries(TOWNSHIP), file_name="漆工镇村书记备案表.xlsx", by=editor)
    work_on(batch.pk)
    change_a_grid(editor)
    set_targets(manager)
    hand_down_what_people_report(manager)
    find_demands(Directive.objects.get(), by=manager)
    User.objects.create_superuser(ADMINISTRATOR, organization=manager.organization, name="系统管理员")
    recompute_marked(now=timezone.now())


def change_a_grid(editor):
    """Let more households live in a confirmed grid; the change waits beside it."""
    grid = Grid.objects.filter(state=Grid.State.CONFIRMED, organization__parent__code=TOWNSHIP).first()
    values = {name: getattr(grid, name) for name in grid.ledger().fields}
    values |= {"households": grid.households + 46, "people": grid.people + 117}
    change_record(
        grid, by=editor, version=grid.version, organization=grid.organization, year=grid.year, values=values, on=DAY
    )


def set_targets(manager):
    for key in TARGETS:
        thresholds = {"target": 90, "yellow": 80, "red": 60}
        set_thresholds(IndicatorYear(key=key, year=DAY.year, valid_from=DAY, **thresholds), on=DAY, by=manager)


def hand_down_what_people_report(manager):
    """Hand down a task that no indicator measures: the county and two townships type their figures themselves."""
    county, begun = Organization.objects.get(code=COUNTY), DAY.replace(month=DAY.month - 1, day=1)
    area = Area.objects.get(organization=manager.organization, year=DAY.year, number=2)
    task = actions.create_task(
        by=manager,
        area=area,
        year=DAY.year,
        number=TYPED,
        title="建设村级党群服务中心示范点",
        measure=Task.Measure.QUANTITY,
        unit="个",
        target=6,
        deadline=DAY.replace(month=12, day=31),
    )
    [given] = actions.hand_down(task, [county], by=manager, on=begun, shares={county.pk: 6}, responsible="方圆")
    report(given, begun, 1, by=User.objects.get(username="xian-tianbao"), reviewer=manager)
    leader = User.objects.get(username="xian-guanli")
    townships = list(Organization.objects.filter(parent=county).territory().order_by("path")[:2])
    shares = {township.pk: 3 for township in townships}
    for below in actions.hand_down(task, townships, by=leader, on=begun, shares=shares):
        editor = User.objects.filter(organization=below.organization, role="editor").first()
        report(below, DAY.replace(day=1), 1, by=editor, reviewer=leader)


def report(assignment, month, value, *, by, reviewer):
    """Report ``value`` for a month and let it be confirmed."""
    draft = actions.save_draft(assignment, month, by=by, on=DAY, version=0, value=value, done="已建成一个，正在验收。")
    actions.confirm(actions.submit(draft, by=by, on=DAY), by=reviewer, on=DAY)


def report_of(number):
    """Return the address of the form in which the county reports on the task ``number`` this month."""

    def address():
        assignment = Assignment.objects.get(organization__code=COUNTY, task__number=number)
        return reverse("tasks:report", args=[assignment.pk, DAY.replace(day=1)])

    return address


def import_preview():
    return ImportBatch.objects.latest("pk").get_absolute_url()


def changed_record():
    change = PendingChange.objects.latest("pk")
    return reverse("ledgers:record", args=[change.ledger_key, change.record_id])


def circular():
    return Document.objects.filter(kind="circular").latest("pk").get_absolute_url()


def demands():
    return reverse("tasks:demands", args=[Directive.objects.get().pk])


def choose_merge(page):
    """Go on to the page that says what becomes of a unit that is merged."""
    page.locator("input[name=_selected_action]").first.check()
    page.select_option("select[name=action]", "merge_units")
    page.locator("button[name=index]").click()
    page.fill("input[name=last_day]", "2026-11-30")
    page.fill("input[name=successor]", "港口镇")
    page.locator("input[name=below][value=move]").check()
    page.locator("input[type=submit], button[type=submit]").last.click()


PICTURES = [
    Picture("overview", "shi-lingdao", "/overview/", height=1200),
    Picture("phone", "shi-lingdao", "/overview/", height=1000, width=PHONE),
    Picture("todo", "xian-guanli", "/tasks/todo/", height=760),
    Picture("report", "xian-tianbao", report_of(TYPED), height=700),
    Picture("measured", "xian-tianbao", report_of("2.1"), height=620),
    Picture("review", "shi-guanli", "/tasks/todo/review/", height=800),
    Picture("missing", "shi-guanli", "/tasks/todo/missing/", height=700),
    Picture("import", "xian-tianbao", import_preview, height=820),
    Picture("pending", "xian-guanli", changed_record, height=620),
    Picture("ledgers", "xian-tianbao", "/ledgers/", height=860),
    Picture("figures", "shi-guanli", f"/figures/{CITY}/", height=820),
    Picture("gap", "shi-guanli", f"/figures/secretaries_filed/{COUNTY}/", height=620),
    Picture("bindings", "shi-guanli", "/tasks/indicators/", height=760),
    Picture("demands", "shi-guanli", demands, height=760),
    Picture("circular", "shi-guanli", circular, height=900),
    Picture("burden", "xian-guanli", f"/burden/{COUNTY}/", height=760),
    Picture(
        "merge", ADMINISTRATOR, f"/admin/organizations/organization/?q={TOWNSHIP}", part="#content", steps=choose_merge
    ),
]
