"""``import_ledger --full-list``: who is missing in a file leaves only if the command names a day and a reason."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ledgers.models import ImportBatch
from rectification.models import Secretary
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
LEAVE = ("--leave-on", "2026年6月30日", "--leave-reason", "届满")


@pytest.fixture
def editor(county):
    return make_user(county, "editor", username="lijuan")


@pytest.fixture
def stored(village, township, county, editor):
    """张三 of 湖塘村, 李四 of 马山村 in the same township, 王五 of another township."""
    other = make_organization("马山村", parent=township, level="village", kind="村", code="361126104204")
    port = make_organization("港口镇", parent=county, code="361126105000")
    far = make_organization("港边村", parent=port, code="361126105201")
    rows = [(village, "张三", "2024-05"), (other, "李四", "2020-03"), (far, "王五", "2020-03")]
    store(prepared("secretary", rows, fields=("name", "appointed")), editor)
    return {record.name: record for record in Secretary.objects.all()}


@pytest.fixture
def file(tmp_path):
    """``file(row, …)`` writes a list of 漆工镇 and returns its path."""

    def make(*rows, unit="漆工镇"):
        lines = [f"填报单位：{unit},,,", "村,姓名,任现职时间,联系电话", *rows]
        path = tmp_path / "村书记名单.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return make


def run(path, *options):
    output = StringIO()
    call_command("import_ledger", "secretary", str(path), "--by", "lijuan", "--full-list", *options, stdout=output)
    return output.getvalue()


def ended():
    return list(Secretary.objects.exclude(until=None).values_list("name", "until", "leaving_reason"))


def test_report_proposes_those_of_the_named_unit_who_are_missing(file, stored, tmp_path):
    report = tmp_path / "out.json"

    output = run(file("湖塘村,张三,2024.5,"), "--report", str(report))

    proposed = {"record": stored["李四"].pk, "code": "361126104204", "label": "马山村　李四"}
    assert json.loads(report.read_text())["proposed_leavers"] == [proposed]
    assert "名单里没有的 1 行" in output
    assert not ImportBatch.objects.filter(file_name="村书记名单.csv").exists()


def test_nobody_leaves_without_day_and_reason(file, stored):
    run(file("湖塘村,张三,2024.5,"), "--commit", "all")

    assert ended() == []


def test_day_and_reason_let_all_leave_who_are_missing(file, stored):
    output = run(file("湖塘村,张三,2024.5,"), "--commit", "all", *LEAVE)

    assert ended() == [("李四", date(2026, 6, 30), "届满")]
    assert "共登记离任（撤销）1 行" in output


def test_within_says_whose_full_list_the_file_is(file, stored):
    run(file("湖塘村,张三,2024.5,"), "--within", "361126104203", "--commit", "all", *LEAVE)

    assert ended() == []


@pytest.mark.parametrize(
    ("row", "options", "message"),
    [
        ("湖塘村,张三,2024.5,", ["--commit", "all", "--leave-on", "2026-06-30"], "要一起使用"),
        ("湖塘村,张三,2024.5,", [*LEAVE], "只和 --full-list、--commit 一起使用"),
        ("湖塘村,张三,2024.5,", ["--commit", "all", "--leave-on", "昨天", "--leave-reason", "届满"], "昨天"),
        ("湖塘村,张三,2024.5,", ["--commit", "all", *LEAVE[:3], "外出"], "李四：“外出”不是 2026 年可用的离任"),
        ("湖塘村,张三,五月初,", ["--commit", "good", *LEAVE], "还有 1 行有问题"),
        ("湖塘村,张三,2024.5,", ["--commit", "all", "--leave-on", "2020-02-29", *LEAVE[2:]], "李四：“任现职时间”"),
    ],
)
def test_impossible_full_list_is_refused_and_changes_nothing(file, stored, row, options, message):
    with pytest.raises(CommandError, match=message):
        run(file(row), *options)

    assert ended() == []
    assert not ImportBatch.objects.filter(file_name="村书记名单.csv").exists()


def test_file_that_names_no_unit_needs_one(tmp_path, stored, county):
    path = tmp_path / "表.csv"
    path.write_text("乡镇,村,姓名,任现职时间,联系电话\n漆工镇,湖塘村,张三,2024.5,", encoding="utf-8")

    with pytest.raises(CommandError, match="请用 --within 写明单位代码"):
        run(path)


def test_other_ledgers_have_no_full_list(tmp_path, stored):
    path = tmp_path / "表.csv"
    path.write_text("填报单位：漆工镇,,\n村,存在问题,列入时间\n湖塘村,班子不健全,2026.3", encoding="utf-8")

    with pytest.raises(CommandError, match="不是名册"):
        call_command("import_ledger", "weak_org", str(path), "--by", "lijuan", "--full-list")
