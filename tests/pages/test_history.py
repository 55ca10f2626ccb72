import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.urls import reverse

from audit import labels
from audit.actions import record_export
from audit.models import AuditEntry
from pages import history
from tests.factories import make_user


@pytest.fixture
def manager(client, county):
    manager = make_user(county, "manager", name="方圆")
    client.force_login(manager)
    return manager


def add(organization, action="task.submitted", **values):
    """Store a row with the given columns and defaults for the others."""
    entry = AuditEntry(
        action=action, source="page", organization_path=organization.path, organization_name=organization.name
    )
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    return entry


def shown(client, **query):
    response = client.get(reverse("audit:history"), query)
    return [line.entry.note for line in response.context["lines"] if line.entry.note]


def test_manager_sees_only_the_subtree(client, manager, county, township, city, other_county):
    for unit in [county, township, city, other_county]:
        add(unit, note=unit.name)

    assert shown(client) == ["漆工镇", "弋阳县"]


def test_only_superusers_see_rows_without_a_unit(city):
    add(city)
    AuditEntry(action="account.login_failed", source="page", note="nobody").save()
    root = make_user(city, "manager")
    administrator = make_user(city, "manager", is_superuser=True)

    assert AuditEntry.objects.visible_to(root).count() == 1
    assert AuditEntry.objects.visible_to(administrator).count() == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["乙", "甲"]),
        ({"sort": "at"}, ["甲", "乙"]),
        ({"since": "2026-11-23"}, ["乙"]),
        ({"until": "2026-11-22"}, ["甲"]),
        ({"since": "2026-11-22", "until": "2026-11-23"}, ["乙", "甲"]),
        ({"action": "account.created"}, ["乙"]),
        ({"source": "import"}, ["甲"]),
        ({"object": "tasks.assignment:12"}, ["甲"]),
        ({"object": "tasks.assignment:13"}, []),
        ({"unit": "qgz"}, ["乙"]),
        ({"unit": "361126104000"}, ["乙"]),
        ({"unit": "横峰"}, []),
        ({"who": "何苗"}, ["乙"]),
        ({"who": "nobody"}, []),
        ({"since": "gestern"}, ["乙", "甲"]),
        ({"since": "0001-01-01", "until": "9999-12-31"}, ["乙", "甲"]),
        ({"since": "2026-11-23", "until": "2026-11-22"}, []),
        ({"action": "no.such", "source": "no", "object": "x", "who": "\0", "page": "x"}, ["乙", "甲"]),
    ],
)
def test_rows_are_filtered_by_the_address(client, manager, county, township, other_county, query, expected):
    actor = make_user(township, name="何苗")
    night, morning = datetime(2026, 11, 22, 15, 59, tzinfo=UTC), datetime(2026, 11, 22, 16, tzinfo=UTC)
    add(county, note="甲", at=night, source="import", object_type="tasks.assignment", object_id="12")
    add(township, "account.created", note="乙", at=morning, actor_id=actor.pk)

    assert shown(client, **query) == expected


def test_unreadable_filter_is_explained(client, manager):
    response = client.get(reverse("audit:history"), {"since": "2026-13-01"})

    assert "“2026-13-01”不是日期" in response.content.decode()


def test_blank_fields_of_a_new_row_are_not_listed(client, manager, county):
    add(
        county,
        "account.created",
        object_type="organizations.user",
        changes={"office": [None, ""], "role": [None, "editor"]},
    )

    page = client.get(reverse("audit:history")).content.decode()

    assert "角色：空 → 填报" in page
    assert "部门科室" not in page


def test_change_is_shown_with_names_of_fields_and_words_for_keys(client, manager, county):
    add(
        county,
        "account.changed",
        object_type="organizations.user",
        changes={"role": ["editor", "manager"], "is_active": [True, False], "office": ["", "组织部"], "extra": 3},
    )

    page = client.get(reverse("audit:history")).content.decode()

    for text in ["修改账号", "角色：填报 → 管理", "启用：是 → 否", "部门科室：空 → 组织部", "其他内容：3"]:
        assert text in page


def test_unknown_action_and_object_are_shown_by_their_keys(client, manager, county):
    add(county, "gone.done", object_type="gone.thing", object_label="旧物")

    page = client.get(reverse("audit:history")).content.decode()

    assert "gone.done" in page
    assert "gone.thing" in page


def test_text_from_users_is_escaped(client, manager, county):
    add(county, note="<script>alert(1)</script>", changes={"<b>": ["<i>", "x"]})

    page = client.get(reverse("audit:history")).content.decode()

    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<i>" not in page


def test_action_cannot_get_two_labels():
    labels.register({"data.exported": "导出数据"})

    with pytest.raises(ValueError, match="two labels"):
        labels.register({"data.exported": "别的"})


def test_rows_of_the_history_can_be_shown_on_one_page_for_printing(client, manager, county):
    for number in range(60):
        add(county, note=str(number))

    counts = [len(client.get(reverse("audit:history"), query).context["lines"]) for query in ({}, {"size": "all"})]

    assert counts[0] == 50
    assert counts[1] >= 60


def test_rows_of_a_long_history_are_counted_only_up_to_a_limit(client, manager, county, monkeypatch):
    monkeypatch.setattr(history, "CAP", 60)
    monkeypatch.setattr(history.LongPaginator, "count", 60)
    for number in range(70):
        add(county, note=str(number))

    response = client.get(reverse("audit:history"), {"page": 2})

    assert response.context["capped"]
    assert [line.entry.note for line in response.context["lines"]] == [str(number) for number in range(19, 9, -1)]


@pytest.mark.parametrize("rows", [5, 45])
def test_page_costs_two_queries_for_any_number_of_rows(client, manager, county, rows, django_assert_max_num_queries):
    """Queries for the frame of the page are not counted."""
    for number in range(rows):
        add(county, note=str(number))

    with django_assert_max_num_queries(20) as queries:
        shown(client)

    assert sum("audit_auditentry" in query["sql"] for query in queries.captured_queries) == 2


def test_export_holds_what_the_page_shows(client, manager, county, other_county):
    add(county, "account.changed", note="甲", object_type="organizations.user", changes={"role": ["editor", "manager"]})
    add(other_county, note="乙")

    content = client.get(reverse("audit:export"), {"action": "account.changed"}).getvalue()

    lines = [[cell.value for cell in line] for line in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()]
    assert lines[2][:4] == ["时间", "操作人", "单位", "操作"]
    assert [line[3:8] for line in lines[3:]] == [["修改账号", "账号", None, "角色：填报 → 管理", "甲"]]


def test_export_is_itself_recorded_with_its_filters(client, manager, county):
    add(county, "account.changed")

    client.get(reverse("audit:export"), {"action": "account.changed", "format": "csv"})

    entry = AuditEntry.objects.get(action="data.exported")
    assert entry.actor_id == manager.pk
    assert entry.note == "历史记录，共 1 行；条件：操作=修改账号"


def test_formula_in_a_row_is_text_in_the_export(client, manager, county):
    add(county, note="=HYPERLINK(1)")

    content = client.get(reverse("audit:export"), {"format": "csv"}).getvalue().decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in content


def test_export_too_large_is_refused_with_what_to_do(client, manager, county, monkeypatch):
    monkeypatch.setattr("pages.history.EXPORT_LIMIT", 1)
    add(county)
    add(county)

    response = client.get(reverse("audit:export"), {"sort": "at"}, follow=True)

    assert response.request["QUERY_STRING"] == "sort=at"
    assert "请缩小日期范围后再导出" in response.content.decode()


def test_export_of_another_app_is_recorded_in_one_row(manager, county):
    record_export("台账", by=manager, count=12, filters="年度=2026")

    entry = AuditEntry.objects.get(action="data.exported")
    assert (entry.organization_path, entry.note) == (county.path, "台账，共 12 行；条件：年度=2026")


def test_export_with_an_unreadable_filter_is_refused_and_not_recorded(client, manager, county):
    response = client.get(reverse("audit:export"), {"since": "2026-13-01"}, follow=True)

    assert "不是日期" in response.content.decode()
    assert not AuditEntry.objects.filter(action="data.exported").exists()
