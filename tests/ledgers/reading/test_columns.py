"""Headers are matched to fields: declared words always, similar words only if the cells below fit the field."""

import pytest

from ledgers import declarations
from ledgers.reading import shapes
from ledgers.reading.columns import Matcher, Path
from ledgers.reading.evidence import CERTAIN, Evidence
from tests.ledgers.reading.build import fields, xlsx

LEDGERS = declarations.all_ledgers()
PLACES = ["序号", "县（市、区）", "乡镇（街道）", "村（社区）"]


def assigned(ledger, *headers, mapping=None):
    """The fields that are certain by the headers alone: of columns without a cell."""
    paths = [Path(number, header if isinstance(header, tuple) else (header,)) for number, header in enumerate(headers)]
    matcher = Matcher(ledger, mapping)
    known = {column: match.field for column, match in matcher.assign(paths).items() if match.sure}
    dropped = {path.column: "" for path in paths if matcher.is_mapped(path)}
    looks = {path.column: shapes.Column([]) for path in paths}
    verdicts = Evidence(matcher, paths, looks, dropped | known, lambda *pair: 0.0).decide()
    near = {column: verdict.field for column, verdict in verdicts.items() if verdict.certainty == CERTAIN}
    return [(near | known).get(number) for number in range(len(paths))]


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_all_headers_of_our_template_are_recognised(ledger):
    labels = [str(column.label) for column in ledger.stored_columns]

    assert assigned(ledger, *PLACES, *labels) == ["seq", "county", "township", "village", *ledger.fields]


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_every_synonym_is_matched_to_its_field(ledger):
    wrong = [
        (column.field, word)
        for column in ledger.columns
        for word in column.synonyms
        if assigned(ledger, "村（社区）", word) != ["village", column.field]
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "header",
    [
        "联 系\n电 话",
        "联系电话（手机）",
        "*联系电话",
        "12.联系电话",
        "联系电话：",
        "“联系电话”",
        "（九）联系电话",
        "联系电话\u3000",
    ],
)
def test_blanks_brackets_numbering_and_marks_in_headers_are_ignored(header):
    assert assigned(declarations.get("grid"), header) == ["phone"]


def test_equal_headers_are_told_apart_by_the_group_above_them():
    ledger = declarations.get("weak_org")

    assert assigned(
        ledger,
        ("联村县级领导", "姓名"),
        ("联村县级领导", "职务"),
        ("包村乡镇领导", "姓名"),
        ("第一书记", "姓名"),
        ("第一书记", "派出单位"),
    ) == ["county_leader", None, "township_leader", "first_secretary", "paired_unit"]


def test_field_goes_to_its_closest_header_only():
    assert assigned(declarations.get("reserve"), "现工作（务工）情况", "人员类别") == [None, "identity"]
    assert assigned(declarations.get("weak_org"), "备注", "说明") == ["note", None]


def test_organization_is_taken_as_the_village_only_without_a_column_of_villages():
    ledger = declarations.get("secretary_training")

    assert assigned(ledger, "党组织名称", "姓名") == ["village", "name"]
    assert assigned(ledger, "党组织名称", "所在村", "姓名") == [None, "village", "name"]


def test_unit_column_of_a_county_ledger_contains_counties():
    assert assigned(declarations.get("monthly_report"), "单位", "重点任务", "进度") == ["county", "task", "progress"]


def test_header_with_a_unit_of_measure_does_not_match_a_field_of_text():
    assert assigned(declarations.get("collective_economy"), "项目（万元）", "项目名称") == [None, "project"]


def test_mapping_overrides_recognition():
    ledger = declarations.get("grid")

    assert assigned(ledger, "户数", "备注", mapping={"备注": "households"}) == [None, "households"]
    assert assigned(ledger, "户数", mapping={"户数": None}) == [None]


def test_similar_header_is_matched_only_if_its_cells_fit_the_field(read):
    header = ["街道", "社区", "网格名称", "网格内户数", "户数", "本网格常住人口", "常驻网格员工作人数"]
    rows = [["信州区网格台账"], header, ["东市街道", "现代城社区", "第一网格", 1, 300, 900, "张三等人"]]

    found = read(xlsx(rows), ledger="grid")

    assert fields(found) == {3: {"grid_name": "第一网格", "households": 300, "people": 900}}
    assert "常驻网格员工作人数" in [column.header for column in found.imported_sheets[0].columns if not column.field]


@pytest.mark.parametrize(
    ("key", "header", "field"),
    [
        ("weak_org", "主要症结", "problem"),
        ("weak_org", "挂点乡镇领导", "township_leader"),
        ("weak_org", "县级包村领导", "county_leader"),
        ("weak_org", "县级领导走访次数", None),
        ("weak_org", "拟销号时间", "deadline"),
        ("weak_org", "实际转化时间", "done_on"),
        ("weak_org", "开始整改时间", "start_on"),
        ("weak_org", "销号情况", "rectified"),
        ("secretary", "村支书姓名", "name"),
        ("secretary", "副书记姓名", None),
        ("secretary", "上任时间", "appointed"),
        ("secretary", "任副书记时间", None),
        ("secretary", "是否纳入县级备案管理", "filed"),
        ("secretary", "联审部门", None),
        ("secretary_training", "轮训时间", "period"),
        ("secretary_training", "补训时间", None),
        ("secretary_training", "请假天数", None),
        ("secretary_training", "是否按期结业", "passed"),
        ("secretary_training", "结业证书编号", None),
        ("reserve", "后备干部", "name"),
        ("reserve", "是否为中共党员", "party_member"),
        ("reserve", "结对导师", "mentor"),
        ("reserve", "帮带人电话", None),
        ("org_life", "会议主要内容", "topic"),
        ("org_life", "应开次数", None),
        ("life_plan", "党支部书记姓名", "secretary"),
        ("life_plan", "副书记", None),
    ],
)
def test_undeclared_headers_are_matched_by_the_words_in_them(key, header, field):
    ledger = declarations.get(key)

    assert assigned(ledger, "村（社区）", header) == ["village", field]


def test_header_that_is_only_a_unit_of_measure_is_matched_by_its_group():
    ledger = declarations.get("collective_economy")

    assert assigned(ledger, ("建设进度", "%"), ("年收益", "（万元）"), ("备注", "户")) == [
        "progress",
        "income_yuan",
        None,
    ]


@pytest.mark.parametrize(
    ("key", "header", "field"),
    [
        ("grid", "党小组是否组建", "party_group"),
        ("center", "服务值守人员（人）", "staff"),
        ("collective_economy", "是否开展实地检查", "inspected"),
        ("member_training", "主讲老师", "teacher"),
    ],
)
def test_similar_headers_are_matched(key, header, field):
    assert assigned(declarations.get(key), header) == [field]
