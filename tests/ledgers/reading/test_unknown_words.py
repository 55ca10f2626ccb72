"""Columns whose headings the portal has never heard are known by what they hold, and nothing certain is ever wrong."""

import random

import pytest

from ledgers.reading import ideas
from ledgers.reading.evidence import CERTAIN
from tests.ledgers.reading.shrunken import SAMPLES, columns_read, parsed

LETTER = "癸"  # says nothing
CROSS = "16"  # a cross table repeats its headings for every county
# Words for a column that stand neither in the vocabulary nor in a declaration.
WORDS = {
    "seq": "流水次第", "county": "辖县", "township": "哪个镇", "village": "哪个村", "name": "称呼",
    "gender": "男还是女", "birth": "诞辰日期", "age": "几岁", "education": "念书程度", "phone": "拨打电话号",
    "note": "另记一笔", "no": "受理件编号", "deadline": "截止到哪天", "date": "哪一天", "members": "党员有多少",
    "secretary": "支部书记是谁", "plan": "全年活动打算", "task": "要办任务", "progress": "推进到几成",
    "measures": "怎么做的打法", "problems": "卡壳问题", "problem": "毛病问题", "next_steps": "往后打算",
    "owner": "谁牵头", "weak_type": "弱在哪类", "listed_on": "哪天列入", "since": "哪天入库",
    "county_leader": "县里联村领导", "township_leader": "乡镇包村干部哪位", "first_secretary": "第一书记哪位",
    "paired_unit": "哪家结对单位", "start_on": "打哪天开始", "end_on": "到哪天结束", "reviewed": "回头看没看",
    "rectified": "整顿好没好", "done_on": "哪天销号", "joined_party": "哪年入党", "appointed": "哪年任职",
    "source": "打哪来源", "director_too": "一肩挑不挑", "filed": "备案没备案", "joint_review": "联审没联审",
    "domain": "哪条领域", "post": "啥职务", "class_name": "哪期班次", "days": "共几天", "place": "在哪个地点",
    "passed": "合格没合格", "project": "啥项目", "batch": "哪批次", "central_yuan": "中央给的资金",
    "province_yuan": "省里给的资金", "county_yuan": "县里给的资金", "own_yuan": "村里自筹的",
    "total_yuan": "拢共总投资", "spent_yuan": "已支付多少", "income_yuan": "每年收益多少",
    "inspected": "抽查没抽查", "risk": "有啥风险", "grid_name": "网格叫啥名", "grid_no": "网格编号码",
    "households": "多少户", "people": "多少人口", "party_members": "多少党员", "grid_head": "网格长是谁",
    "workers": "专职有几个", "party_group": "建没建党小组", "merged_from": "由哪些网格合并",
    "received_at": "几时受理", "kind": "啥类别", "content": "讲了啥内容", "person": "反映人是谁",
    "dept": "哪家承办", "due_at": "限到几时", "finished_at": "几时办结", "result": "处理得怎样",
    "satisfied": "满意不满意", "overdue": "逾期没逾期", "party_member": "是不是党员", "identity": "干啥职业",
    "mentor": "谁培养", "course": "上的啥课程", "form": "啥方式", "should": "名册上应到几人",
    "attended": "签到来几人", "rate": "到课占几成比例", "hours": "算几学时", "cost_yuan": "花多少钱",
    "teacher": "哪位老师讲", "topic": "议的啥主题", "host": "谁主持", "leader_attended": "领导到场没",
    "recorder": "谁记录", "minutes": "记录的要点", "center": "哪个服务中心", "area_m2": "多大面积",
    "built": "哪年落成", "radius_min": "步行几分钟", "windows": "几个窗口", "rooms": "几间用房",
    "staff": "几人值守", "online": "打通没打通", "demo": "样板还是不是", "open_time": "几点开放",
    "limit_hours": "限几小时时长",
}  # fmt: skip


def renamed(places, word_of):
    """(right, all, wrong and certain) when every heading of every sample in turn gets another word."""
    right, count, wrong = 0, 0, []
    for path in SAMPLES:
        _answer, _raw, sheet = parsed(path)
        fields = {column["column"]: column["field"] for column in sheet["columns"]}
        for column, field in fields.items():
            if not field or path.name.startswith(CROSS):
                continue
            found = columns_read(path, places, {column: word_of(field)})
            own = found.get(column)
            right += bool(own) and (own.field or own.proposed) == field
            count += 1
            wrong += [
                (path.name[:2], word_of(field), other.header, other.field)
                for number, other in found.items()
                if other.certainty == CERTAIN and other.field != fields[number]
            ]
    return right, count, wrong


def test_the_words_of_this_test_are_unknown_to_the_vocabulary():
    assert [word for word in WORDS.values() if word in ideas.vocabulary().ideas] == []


def test_columns_with_unheard_words_are_certain_or_likely(places):
    right, count, wrong = renamed(places, WORDS.__getitem__)

    assert wrong == []
    assert right >= 0.95 * count


def test_columns_with_a_meaningless_letter_are_mostly_likely(places):
    right, count, wrong = renamed(places, lambda field: LETTER)

    assert wrong == []
    assert right >= 0.6 * count


LETTERS = "赵钱孙李周吴郑王甲丙丁壬寅卯辰申酉戌亥"


@pytest.mark.parametrize("seed", range(4))
def test_no_mixture_of_headings_and_cells_is_certain_and_wrong(places, seed):
    """Three columns at once get unheard words, letters or names, and two of them may exchange their cells."""
    chance = random.Random(seed)

    assert [wrong for _run in range(500) for wrong in mixed(places, chance)] == []


def mixed(places, chance):
    """Return the columns of a mixture that are certain and neither what their heading says nor what their cells are."""
    path = chance.choice([path for path in SAMPLES if not path.name.startswith(CROSS)])
    _answer, _raw, sheet = parsed(path)
    fields = {column["column"]: column["field"] for column in sheet["columns"] if column["field"]}
    chosen = chance.sample(list(fields), 3)
    words = {
        column: chance.choice([WORDS[fields[column]], LETTER, "".join(chance.sample(LETTERS, 3))]) for column in chosen
    }
    exchanged = chosen[:2] if chance.random() < 0.5 else None
    may_be = {column: {field} for column, field in fields.items()}
    if exchanged:
        for column, other in (exchanged, exchanged[::-1]):
            may_be[column] = {fields[column], fields[other]} if words[column] in WORDS.values() else {fields[other]}
    found = columns_read(path, places, words, exchanged)
    return [
        (path.name[:2], words, exchanged, other.header, other.field)
        for column, other in found.items()
        if other.certainty == CERTAIN and other.field and other.field not in may_be.get(column, ())
    ]
