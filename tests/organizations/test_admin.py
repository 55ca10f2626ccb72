from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import Organization
from tests.factories import make_organization, make_user

LIST = "/admin/organizations/organization/"


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def signed_in(client, organization):
    user = make_user(organization, "manager", is_staff=True, is_superuser=True)
    client.force_login(user, backend="organizations.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def office(client, city):
    """A client in which the administrator of the city is signed in."""
    return signed_in(client, city)


def act(client, name, units, **fields):
    return client.post(LIST, {"action": name, "_selected_action": [unit.pk for unit in units], **fields}, follow=True)


def test_list_shows_the_tree_by_indentation(office, village):
    page = office.get(LIST).content.decode()

    assert "　　　湖塘村" in page


@pytest.mark.parametrize("text", ["弋阳", "361126000000", "yyx", "YYX"])
def test_county_is_found_by_name_code_and_initials(office, county, other_county, text):
    found = office.get(LIST, {"q": text}).context["cl"].result_list

    assert [unit.name for unit in found] == ["弋阳县"]


def test_county_filter_keeps_the_county_and_what_lies_below(office, county, other_county, village):
    found = office.get(LIST, {"county": county.code}).context["cl"].queryset

    assert {unit.name for unit in found} == {"弋阳县", "漆工镇", "湖塘村"}


@pytest.mark.parametrize(("state", "expected"), [("ended", {"漆工镇"}), ("in_force", {"上饶市", "弋阳县"})])
def test_list_is_filtered_by_state(office, township, state, expected):
    Organization.objects.filter(pk=township.pk).update(valid_to=date(2020, 1, 1))

    found = office.get(LIST, {"state": state}).context["cl"].queryset

    assert {unit.name for unit in found} == expected


def test_list_costs_the_same_queries_for_more_units(office, county, django_assert_num_queries):
    office.get(LIST)
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)
    for number in range(30):
        make_organization(f"第{number}乡", parent=county)

    with django_assert_num_queries(len(few)):
        office.get(LIST)


def test_superuser_of_a_county_sees_no_other_county(client, county, other_county, township):
    page = signed_in(client, other_county).get(LIST).content.decode()

    assert "横峰县" in page
    assert "弋阳县" not in page


def test_page_of_a_unit_outside_the_scope_does_not_open(client, county, other_county):
    response = signed_in(client, other_county).get(reverse("admin:organizations_organization_change", args=[county.pk]))

    assert response.status_code == 302


def test_search_box_of_a_county_offers_no_unit_of_another_county(client, county, other_county):
    query = {"app_label": "organizations", "model_name": "organization", "field_name": "parent", "term": "县"}

    found = signed_in(client, other_county).get(reverse("admin:autocomplete"), query).json()["results"]

    assert [each["text"] for each in found] == ["横峰县"]


def test_search_box_offers_the_highest_units_first(office, city, township):
    make_organization("弋阳村", parent=township)
    make_organization("弋阳区", parent=city)
    query = {"app_label": "organizations", "model_name": "organization", "field_name": "parent", "term": "弋阳"}

    found = office.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [each["text"] for each in found] == ["弋阳县", "弋阳区", "弋阳村"]


def entry(parent, **fields):
    given = {"code": "361126999000", "name": "新设乡", "short_name": "", "level": "township", "kind": "乡"}
    return {**given, "parent": parent.pk, "valid_from": "", "aliases": "", **fields}


def test_unit_is_created_with_its_aliases(office, county):
    office.post(LIST + "add/", entry(county, aliases="老乡、旧乡"))

    unit = Organization.objects.get(code="361126999000")
    assert unit.path.startswith(county.path)
    assert [alias.name for alias in unit.aliases.all()] == ["老乡", "旧乡"]


def test_unit_at_a_wrong_level_is_refused_and_the_form_keeps_what_was_typed(office, village):
    response = office.post(LIST + "add/", entry(village))

    assert "不能放在“湖塘村”之下" in response.content.decode()
    assert "新设乡" in response.content.decode()


def test_unit_below_a_parent_outside_the_scope_is_refused(client, county, other_county):
    response = signed_in(client, other_county).post(LIST + "add/", entry(county))

    assert response.status_code == 200
    assert not Organization.objects.filter(code="361126999000").exists()


def test_root_cannot_be_created_in_the_admin(office):
    response = office.post(LIST + "add/", entry(Organization(pk=""), level="city", kind="市"))

    assert "请选择上级单位" in response.content.decode()


def test_renaming_and_moving_are_recorded(office, county, other_county, township):
    url = reverse("admin:organizations_organization_change", args=[township.pk])

    office.post(url, entry(other_county, name="漆工新镇", kind="镇"))

    township.refresh_from_db()
    assert township.name == "漆工新镇"
    assert township.path.startswith(other_county.path)
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"organization.renamed", "organization.moved"}


def test_form_has_no_links_to_change_or_add_the_parent(office, township):
    page = office.get(reverse("admin:organizations_organization_change", args=[township.pk])).content.decode()

    assert 'name="parent"' in page
    assert "related-widget-wrapper-link" not in page


def test_root_can_be_renamed(office, city):
    url = reverse("admin:organizations_organization_change", args=[city.pk])

    office.post(url, entry(city, name="新饶市", kind="市"))

    city.refresh_from_db()
    assert (city.name, city.parent) == ("新饶市", None)


def test_first_page_of_ending_says_what_will_happen_and_changes_nothing(office, township, village):
    page = act(office, "end_units", [township], last_day="2025-12-31", below="end").content.decode()

    assert "“漆工镇”（361126104000）自 2026-01-01 起不再有效，没有承接单位。" in page
    assert "“漆工镇”之下的 1 个单位同日停用。" in page
    township.refresh_from_db()
    assert township.valid_to is None


def test_first_page_of_ending_counts_the_accounts_that_stay(office, township):
    make_user(township)

    page = act(office, "end_units", [township], last_day="2025-12-31", below="refuse").content.decode()

    assert "账号：1 条" in page


def test_unit_ends_when_the_user_confirms(office, township, village):
    act(office, "end_units", [township], last_day="2025-12-31", below="end", confirm="1")

    for unit in (township, village):
        unit.refresh_from_db()
        assert unit.valid_to == date(2025, 12, 31)


def test_ending_a_unit_with_others_below_asks_what_to_do_with_them(office, township, village):
    page = act(office, "end_units", [township], last_day="2025-12-31", below="refuse", confirm="1").content.decode()

    assert "之下还有 1 个有效单位" in page
    township.refresh_from_db()
    assert township.valid_to is None


def test_merging_moves_what_lies_below_to_the_successor(office, county, township, village):
    into = make_organization("弋江镇", parent=county, code="361126100000")

    act(office, "merge_units", [township, into], last_day="2025-12-31", below="move", successor="弋江镇", confirm="1")

    township.refresh_from_db()
    village.refresh_from_db()
    assert (township.successor, village.parent) == (into, into)


def test_merging_into_a_unit_out_of_scope_is_refused(client, county, other_county, township):
    own = make_organization("莲荷乡", parent=other_county)

    page = act(
        signed_in(client, other_county),
        "merge_units",
        [own],
        last_day="2025-12-31",
        below="move",
        successor=township.code,
        confirm="1",
    ).content.decode()

    assert "管理范围内没有找到" in page


def test_ended_unit_can_be_reopened(office, township):
    act(office, "end_units", [township], last_day="2025-12-31", below="refuse", confirm="1")

    act(office, "reopen_units", [township])

    township.refresh_from_db()
    assert township.valid_to is None


def test_unit_in_use_cannot_be_deleted(office, township, village):
    response = office.post(reverse("admin:organizations_organization_delete", args=[township.pk]), {"post": "yes"})

    assert response.status_code == 403


def test_unit_created_by_mistake_can_be_deleted(office, village):
    office.post(reverse("admin:organizations_organization_delete", args=[village.pk]), {"post": "yes"})

    assert not Organization.objects.filter(pk=village.pk).exists()
    assert AuditEntry.objects.filter(action="organization.deleted").exists()


def test_list_offers_no_bulk_deletion(office, village):
    page = office.get(LIST).content.decode()

    assert "湖塘村" in page
    assert "delete_selected" not in page


def exported(client, file_format):
    return client.post(LIST + "export/", {"format": file_format, "resource": "0"})


def test_export_page_is_chinese_and_offers_no_choice_of_columns(office):
    page = office.get(LIST + "export/").content.decode()

    assert 'name="format"' in page
    assert "Select all" not in page
    assert "style=" not in page


def upload(client, content, name):
    """Upload a file as the page does, which offers no formats: the content tells."""
    file = SimpleUploadedFile(name, content)
    return client.post(LIST + "import/", {"import_file": file, "format": "0", "resource": "0"})


def confirm(client, preview):
    return client.post(LIST + "process_import/", preview.context["confirm_form"].initial, follow=True)


@pytest.mark.parametrize(("file_format", "name"), [("0", "tree.xlsx"), ("1", "tree.csv")])
def test_exported_tree_can_be_imported_without_changes(office, village, other_county, file_format, name):
    content = exported(office, file_format).content

    preview = upload(office, content, name)

    totals = preview.context["result"].totals
    assert (totals["new"], totals["update"], totals["skip"]) == (0, 0, 5)


def test_export_of_a_county_holds_no_other_county(client, county, other_county):
    content = exported(signed_in(client, other_county), "1").content.decode()

    assert "横峰县" in content
    assert "弋阳县" not in content


def test_export_is_recorded(office, county):
    exported(office, "1")

    assert "共 2 行" in AuditEntry.objects.get(action="data.exported").note


def test_exported_workbook_can_be_imported_without_changes(office, city, village):
    content = b"".join(office.get(f"/units/{city.code}/export/").streaming_content)

    preview = upload(office, content, "tree.xlsx")

    totals = preview.context["result"].totals
    assert (totals["new"], totals["update"], totals["skip"]) == (0, 0, 4)


def test_import_shows_the_changes_first_and_stores_them_when_confirmed(office, county):
    content = f"代码,名称,层级,上级代码,类别\n{county.code},弋阳新县,县级,361100000000,县\n".encode()

    preview = upload(office, content, "tree.csv")
    county.refresh_from_db()
    before = county.name
    confirm(office, preview)

    county.refresh_from_db()
    assert "名称：弋阳县 → 弋阳新县" in preview.content.decode()
    assert (before, county.name) == ("弋阳县", "弋阳新县")


def test_malformed_import_names_line_and_column(office, county):
    content = f"代码,名称,层级,上级代码,类别\n{county.code},,县级,361100000000,县\n".encode()

    page = upload(office, content, "tree.csv").content.decode()

    assert "第 2 行，“名称”列：名称不能为空。" in page


def test_import_of_a_unit_outside_the_scope_is_refused(client, county, other_county):
    content = f"代码,名称,层级,上级代码,类别\n{county.code},弋阳新县,县级,361100000000,县\n".encode()

    page = upload(signed_in(client, other_county), content, "tree.csv").content.decode()

    assert "这个单位不在您的管理范围内。" in page


def test_file_that_is_not_a_workbook_is_refused_with_the_reason(office):
    page = upload(office, b"PK\x03\x04 no workbook", "tree.xlsx").content.decode()

    assert "文件不完整或已损坏，无法读取。请用 Excel、Word 或 WPS 打开检查，另存后重新上传。" in page


@pytest.mark.parametrize(("source", "name"), [("0", "tree.csv"), ("1", "tree.xlsx")])
def test_content_and_not_the_name_tells_the_format(office, county, source, name):
    preview = upload(office, exported(office, source).content, name)

    assert preview.context["result"].totals["skip"] == 2


def test_page_of_the_import_says_what_the_file_needs_and_asks_for_no_format(office):
    page = office.get(LIST + "import/").content.decode()

    assert "表头要有：代码、名称、层级、上级代码" in page
    assert "<select" not in page.partition("<form")[2].partition('type="submit"')[0].rpartition("multipart")[2]
    assert "此次将导入以下字段" not in page


def test_workbook_with_the_extension_of_a_text_file_is_read(office, county):
    preview = upload(office, exported(office, "0").content, "tree.csv")

    assert preview.context["result"].totals["skip"] == 2


def test_staff_without_rights_cannot_import_or_export(client, city):
    client.force_login(make_user(city, is_staff=True), backend="organizations.accounts.backends.AccountBackend")

    statuses = {client.get(LIST + page).status_code for page in ("", "import/", "export/")}

    assert statuses == {403}
