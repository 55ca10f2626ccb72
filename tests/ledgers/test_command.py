"""The command ``import_ledger``: what it refuses and what it stores."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from governance.models import Grid
from ledgers.models import ImportBatch
from tests.factories import make_user
from tests.ledgers.test_flow import GOOD, HEADER, WRONG_NUMBER, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(county):
    return make_user(county, "editor", username="lijuan")


@pytest.fixture
def file(tmp_path):
    """``file(row, …)`` makes a workbook and returns its path."""

    def make(*rows, **more):
        path = tmp_path / "网格整合台账.xlsx"
        path.write_bytes(workbook(*rows, **more))
        return path

    return make


def run(*arguments):
    output = StringIO()
    call_command("import_ledger", *map(str, arguments), stdout=output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["auto", "FILE", "--by", "nobody"], "没有账号“nobody”"),
        (["nothing", "FILE", "--by", "lijuan"], "没有台账类型“nothing”"),
        (["auto", "/no/such.xlsx", "--by", "lijuan"], "打不开文件"),
        (["auto", "FILE", "--by", "lijuan", "--within", "361125000000"], "没有代码为“361125000000”的单位"),
        (["auto", "FILE", "--by", "lijuan", "--report", "/no/such/out.json"], "没有文件夹"),
        (["auto", "FILE", "--by", "viewer", "--commit", "good"], "没有填报权限"),
        (["weak_org", "FILE", "--by", "lijuan"], "列与所选的“软弱涣散村党组织整顿台账”对不上"),
    ],
)
def test_impossible_request_is_refused_with_a_sentence(arguments, message, file, village, editor, other_county, county):
    make_user(county, "viewer", username="viewer")
    path = file(GOOD)

    with pytest.raises(CommandError, match=message):
        run(*(path if argument == "FILE" else argument for argument in arguments))

    assert ImportBatch.objects.count() == 0


def test_an_unrecognised_file_asks_for_the_type(file, village, editor):
    path = file(["甲", "乙"], header=["序号", "颜色", "形状"], title="杂项")

    with pytest.raises(CommandError, match="台账类型"):
        run("auto", path, "--by", "lijuan")


def test_commit_good_stores_the_good_rows(file, village, editor, tmp_path):
    report = tmp_path / "out.json"

    output = run("auto", file(GOOD, WRONG_NUMBER), "--by", "lijuan", "--commit", "good", "--report", report)

    assert "新增 1 行" in output
    assert Grid.objects.get().entered_by == editor
    assert json.loads(report.read_text())["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "held_back": 1}
    assert ImportBatch.objects.get().state == "stored"


def test_commit_all_stores_nothing_while_a_row_is_held_back(file, village, editor):
    with pytest.raises(CommandError, match="还有 1 行有问题"):
        run("auto", file(GOOD, WRONG_NUMBER), "--by", "lijuan", "--commit", "all")

    assert (Grid.objects.count(), ImportBatch.objects.count()) == (0, 0)


@pytest.mark.parametrize(("options", "year"), [([], 2026), (["--year", "2025"], 2025)])
def test_year_can_be_given_and_otherwise_comes_from_the_file(file, village, editor, options, year):
    run("grid", file(GOOD), "--by", "lijuan", "--commit", "good", *options)

    assert list(Grid.objects.values_list("year", flat=True)) == [year]


def test_rows_with_the_same_natural_key_name_each_other(file, village, editor, tmp_path):
    report = tmp_path / "out.json"

    run("grid", file(GOOD, [*GOOD[:3], 999, ""]), "--by", "lijuan", "--report", report)

    found = json.loads(report.read_text())
    assert found["counts"]["held_back"] == 2
    assert [(row["row"], row["duplicate_of"]) for row in found["duplicate_keys"]] == [(3, 4), (4, 3)]


def test_rows_outside_the_own_unit_are_held_back(file, village, other_county):
    make_user(other_county, "editor", username="wutong")

    output = run("grid", file(GOOD, title="2026年网格整合台账", header=HEADER), "--by", "wutong")

    assert "新增 0 行" in output
    assert "有问题 1 行" in output
