"""A department reads the ledgers of its line in its own city or county, without persons, and changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from governance.models import Grid
from ledgers import actions, declarations
from ledgers.models import DeletedRecord, ImportBatch
from ledgers.urls import urlpatterns
from organizations.models import Organization
from rectification.models import CollectiveEconomy
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import make_batch, prepared, store

pytestmark = pytest.mark.django_db
MONEY = "/ledgers/collective_economy/"
NET = "/ledgers/grid/"
HEAD, PHONE = "王小明", "10012346721"


@pytest.fixture
def department():
    """``department(parent, name)`` makes a department and returns an account of it."""

    def make(parent, name, role="manager"):
        fields = {"level": parent.level, "kind": Organization.Kind.DEPARTMENT}
        return make_user(make_organization(name, parent=parent, **fields), role, name="胡光")

    return make


@pytest.fixture
def village_elsewhere(other_county):
    return make_organization("古塘村", parent=make_organization("岑阳镇", parent=other_county))


@pytest.fixture
def projects(village, village_elsewhere, editor, other_county):
    """A project in 弋阳县 and one in 横峰县."""
    store(prepared("collective_economy", [[village, "光伏电站"]], fields=("project",)), editor)
    neighbour = make_user(other_county, "editor")
    store(prepared("collective_economy", [[village_elsewhere, "茶油加工"]], fields=("project",)), neighbour)
    return {project.project: project for project in CollectiveEconomy.objects.all()}


@pytest.fixture
def grid(village, editor):
    """A grid of 湖塘村 with the name and the phone of its head."""
    fields = ("grid_name", "grid_head", "phone")
    store(prepared("grid", [[village, "第一网格", HEAD, PHONE]], fields=fields), editor)
    return Grid.objects.select_related("organization").get()


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8-sig")


def listed(response, field):
    return [getattr(row["record"], field) for row in response.context["rows"]]


# What a department reads


def test_finance_bureau_of_a_county_reads_the_money_of_its_county_and_of_no_other(
    as_user, department, projects, county
):
    client = as_user(department(county, "弋阳县财政局"))

    assert listed(client.get(MONEY, {"year": 2026}), "project") == ["光伏电站"]
    assert client.get(projects["光伏电站"].get_absolute_url()).status_code == 200
    assert client.get(projects["茶油加工"].get_absolute_url()).status_code == 404
    exported = text_of(client.get(f"{MONEY}export/", {"year": 2026, "format": "csv"}))
    assert "光伏电站" in exported
    assert "茶油加工" not in exported


def test_finance_bureau_of_the_city_reads_the_money_of_all_counties(as_user, department, projects, city):
    page = as_user(department(city, "上饶市财政局")).get(MONEY, {"year": 2026})

    assert sorted(listed(page, "project")) == ["光伏电站", "茶油加工"]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("弋阳县财政局", {"collective_economy"}),
        ("财政局", {"collective_economy"}),
        ("弋阳县农业农村局", {"collective_economy"}),
        ("弋阳县民政局", {"grid"}),
        ("弋阳县财政局会计中心", set()),
        ("弋阳县信访局", set()),
    ],
)
def test_department_has_the_ledgers_of_its_line_by_the_end_of_its_name(department, county, name, keys):
    ledgers = {ledger.key for ledger in declarations.open_to(department(county, name))}

    assert ledgers & {"collective_economy", "grid", "appeal", "secretary", "reserve"} == keys


def test_list_of_a_department_is_narrowed_to_a_township_of_its_county(as_user, department, projects, county, township):
    client = as_user(department(county, "弋阳县财政局"))

    offered = [choice for choice, _label in client.get(MONEY, {"year": 2026}).context["list"].fields["place"].choices]
    inside = client.get(MONEY, {"year": 2026, "place": township.code})
    outside = client.get(MONEY, {"year": 2026, "place": "361125000000"})

    assert offered == ["", township.code]
    assert (listed(inside, "project"), listed(outside, "project")) == (["光伏电站"], [])


# No person


def test_department_reads_grids_without_their_heads(as_user, department, grid, county):
    client = as_user(department(county, "弋阳县民政局"))

    shown = [
        text_of(client.get(address, {"year": 2026, "format": "csv"}))
        for address in (NET, f"{NET}export/", grid.get_absolute_url())
    ]

    assert ["第一网格" in page for page in shown] == [True, True, True]
    assert [page for page in shown if HEAD in page or "王*明" in page or PHONE in page or "100****" in page] == []


def test_department_cannot_find_a_grid_by_its_head(as_user, department, grid, county):
    page = as_user(department(county, "弋阳县民政局")).get(NET, {"year": 2026, "q": HEAD})

    assert listed(page, "grid_name") == []


def test_department_sees_no_person_in_the_history_of_a_grid(as_user, department, grid, village, editor, county):
    fields = ("grid_name", "grid_head", "households")
    store(prepared("grid", [[village, "第一网格", "李大方", 300]], fields=fields), editor)

    page = text_of(as_user(department(county, "弋阳县民政局")).get(grid.get_absolute_url()))

    assert "300" in page
    assert [name for name in (HEAD, "李大方") if name in page] == []


# Nothing but reading


OF_RECORD = ("record", "edit", "delete", "withdraw", "end-term", "resume-term", "send-back")


def kwargs_of(name, project, deleted, batch):
    """The arguments of the address ``name`` for an object that is there."""
    if name in ("list", "batches", "batches-export", "upload"):
        return {}
    if name.startswith("batch"):
        return {"pk": batch.pk} | ({"sheet": 0, "number": 5} if name == "batch-row" else {})
    pks = {"bring-back": deleted.pk} | dict.fromkeys(OF_RECORD, project.pk)
    return {"key": "collective_economy"} | ({"pk": pks[name]} if name in pks else {})


READ = dict.fromkeys(("list", "batches", "batches-export", "records", "record", "export", "deleted"), 200)
REFUSED = dict.fromkeys(("upload", "add", "template", "decide", "edit", "delete", "withdraw"), 403)
REFUSED |= dict.fromkeys(("end-term", "resume-term", "confirmed", "send-back"), 403)
CHOSEN = {"list-columns": 302}  # the columns of one's own list
POSTED = {
    "decide",
    "withdraw",
    "resume-term",
    "bring-back",
    "batch-type",
    "batch-correct",
    "batch-confirm",
    "batch-discard",
    "batch-year",
    "list-columns",
    "send-back",
}


@pytest.mark.parametrize("role", ["viewer", "editor", "manager"])
@pytest.mark.parametrize("name", [pattern.name for pattern in urlpatterns])
def test_department_opens_lists_and_records_and_no_page_that_changes_anything(
    as_user, department, projects, village, editor, county, name, role
):
    """Deleted records and imports of the county do not exist for its departments, so their addresses answer 404."""
    project = projects["光伏电站"]
    deleted = DeletedRecord.of(project, by=editor)
    deleted.save()
    batch = make_batch(editor, prepared("collective_economy", [[village, "冷库"]], fields=("project",)))
    client = as_user(department(county, "弋阳县财政局", role))
    address = reverse(f"ledgers:{name}", kwargs=kwargs_of(name, project, deleted, batch))

    response = client.post(address) if name in POSTED else client.get(address)

    assert response.status_code == (READ | REFUSED | CHOSEN).get(name, 404)


@pytest.mark.parametrize("name", ["records", "export", "template", "add", "deleted", "decide"])
def test_ledger_of_another_line_does_not_exist_for_a_department(as_user, department, county, name):
    client = as_user(department(county, "弋阳县财政局"))
    address = reverse(f"ledgers:{name}", args=["appeal"])

    response = client.post(address) if name == "decide" else client.get(address)

    assert response.status_code == 404


def test_actions_refuse_a_department_with_the_reason(department, projects, village, county):
    user, project = department(county, "弋阳县财政局"), projects["光伏电站"]
    attempts = {
        "upload": lambda: actions.upload(data=b"x", file_name="x.csv", by=user),
        "delete": lambda: actions.delete_record(project, by=user, version=1),
        "confirm": lambda: actions.confirm_records(CollectiveEconomy.objects.all(), by=user),
    }

    for attempt in attempts.values():
        with pytest.raises(PermissionDenied, match="部门账号只能查看"):
            attempt()
    assert CollectiveEconomy.objects.filter(state="entered").count() == 2
    assert ImportBatch.objects.filter(uploaded_by=user).count() == 0


def test_command_refuses_to_import_for_a_department(department, county, tmp_path):
    user, file = department(county, "弋阳县财政局"), tmp_path / "x.csv"
    file.write_text("x")

    with pytest.raises(CommandError, match="没有填报权限"):
        call_command("import_ledger", "auto", str(file), "--by", user.username, "--commit", "good")


def test_page_of_the_list_offers_a_department_nothing_to_fill_in(as_user, department, projects, county):
    page = text_of(as_user(department(county, "弋阳县财政局")).get(MONEY, {"year": 2026}))

    assert [label for label in ("导入表格", "下载模板", "新增", "退回原因") if f">{label}<" in page] == []


def test_department_sees_the_figures_of_its_line_and_no_others(as_user, department, projects, county, other_county):
    client = as_user(department(county, "弋阳县财政局"))

    page = client.get("/figures/")
    gap = client.get(f"/figures/projects_finished/{county.code}/")

    shown = [row.figure.indicator for _area, rows in page.context["areas"] for row in rows]
    assert "projects_finished" in {indicator.key for indicator in shown}
    assert {indicator.item for indicator in shown} == {"2.3", "4.3"}  # its money, and the support asked of departments
    assert page.context["unit"] == county
    assert gap.status_code == 200
    assert client.get(f"/figures/secretaries_filed/{county.code}/").status_code == 404
    assert client.get(f"/figures/projects_finished/{other_county.code}/").status_code == 404
