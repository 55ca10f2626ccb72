"""Codes: the standard values that free texts stand for, by words that the city keeps in the admin."""

import io
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from audit.models import AuditEntry
from governance.models import Appeal
from ledgers import actions, worker
from ledgers.actions.recoding import recode, recoding
from ledgers.coding import Coder
from ledgers.models import CodeTable, ImportBatch
from ledgers.preview import prepare
from rectification.models import WeakOrg
from tests.development.models import Applicant
from tests.factories import make_user
from tests.ledgers.test_workbooks import content
from tests.ledgers.worlds import prepared, store
from training.models import OrgLife

pytestmark = pytest.mark.django_db
FIELDS = ("weak_type", "problem")
LIST = "/ledgers/weak_org/"
TODAY = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def first_codes(db):
    """The codes of a fresh installation; a test with real transactions may have emptied the table."""
    import_module("ledgers.migrations.0002_first_codes").load(apps, None)


@pytest.fixture
def city_manager(city):
    return make_user(city, "manager", is_staff=True)


@pytest.fixture
def cases(village, editor):
    """Three weak organizations of 湖塘村: of one type, of two types, and of one that no word fits."""
    rows = [
        [village, "班子不团结、内耗严重", "甲"],
        [village, "村务财务公开和民主管理混乱，信访矛盾集中", "乙"],
        [village, "其他情形", "丙"],
    ]
    store(prepared("weak_org", rows, fields=FIELDS), editor)
    return {case.problem: case for case in WeakOrg.objects.all()}


def codes_of(model=WeakOrg, key="problem", field="weak_type_codes"):
    return dict(model.objects.values_list(key, field))


# Finding codes


@pytest.mark.parametrize(
    ("table", "text", "codes"),
    [
        ("weakness_types", "书记不胜任现职、工作不在状态", "书记不胜任现职"),
        ("weakness_types", "班子配备不齐、书记长期缺职", "班子配备不齐或书记长期缺职"),
        ("weakness_types", "班 子 不团结", "班子不团结"),
        ("weakness_types", "其他情形", ""),
        ("weakness_types", "", ""),
        ("org_life_kinds", "支部委员会会议", "支部委员会"),
        ("org_life_kinds", "主题党日暨党课", "党课、主题党日"),
        ("org_life_kinds", "三会一课", ""),
        ("demand_categories", "供水供电", "水电气热保障"),
        ("leaving_reasons", "因病去世", "去世"),
    ],
)
def test_text_has_the_codes_whose_words_it_contains(table, text, codes):
    assert Coder(table).codes(text, 2026) == codes


def test_longer_word_decides_over_a_shorter_one_inside_it():
    CodeTable.objects.create(name="org_life_kinds", value="大会", order=99)

    assert Coder("org_life_kinds").codes("支部党员大会", 2026) == "支部党员大会"


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (date(2026, 12, 31), date(2026, 12, 31), "非法集资"),
        (None, None, "非法集资"),
        (date(2027, 1, 1), None, ""),
        (None, date(2026, 12, 30), ""),
    ],
)
def test_code_counts_for_records_of_the_years_on_whose_last_day_it_is_valid(first, last, codes):
    days = {"valid_from": first, "valid_to": last}
    CodeTable.objects.create(name="weakness_types", value="非法集资", **days)

    assert Coder("weakness_types").codes("非法集资", 2026) == codes


def test_value_must_not_contain_the_sign_between_codes():
    with pytest.raises(ValidationError, match="不能有顿号"):
        CodeTable(name="weakness_types", value="黑恶、宗族").full_clean()


def test_time_limit_needs_its_unit():
    with pytest.raises(ValidationError, match="一起填写"):
        CodeTable(name="demand_categories", value="来访", limit=5).full_clean()


# Storing codes


def test_import_stores_the_codes_beside_the_text(cases):
    assert codes_of() == {"甲": "班子不团结", "乙": "治安和信访矛盾集中、村务财务管理混乱", "丙": ""}
    assert cases["丙"].weak_type == "其他情形"


def test_import_of_party_life_and_of_demands_stores_codes(village, editor):
    fields = ("date", "kind", "topic")
    store(prepared("org_life", [[village, "2026-03-05", "支部党员大会", "选举"]], fields=fields), editor)
    fields = ("no", "received_at", "kind", "content")
    store(prepared("appeal", [[village, "1", "2026-03-05", "停水", "无水"]], fields=fields), editor)

    assert OrgLife.objects.get().kind_codes == "支部党员大会"
    assert Appeal.objects.get().kind_codes == "水电气热保障"


def test_second_import_recodes_only_changed_texts(cases, village, editor):
    CodeTable.objects.filter(value="班子不团结").update(words="", value="班子涣散")
    CodeTable.objects.create(name="weakness_types", value="其他", words="其他情形")
    rows = [[village, "班子不团结、内耗严重", "甲"], [village, "班子涣散", "乙"], [village, "其他情形", "丙"]]

    store(prepared("weak_org", rows, fields=FIELDS), editor)

    assert codes_of() == {"甲": "班子不团结", "乙": "班子涣散", "丙": ""}


def test_undo_of_an_import_puts_the_codes_back(cases, village, editor, settings):
    batch = store(prepared("weak_org", [[village, "宗族势力干扰", "甲"]], fields=FIELDS), editor)
    assert codes_of()["甲"] == "黑恶宗族势力干扰"

    actions.request_undo(batch, by=editor, now=batch.stored_at)
    worker.work_on(batch.pk)

    assert codes_of()["甲"] == "班子不团结"


def test_record_entered_by_hand_has_codes_and_its_change_too(village, editor):
    record = actions.add_record(
        WeakOrg, by=editor, organization=village, year=2026, values={"weak_type": "宗教", "problem": "丁"}, on=TODAY
    )
    assert record.weak_type_codes == "宗教势力干扰"

    values = {"weak_type": "满意度低"}
    actions.change_record(record, by=editor, version=1, organization=village, year=2026, values=values, on=TODAY)

    assert codes_of()["丁"] == "群众满意度低"


def test_confirmed_record_gets_new_codes_when_its_change_is_confirmed(cases, village, editor, county):
    manager = make_user(county, "manager")
    actions.confirm_records(WeakOrg.objects.all(), by=manager)
    store(prepared("weak_org", [[village, "宗族势力干扰", "甲"]], fields=FIELDS), editor)
    before = codes_of()["甲"]

    actions.confirm_records(WeakOrg.objects.all(), by=manager)

    assert (before, codes_of()["甲"]) == ("班子不团结", "黑恶宗族势力干扰")


# Texts that must fit


def applicants(reason):
    """A workbook with one applicant for Party membership, who left for ``reason``."""
    book = Workbook()
    for row in [
        ["弋阳县2026年党员发展台账"],
        ["序号", "乡镇", "村", "申请人", "发展阶段", "离队原因"],
        [1, "漆工镇", "湖塘村", "王小明", "积极分子", reason],
    ]:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("text", "held"), [("去世", 0), ("", 0), ("不明", 1)])
def test_text_that_must_fit_and_does_not_is_held_back(village, editor, text, held):
    preview = prepare(applicants(text), "党员发展.xlsx", by=editor, default_year=2026)

    assert preview.counts["held_back"] == held
    assert [problem["reason"] for row in preview.staged.held for problem in row.problems] == ["no_code"] * held


def test_held_text_can_be_corrected_in_the_preview(as_user, village, editor):
    batch = actions.upload(data=applicants("不明"), file_name="党员发展.xlsx", by=editor)
    worker.work_on(batch.pk)
    client = as_user(editor)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "归不到代码表的任何一类" in page

    client.post(reverse("ledgers:batch-correct", args=[batch.pk]), {"cell-0-3-6": "病故", "was-0-3-6": "不明"})
    worker.work_on(batch.pk)
    client.post(reverse("ledgers:batch-confirm", args=[batch.pk]), {"mode": "good"})
    worker.work_on(batch.pk)

    assert ImportBatch.objects.get().state == "stored"
    assert Applicant.objects.get().left_codes == "去世"


# Showing codes


@pytest.mark.parametrize(
    ("code", "problems"),
    [
        ("班子不团结", ["甲"]),
        ("村务财务管理混乱", ["乙"]),
        ("治安和信访矛盾集中", ["乙"]),
        ("none", ["丙"]),
        ("没有", []),
    ],
)
def test_list_is_filtered_by_code(as_user, cases, editor, code, problems):
    page = as_user(editor).get(LIST, {"year": 2026, "code_weak_type": code})

    assert [row["record"].problem for row in page.context["rows"]] == problems


def test_page_of_a_record_shows_text_and_codes(as_user, cases, editor):
    page = as_user(editor).get(cases["乙"].get_absolute_url())

    texts = {str(cell["column"].label): cell["text"] for cell in page.context["cells"]}
    assert texts["软弱涣散类型"] == "村务财务公开和民主管理混乱，信访矛盾集中"
    assert texts["软弱涣散类型（归类）"] == "治安和信访矛盾集中、村务财务管理混乱"


def test_export_has_a_column_of_codes_that_a_second_import_leaves_out(as_user, cases, editor):
    response = as_user(editor).get(reverse("ledgers:export", args=["weak_org"]), {"year": 2026})
    data = content(response)

    sheet = load_workbook(io.BytesIO(data)).active
    preview = prepare(data, "导出.xlsx", by=editor, default_year=2026, ledger="weak_org")

    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "软弱涣散类型（归类）" in texts
    assert "班子不团结" in texts
    assert preview.counts == {"new": 0, "changed": 0, "unchanged": 3, "held_back": 0}


# Changing a table and classifying anew


def test_change_of_words_changes_no_record_until_somebody_classifies_anew(cases, city_manager):
    CodeTable.objects.create(name="weakness_types", value="其他", words="其他情形")
    assert codes_of()["丙"] == ""
    assert [(ledger.key, column.field, count) for ledger, column, count in recoding("weakness_types")] == [
        ("weak_org", "weak_type", 1)
    ]

    assert recode("weakness_types", by=city_manager) == 1

    assert codes_of() == {"甲": "班子不团结", "乙": "治安和信访矛盾集中、村务财务管理混乱", "丙": "其他"}
    entry = AuditEntry.objects.get(action="ledger.record.recoded")
    assert (entry.changes, entry.object_id) == ({"weak_type_codes": ["", "其他"]}, str(cases["丙"].pk))


def test_classifying_anew_leaves_confirmed_records_confirmed(cases, city_manager, county):
    actions.confirm_records(WeakOrg.objects.all(), by=make_user(county, "manager"))
    CodeTable.objects.create(name="weakness_types", value="其他", words="其他情形")

    recode("weakness_types", by=city_manager)

    assert set(WeakOrg.objects.values_list("state", flat=True)) == {"confirmed"}


@pytest.mark.parametrize(("level", "role"), [("city", "editor"), ("city", "viewer"), ("county", "manager")])
def test_only_managers_of_the_city_classify_anew(cases, city, county, level, role):
    with pytest.raises(PermissionDenied, match="只有市级管理人员"):
        recode("weakness_types", by=make_user({"city": city, "county": county}[level], role))


def test_admin_shows_how_many_records_would_change_before_it_changes_them(as_user, cases, city_manager):
    code = CodeTable.objects.create(name="weakness_types", value="其他", words="其他情形")
    client, address = as_user(city_manager), reverse("admin:ledgers_codetable_changelist")
    chosen = {"action": "recode", "_selected_action": [code.pk]}

    preview = client.post(address, chosen).content.decode()
    before = codes_of()["丙"]
    client.post(address, chosen | {"confirmed": "1"})

    assert "1 条记录的归类会改变" in preview
    assert (before, codes_of()["丙"]) == ("", "其他")


def test_change_in_the_admin_is_recorded_in_the_history(as_user, city_manager):
    code = CodeTable.objects.get(name="weakness_types", value="宗教势力干扰")
    typed = {"name": code.name, "value": code.value, "words": "宗教 迷信", "order": code.order, "limit_unit": ""}

    response = as_user(city_manager).post(reverse("admin:ledgers_codetable_change", args=[code.pk]), typed)

    assert response.status_code == 302
    assert AuditEntry.objects.get(action="admin.changed").changes == {"words": ["宗教", "宗教 迷信"]}


def test_county_cannot_open_the_code_tables(as_user, county):
    client = as_user(make_user(county, "manager", is_staff=True, is_superuser=True))

    assert client.get(reverse("admin:ledgers_codetable_changelist")).status_code == 403
