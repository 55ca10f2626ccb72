from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from organizations import loading, treefile
from organizations.management.commands.load_organizations import Command
from organizations.models import Organization
from organizations.treefile import TreeFileError
from tests.factories import make_user

REAL = Path(__file__).parents[2] / "data" / "organizations.csv"
HEAD = "code,name,level,parent_code,kind\n"
SMALL = HEAD + (
    "361100000000,上饶市,city,,市\n"
    "361126000000,弋阳县,county,361100000000,县\n"
    "361125000000,横峰县,county,361100000000,县\n"
    "361126104000,漆工镇,township,361126000000,镇\n"
    "361126104203,湖塘村民委员会,village,361126104000,村\n"
)

pytestmark = pytest.mark.django_db


def load(text, on=date(2026, 6, 1), **options):
    content = text if isinstance(text, bytes) else text.encode()
    return loading.load(treefile.read(content), on=on, **options)


def refusal(text):
    """The messages of the problems for which loading ``text`` is refused."""
    before = list(Organization.objects.values_list("pk", "name", "path"))
    with pytest.raises(TreeFileError) as caught:
        load(text)
    assert list(Organization.objects.values_list("pk", "name", "path")) == before
    return [str(problem) for problem in caught.value.problems]


def unit(code):
    return Organization.objects.get(code=code)


def snapshot():
    return list(Organization.objects.order_by("pk").values())


# The real tree


def test_real_tree_loads_completely_and_a_second_load_changes_nothing():
    first = load(REAL.read_bytes())
    stored = snapshot()

    second = load(REAL.read_bytes())

    assert first.counts() == {"added": 3125, "changed": 0, "unchanged": 0, "missing": 0}
    assert second.counts() == {"added": 0, "changed": 0, "unchanged": 3125, "missing": 0}
    assert snapshot() == stored
    assert AuditEntry.objects.filter(action="organization.loaded").count() == 1


def test_real_tree_has_the_numbers_of_units_in_its_readme():
    load(REAL.read_bytes())

    counts = Organization.objects.descendants_of(unit("361128000000")).counts_by_level()

    assert counts == {"township": 32, "village": 578}


def test_every_path_begins_with_the_path_of_its_parent():
    load(REAL.read_bytes())

    strays = [
        each
        for each in Organization.objects.select_related("parent")
        if each.parent and each.path[:-3] != each.parent.path
    ]

    assert strays == []


# What loading reports and stores


def test_new_units_begin_on_the_given_day():
    load(SMALL, valid_from=date(2025, 1, 1))

    assert unit("361126104000").valid_from == date(2025, 1, 1)


def test_changed_name_is_stored_and_the_old_one_becomes_an_alias():
    load(SMALL)

    plan = load(SMALL.replace("漆工镇", "漆工新镇"))

    changed = unit("361126104000")
    assert plan.counts() == {"added": 0, "changed": 1, "unchanged": 4, "missing": 0}
    assert (changed.name, changed.initials) == ("漆工新镇", " qgxz")
    assert [alias.name for alias in changed.aliases.all()] == ["漆工镇"]


def test_every_changed_unit_is_recorded():
    load(SMALL)

    load(SMALL.replace("漆工镇", "漆工新镇"), source="tree.csv")

    entry = AuditEntry.objects.get(action="organization.changed")
    assert entry.changes == {"name": ["漆工镇", "漆工新镇"]}
    assert (entry.object_label, entry.note) == ("漆工新镇", "tree.csv")


def test_unit_left_out_of_the_file_is_named_and_kept():
    load(SMALL)

    plan = load("".join(SMALL.splitlines(keepends=True)[:-1]))

    assert [each.code for each in plan.missing] == ["361126104203"]
    assert unit("361126104203").valid_to is None


def test_units_of_other_counties_are_not_missing_in_the_file_of_one_county():
    load(SMALL)

    plan = load(HEAD + "361126000000,弋阳县,county,361100000000,县\n")

    assert [each.code for each in plan.missing] == ["361126104000", "361126104203"]


def test_departments_are_never_reported_as_missing():
    load(SMALL + "361100000000-01,市民政局,city,361100000000,部门\n")

    assert load(SMALL).missing == []


def test_ended_unit_in_the_file_stays_ended_and_is_named():
    load(SMALL)
    Organization.objects.filter(code="361126104203").update(valid_to=date(2024, 12, 31))

    plan = load(SMALL)

    assert [each.code for each in plan.ended] == ["361126104203"]
    assert unit("361126104203").valid_to == date(2024, 12, 31)


def test_moving_a_township_moves_its_villages():
    load(SMALL)

    plan = load(SMALL.replace("township,361126000000", "township,361125000000"))

    assert [change.row.code for change in plan.moved] == ["361126104000"]
    assert unit("361126104000").parent == unit("361125000000")
    assert unit("361126104203").path.startswith(unit("361125000000").path)


def test_moving_a_township_moves_villages_left_out_of_the_file():
    load(SMALL)

    load(HEAD + "361126104000,漆工镇,township,361125000000,镇\n")

    assert unit("361126104203").path.startswith(unit("361125000000").path)


def test_unit_can_move_below_a_unit_that_is_new_or_moves_too():
    load(SMALL)

    load(
        SMALL.replace("township,361126000000", "township,361199000000")
        + "361199000000,新区,county,361100000000,区\n"
        + "361125001000,岑阳镇,township,361125000000,镇\n"
    )

    assert unit("361126104203").path[:9] == unit("361126104000").path
    assert unit("361126104000").path[:6] == unit("361199000000").path
    assert len(set(Organization.objects.values_list("path", flat=True))) == 7


def test_interrupted_load_stores_nothing_and_the_next_one_stores_all(monkeypatch):
    load(SMALL)
    moved = SMALL.replace("township,361126000000", "township,361125000000")
    stored = snapshot()
    with monkeypatch.context() as broken:
        broken.setattr(loading, "_record", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load(moved)
    between = snapshot()

    load(moved)

    assert between == stored
    assert unit("361126104000").parent.code == "361125000000"


def test_short_names_and_aliases_are_loaded_where_the_file_has_them():
    text = SMALL.replace("kind\n", "kind,short_name,aliases\n").replace(",镇\n", ",镇,漆工,漆工公社、老漆工\n")

    load(text)

    loaded = unit("361126104000")
    assert loaded.short_name == "漆工"
    assert [alias.name for alias in loaded.aliases.all()] == ["漆工公社", "老漆工"]
    assert load(text).changed == []


def test_missing_kind_is_found_from_the_code_unless_it_was_set_by_hand():
    text = SMALL.replace(",镇\n", ",\n").replace(",村\n", ",\n")
    load(text)
    told = unit("361126104000").kind, unit("361126104203").kind
    Organization.objects.filter(code="361126104000").update(kind="乡")

    plan = load(text)

    assert told == ("镇", "村")
    assert plan.changed == []
    assert unit("361126104000").kind == "乡"


def test_several_roots_other_code_prefixes_and_cities_without_counties_are_loaded():
    load(
        HEAD + "500000000000,重庆市,city,,市\n"
        "500101000000,万州区,county,500000000000,区\n"
        "500229000000,城口县,county,500000000000,县\n"
        "441900000000,东莞市,city,,市\n"
        "441900003000,东城街道,township,441900000000,街道\n"
        "ZONE-01,高新区,county,500000000000,其他\n"
        "441900003400,某林场,village,441900003000,其他\n"
    )

    assert Organization.objects.roots().count() == 2
    assert unit("441900003400").path.startswith(unit("441900000000").path)


def test_parents_may_stand_after_their_children():
    head, *rows = SMALL.splitlines(keepends=True)

    plan = load(head + "".join(reversed(rows)))

    assert plan.counts()["added"] == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_usual_encodings_are_read(encoding):
    load(SMALL.encode(encoding))

    assert unit("361126000000").name == "弋阳县"


def test_tabs_windows_line_ends_and_blank_rows_are_read():
    text = SMALL.replace(",", "\t").replace("\n", "\r\n") + "\t\t\t\t\r\n\r\n"

    assert load(text).counts()["added"] == 5


def test_file_with_chinese_headers_and_a_title_above_them_is_read():
    text = "上饶市组织机构,,,,\n代码,名称,层级,上级代码,类别\n" + SMALL.partition("\n")[2].replace("city", "市级")

    assert load(text).counts()["added"] == 5


def test_codes_stored_as_numbers_in_a_workbook_are_read():
    lines = [["code", "name", "level", "parent_code"], [361100000000.0, "上饶市", "city", None]]

    found = treefile.read_table(enumerate(lines, 1))

    assert found.rows[0].code == "361100000000"


def test_alias_and_new_name_can_be_searched_after_a_load():
    load(SMALL)
    load(SMALL.replace("漆工镇", "漆工新镇"))

    assert Organization.objects.resolve("漆工镇").unit == unit("361126104000")


# What is refused, with line, column and reason


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("361126105000,某镇,township,361199000000,镇", "第 7 行，“parent_code”列：没有代码为 361199000000 的上级单位"),
        ("361126104000,又一镇,township,361126000000,镇", "第 7 行，“code”列：代码 361126104000 与第 5 行重复。"),
        ("361126105000,,township,361126000000,镇", "第 7 行，“name”列：名称不能为空。"),
        (",某镇,township,361126000000,镇", "第 7 行，“code”列：代码不能为空。"),
        ("361126105000,某镇,town,361126000000,镇", "第 7 行，“level”列：没有“town”这一层级"),
        ("361126105000,某镇,,361126000000,镇", "第 7 行，“level”列：层级不能为空"),
        ("361126105000,某镇,township,361126000000,公社", "第 7 行，“kind”列：乡级单位没有“公社”这一类别"),
        ("361126105000,某镇,township,361126104203,镇", "第 7 行，“level”列：层级颠倒：乡级单位不能放在村级单位"),
        ("361126105000,某镇,township,361126105000,镇", "第 7 行，“parent_code”列：上级关系成环"),
        ("361126105000,某镇,township,,镇", "第 7 行，“parent_code”列：只有市级和县级单位可以没有上级"),
        (f"361126105000,{'长' * 101},township,361126000000,镇", "第 7 行，“name”列：最多 100 个字，现有 101 个。"),
        (f"{'3' * 21},某镇,township,361126000000,镇", "第 7 行，“code”列：最多 20 个字，现有 21 个。"),
        ("3.61E+11,某镇,township,361126000000,镇", "第 7 行，“code”列：“3.61E+11”被表格软件改成了科学计数法"),
        ("36 11,某镇,township,361126000000,镇", "第 7 行，“code”列：“36 11”不是代码"),
        ('361126105000,"某\n镇",township,361126000000,镇', "第 7 行，“name”列：“某\n镇”中有换行或不可见的字符"),
        ("361126105000,某\0镇,township,361126000000,镇", "第 7 行，“name”列：“某\0镇”中有换行或不可见的字符"),
        ("361126105000,某镇,township,361126000000,镇,多,余", "第 7 行：单元格比表头多"),
        ('361126105000,"某镇,township,361126000000,镇', "第 7 行：引号没有配对"),
        ("361126000000-1,某局,township,361126000000,部门", "第 7 行，“kind”列：乡级单位没有“部门”这一类别"),
        ("361100000000-1,某局,county,361100000000,部门", "第 7 行，“level”列：部门的层级应与上级单位相同"),
    ],
)
def test_malformed_row_is_refused_with_line_column_and_reason(row, expected):
    [problem] = refusal(SMALL + row + "\n")

    assert problem.startswith(expected)


def test_unit_below_a_department_is_refused():
    text = SMALL + "361126000000-1,民政局,county,361126000000,部门\n361126105000,某镇,township,361126000000-1,镇\n"

    assert refusal(text)[0].startswith("第 8 行，“parent_code”列：上级单位 361126000000-1 是部门")


def test_cycle_is_refused_with_its_members():
    text = SMALL.replace("city,,市", "city,361126104203,市")

    assert refusal(text)[0] == (
        "第 2 行，“parent_code”列：上级关系成环：361100000000 → 361126104203 → 361126104000 → 361126000000"
        " → 361100000000。"
    )


def test_cycle_through_units_that_are_only_in_the_database_is_refused():
    load(SMALL)

    assert "上级关系成环" in refusal(HEAD + "361126000000,弋阳县,county,361126104203,县\n")[0]


def test_change_of_level_that_does_not_fit_the_units_below_is_refused():
    load(SMALL)

    [problem] = refusal(HEAD + "361126104000,漆工镇,village,361126000000,村\n")

    assert "“湖塘村民委员会”（361126104203）没有列在文件中" in problem


def test_new_unit_below_an_ended_one_is_refused():
    load(SMALL)
    Organization.objects.filter(code="361126104000").update(valid_to=date(2024, 12, 31))

    [problem] = refusal(SMALL + "361126104204,新村,village,361126104000,村\n")

    assert problem == "第 7 行，“parent_code”列：上级单位“漆工镇”已于 2024-12-31 停用。"


@pytest.mark.parametrize("column", ["code", "name", "level", "parent_code"])
def test_missing_column_is_named(column):
    [problem] = refusal(SMALL.replace(column, "else", 1))

    assert problem.startswith(f"第 1 行，“{column}（")


def test_column_that_occurs_twice_is_named():
    assert refusal(SMALL.replace("kind", "name", 1)) == ["第 1 行，“name”列：这一列出现了两次，请删去一列。"]


def test_undecodable_byte_is_named_with_its_line():
    [problem] = refusal(SMALL.encode("gb18030").replace("漆".encode("gb18030"), b"\xff\xff"))

    assert problem.startswith("第 5 行：第 14 个字节起无法识别为文字")


@pytest.mark.parametrize("text", ["", "\n", HEAD])
def test_empty_file_is_refused(text):
    assert refusal(text)


def test_all_problems_are_reported_at_once():
    text = SMALL + "1,,township,361126000000,镇\n2,某镇,town,361126000000,镇\n"

    assert [problem[:4] for problem in refusal(text)] == ["第 7 ", "第 8 "]


def test_rows_outside_the_given_subtree_are_refused():
    load(SMALL)
    file = treefile.read((HEAD + "361126104000,漆工镇,township,361125000000,镇\n").encode())

    with pytest.raises(TreeFileError, match="这个单位不在您的管理范围内"):
        loading.load(file, on=date(2026, 6, 1), within=unit("361125000000"))


def test_history_of_a_load_names_the_user():
    load(SMALL)
    user = make_user(unit("361100000000"), name="陈立")

    load(SMALL.replace("漆工镇", "漆工新镇"), by=user)

    assert AuditEntry.objects.get(action="organization.changed").actor_name == "陈立"


# The command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tree.csv"
    path.write_text(SMALL)
    return path


def test_command_reports_what_it_did(file, capsys):
    call_command("load_organizations", file, "--valid-from", "2025-01-01")

    assert "新增 5 个，变更 0 个，未变 0 个，文件中缺少 0 个。" in capsys.readouterr().out
    assert unit("361100000000").valid_from == date(2025, 1, 1)


def test_command_names_moved_and_missing_units(file, capsys):
    call_command("load_organizations", file)
    rows = SMALL.replace("township,361126000000", "township,361125000000").splitlines(keepends=True)
    file.write_text("".join(rows[:-1]))

    call_command("load_organizations", file)

    told = capsys.readouterr().out
    assert "上级改变：漆工镇（361126104000）由 361126000000 改为 361125000000。" in told
    assert "361126104203 湖塘村民委员会" in told


def test_command_says_which_columns_it_did_not_use(file, capsys):
    file.write_text(SMALL.replace("kind\n", "kind,邮编\n"))

    call_command("load_organizations", file)

    assert "没有使用的列：邮编。" in capsys.readouterr().out


def test_command_fails_with_every_problem_and_writes_nothing(file):
    file.write_text(SMALL + "1,,township,361126000000,镇\n")

    with pytest.raises(CommandError, match="第 7 行，“name”列：名称不能为空。") as failure:
        call_command("load_organizations", file)

    assert failure.value.returncode == 1
    assert not Organization.objects.exists()


def test_command_says_when_the_file_does_not_exist(tmp_path):
    with pytest.raises(CommandError, match="无法读取文件"):
        call_command("load_organizations", tmp_path / "none.csv")


def test_command_refuses_text_that_is_not_a_day(file):
    with pytest.raises(CommandError, match="“2025-13-01”不是日期"):
        call_command("load_organizations", file, "--valid-from", "2025-13-01")


def test_command_shows_no_traceback_for_text_that_is_not_a_day(file, capsys):
    with pytest.raises(SystemExit):
        Command().run_from_argv(["manage.py", "load_organizations", str(file), "--valid-from", "2025-13-01"])

    assert "“2025-13-01”不是日期" in capsys.readouterr().err


def test_command_explains_that_a_file_is_a_workbook(file):
    file.write_bytes(b"PK\x03\x04")

    with pytest.raises(CommandError, match="这是 Excel 工作簿"):
        call_command("load_organizations", file)
