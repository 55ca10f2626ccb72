"""Files of surveys, visits and joint reviews are recognised and read; lists of persons are refused and not kept."""

import pytest
from django.core.exceptions import ValidationError

from files.errors import FileError
from ledgers import actions, worker
from ledgers.models import ImportBatch
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.reading import build

SURVEY = [
    ["弋阳县2026年软弱涣散村党组织拉网式排查情况汇总表"],
    ["填报单位：弋阳县委组织部", "", "", "", "填报时间：2026年6月30日"],
    ["序号", "乡镇", "村（社区）", "排查情况", "", "", "", "未列入原因", "签字背书人", "备注"],
    ["", "", "", "轮次", "排查日期", "排查结论", "存在的主要问题", "", "", ""],
    [1, "漆工镇", "湖塘村", "第一轮", "2026.5.6", "未发现问题", "", "", "县委副书记", ""],
    ["", "", "程家村", "第一轮", "5月7日", "疑似软弱涣散", "班子内耗", "经研究，已自行整改", "李 明", ""],
    [2, "漆工镇", "余仓村", "第一轮", "2026-05-08", "列入整顿", "无后备", "", "", ""],
    [3, "漆工镇", "杨桥村", "第一轮", "2026-05-08", "说不清", "", "", "", ""],
    ["合计", "", "", "", "", "4个", "", "", "", ""],
]
VISITS = [
    ["弋阳县县级领导干部“村村到”走访台账"],
    ["填报单位：弋阳县委组织部（盖章）　填报时间：2026.6.30"],
    ["序号", "县级领导", "", "走访村（社区）", "", "走访时间", "发现问题", "已解决", "备注"],
    ["", "姓名", "职务", "乡镇", "村", "", "（个）", "（个）", ""],
    [1, "周 敏", "县委书记", "漆工镇", "湖塘村", "2026.3.5", 3, 2, ""],
    [2, "陈立", "县委副书记、县长", "漆工镇", "程家村", "2026年4月", "5个", "/", ""],
    [3, "陈立", "县委副书记、县长", "漆工镇", "余仓村", "", 1, 1, ""],
]
REVIEWS = [
    ["弋阳县村“两委”成员县级联审情况统计表（2026年）"],
    ["序号", "乡镇", "村", "联审批次", "联审时间", "人数", "", "", "", "备注"],
    ["", "", "", "", "", "应联审", "已联审", "不符合", "已清理", ""],
    [1, "漆工镇", "湖塘村", "第一批", "2026.4.10", 6, 6, 1, 1, ""],
    [2, "漆工镇", "程家村", "第一批", "2026.4.10", 5, "", 0, 0, ""],
    ["合计", "", "", "", "", 11, 6, 1, 1, ""],
]
PERSONS = [
    ["弋阳县村“两委”成员县级联审台账"],
    ["序号", "乡镇", "村", "姓名", "性别", "出生年月", "政治面貌", "学历", "现（拟）任职务", "身份证号", "联审意见", "",
     "", "", "联审结论", "处理情况", "备注"],
    ["", "", "", "", "", "", "", "", "", "", "纪检监察", "公安", "法院", "信访", "", "", ""],
    [1, "漆工镇", "湖塘村", "王小明", "男", "1970.1", "党员", "高中", "委员", "11010119900307387X", "无", "无", "无",
     "无异议", "不符合", "已免职", ""],
]  # fmt: skip


def test_results_of_a_survey_are_read_and_an_unclear_one_is_held_back(read, places):
    reading = read(build.xlsx(SURVEY, merges=["A1:J1", "D3:G3", "B5:B6"]), "排查.xlsx")

    assert reading.ledger_key == "survey"
    assert build.placed(reading, places)[6] == "弋阳县漆工镇程家村民委员会"
    assert build.fields(reading) == {
        5: {"round": "第一轮", "surveyed_on": "2026-05-06", "result": "正常", "signed_by": "县委副书记"},
        6: {
            "round": "第一轮", "surveyed_on": "2026-05-07", "result": "疑似", "problem": "班子内耗",
            "not_listed_because": "经研究，已自行整改", "signed_by": "李明",
        },
        7: {"round": "第一轮", "surveyed_on": "2026-05-08", "result": "列入", "problem": "无后备"},
    }  # fmt: skip
    assert build.held(reading) == {8: ["invalid_choice"]}
    assert build.ignored(reading)[9] == "total"


def test_visits_are_read_and_one_without_a_day_is_held_back(read):
    reading = read(build.xls(VISITS, merges=["B3:C3", "D3:E3"]), "走访.xls")

    assert reading.ledger_key == "village_visit"
    assert build.fields(reading) == {
        5: {"leader": "周敏", "post": "县委书记", "visited_on": "2026-03-05", "found": 3, "solved": 2},
        6: {"leader": "陈立", "post": "县委副书记、县长", "visited_on": "2026-04", "found": 5},
    }
    assert build.held(reading) == {7: ["missing_required"]}


def test_numbers_of_a_joint_review_are_read_and_a_row_without_them_is_held_back(read):
    reading = read(build.xlsx(REVIEWS, merges=["F2:I2"]), "联审.xlsx")

    assert reading.ledger_key == "joint_review"
    assert build.fields(reading) == {
        4: {
            "batch": "第一批", "reviewed_on": "2026-04-10", "members": 6, "reviewed": 6, "unfit": 1, "cleared": 1,
        }
    }  # fmt: skip
    assert build.held(reading) == {5: ["missing_required"]}


@pytest.mark.parametrize("ledger", ["auto", "joint_review"])
def test_joint_review_that_lists_persons_is_refused(read, ledger):
    with pytest.raises(FileError, match=r"第 \d+ 列“姓名”逐行登记个人.*请按单位汇总人数后重新上传") as refusal:
        read(build.xlsx(PERSONS, merges=["K2:N2"]), "联审.xlsx", ledger=ledger)

    assert refusal.value.code == "lists_persons"


@pytest.mark.django_db
def test_file_of_a_refused_list_of_persons_is_deleted(county, village, private_files, client):
    editor = make_user(county, "editor")
    batch = actions.upload(data=build.xlsx(PERSONS, merges=["K2:N2"]), file_name="联审.xlsx", by=editor)
    stored_as = batch.file.name
    client.force_login(editor, backend=BACKEND)

    worker.work_on(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.file.name, batch.summary) == (ImportBatch.State.REFUSED, "", {})
    assert not batch.file.storage.exists(stored_as)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "请按单位汇总人数后重新上传" in page
    assert "下载原文件" not in page
    with pytest.raises(ValidationError, match="请重新上传"):
        actions.choose_type(batch, key="secretary", by=editor)
