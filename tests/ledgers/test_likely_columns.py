"""Columns whose meaning is only likely are proposed to a person, remembered for the unit, and never stored unseen."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from ledgers import actions, worker
from ledgers.models import ColumnMemory, ImportBatch
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.reading.build import xlsx

pytestmark = pytest.mark.django_db

XINZHOU, GUANGFENG = "361102000000", "361103000000"
HEADER = ["街道", "社区", "网格名称", "户数", "癸", "网格长"]
VILLAGES = {XINZHOU: ("东市街道", "现代城社区"), GUANGFENG: ("永丰街道", "东街社区")}


def grid_file(county, header=HEADER):
    names = ["赵一", "钱二", "孙三", "李四", "周五", "吴六"]
    rows = [
        [*VILLAGES[county], f"第{'一二三四五六'[n]}网格", 300 + n, f"1000123000{n}", name]
        for n, name in enumerate(names)
    ]
    return xlsx([["2020年网格整合台账"], header, *rows])


@pytest.fixture
def editors(tree):
    return {code: make_user(tree(code), "editor") for code in VILLAGES}


def read(user, data):
    batch = actions.upload(data=data, file_name="网格台账.xlsx", by=user)
    worker.work_on(batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def column_of(batch, header="癸"):
    return next(column for column in batch.summary["sheets"][0]["columns"] if column["header"] == header)


def test_likely_column_is_proposed_with_its_reasons_and_not_read(editors):
    batch = read(editors[XINZHOU], grid_file(XINZHOU))

    column = column_of(batch)

    assert (column["field"], column["proposed"], column["certainty"]) == (None, "phone", "likely")
    assert "内容有 100% 像“联系电话”" in column["reasons"]
    assert "phone" not in batch.summary["sheets"][0]["fields"]
    assert [warning["reason"] for warning in batch.summary["sheets"][0]["warnings"]] == ["likely_column"]


def test_one_click_takes_all_guesses_and_remembers_them_for_the_unit(editors, client):
    user = editors[XINZHOU]
    batch = read(user, grid_file(XINZHOU))
    client.force_login(user, BACKEND)

    preview = client.get(batch.get_absolute_url()).content.decode()
    client.post(reverse("ledgers:batch-columns", args=[batch.pk]), {"take": "likely"})
    worker.work_on(batch.pk)

    assert "全部采纳" in preview
    assert "phone" in ImportBatch.objects.get(pk=batch.pk).summary["sheets"][0]["fields"]
    assert ColumnMemory.objects.get().field == "phone"
    assert column_of(read(user, grid_file(XINZHOU)))["field"] == "phone"


def test_page_of_the_columns_says_what_is_guessed_and_why(editors, client):
    batch = read(editors[XINZHOU], grid_file(XINZHOU))
    client.force_login(editors[XINZHOU], BACKEND)

    page = client.get(reverse("ledgers:batch-columns", args=[batch.pk])).content.decode()

    assert "认出 5 列，猜测 1 列，没有认出 0 列。" in page
    assert page.index("猜测的列") < page.index("已认出的列")
    assert "内容有 100% 像“联系电话”" in page


def test_guess_that_a_person_refuses_is_not_asked_again(editors, client):
    user = editors[XINZHOU]
    batch = read(user, grid_file(XINZHOU))
    client.force_login(user, BACKEND)
    number = [column["header"] for column in batch.summary["sheets"][0]["columns"]].index("癸")

    client.post(reverse("ledgers:batch-columns", args=[batch.pk]), {f"column-{number}": ""})

    assert ColumnMemory.objects.get().field == ""
    assert column_of(read(user, grid_file(XINZHOU)))["proposed"] == ""


def test_mappings_of_two_counties_do_not_disturb_one_another(editors):
    one, other = editors[XINZHOU], editors[GUANGFENG]
    actions.map_columns(read(one, grid_file(XINZHOU)), mapping={"癸": "phone", "网格长": None}, by=one)
    actions.map_columns(read(other, grid_file(GUANGFENG)), mapping={"癸": None}, by=other)

    first, second = read(one, grid_file(XINZHOU)), read(other, grid_file(GUANGFENG))

    assert (column_of(first)["field"], column_of(first, "网格长")["field"]) == ("phone", None)
    assert (column_of(second)["field"], column_of(second, "网格长")["field"]) == (None, "grid_head")


def test_what_another_county_mapped_is_only_a_hint(editors):
    one, other = editors[XINZHOU], editors[GUANGFENG]
    actions.map_columns(read(one, grid_file(XINZHOU)), mapping={"癸": "phone"}, by=one)

    column = column_of(read(other, grid_file(GUANGFENG)))

    assert (column["field"], column["proposed"]) == (None, "phone")
    assert "其他单位曾这样对应" in column["reasons"]


@pytest.mark.parametrize(("arguments", "field"), [([], None), (["--accept-likely"], "phone")])
def test_command_reads_a_likely_column_only_when_told_to(editors, tmp_path, arguments, field):
    file, target, output = tmp_path / "网格台账.xlsx", tmp_path / "out.json", StringIO()
    file.write_bytes(grid_file(XINZHOU))
    told = ["import_ledger", "auto", str(file), "--by", editors[XINZHOU].username, "--report", str(target)]

    call_command(*told, *arguments, stdout=output)

    column = json.loads(target.read_text(encoding="utf-8"))["sheets"][0]["columns"][4]
    assert (column["field"], column["certainty"]) == (field, "likely")
    assert ("可能是“联系电话”" in output.getvalue()) is not bool(arguments)
