"""Groups of columns that make one field: ticks below words, and filing dates or numbers that mean yes."""

import pytest

from tests.ledgers.reading.build import fields, held, xlsx


def reserve(*rows):
    title = ["玉山县横街镇村级后备力量花名册（2020年）"]
    groups = ["村", "姓名", "性别", "", "是否党员", "", "人员类别", "", "年龄"]
    boxes = ["", "", "男", "女", "是", "否", "退役军人", "致富能手", ""]
    return xlsx([title, groups, boxes, *rows], merges=["A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:I3"])


def test_tick_means_the_word_above_it(read):
    reading = read(
        reserve(
            ["斧市村", "王一", "√", "", "✔", "", "√", "", 35],
            ["斧市村", "王二", "", 1, "", "v", "", "是", 36],
        )
    )

    assert fields(reading) == {
        4: {"name": "王一", "gender": "男", "party_member": True, "identity": "退役军人", "age": 35},
        5: {"name": "王二", "gender": "女", "party_member": False, "identity": "致富能手", "age": 36},
    }
    assert [column.field for column in reading.imported_sheets[0].columns][2:8] == [
        "gender", "gender", "party_member", "party_member", "identity", "identity",
    ]  # fmt: skip


def test_words_that_are_also_headers_are_tick_boxes_below_a_group(read):
    rows = [
        ["玉山县村级后备力量花名册（2020年）"],
        ["村", "姓名", "年龄", "政治面貌", "", "人员类别", ""],
        ["", "", "", "党员", "非党员", "退役军人", "其他"],
        ["玉山县横街镇斧市村", "王一", 35, "", "√", "", "√"],
    ]

    reading = read(xlsx(rows, merges=["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]))

    assert fields(reading) == {4: {"name": "王一", "age": 35, "party_member": False, "identity": "其他"}}


def test_several_ticks_are_joined_or_held_back(read):
    reading = read(
        reserve(
            ["斧市村", "王一", "√", "×", "√", "", "√", "√", 35],
            ["斧市村", "王二", "√", "√", "", "", "", "", 36],
            ["斧市村", "王三", "", "", "√", "√", "", "", 37],
        )
    )

    assert fields(reading) == {
        4: {"name": "王一", "gender": "男", "party_member": True, "identity": "退役军人、致富能手", "age": 35}
    }
    assert held(reading) == {5: ["invalid_choice"], 6: ["invalid_mark"]}


@pytest.mark.parametrize(
    ("proofs", "filing"),
    [
        (
            ("2020.4.10", "鹅组〔2020〕5号"),
            {"filed": True, "filed_on": "2020-04-10", "filing_number": "鹅组〔2020〕5号"},
        ),
        (("", "鹅组5号"), {"filed": True, "filing_number": "鹅组5号"}),
        (("未备案", ""), {"filed": False}),
        (("/", "—"), {}),
    ],
)
def test_filing_date_or_number_means_that_it_was_filed(read, proofs, filing):
    rows = [
        ["铅山县村党组织书记备案台账（2020年）"],
        ["乡镇", "村", "姓名", "学历", "备案情况", ""],
        ["", "", "", "", "备案时间", "备案文号"],
        ["鹅湖镇", "江村", "张伟", "大专", *proofs],
    ]

    reading = read(xlsx(rows, merges=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"]))

    assert fields(reading)[4] == {"name": "张伟", "education": "大专", **filing}


def test_texts_below_a_known_group_are_not_read_as_ticks(read):
    rows = [
        ["玉山县软弱涣散村党组织整顿台账（2020年）"],
        ["乡镇", "村", "类型", "存在问题", "整顿措施", ""],
        ["", "", "", "", "上半年", "下半年"],
        ["岩瑞镇", "太平村", "班子不团结", "内耗", "谈心", "调整"],
    ]

    reading = read(xlsx(rows, merges=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"]))

    assert fields(reading) == {4: {"weak_type": "班子不团结", "problem": "内耗"}}
