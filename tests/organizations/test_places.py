"""The index of places finds the unit that a ledger names, and never chooses between two units that fit."""

# ruff: noqa: E501 - cases are easier to read on one line

import pytest

from organizations.places import NOTHING, PlaceIndex

UNITS = [
    ("3611", "上饶市", "city", "", "市"),
    ("361126", "弋阳县", "county", "3611", "县"),
    ("361104", "广信区", "county", "3611", "区", ("上饶县",)),
    ("zone", "上饶经济技术开发区", "county", "3611", "其他", ("经开区",)),
    ("361126001", "桃源街道", "township", "361126", "街道"),
    ("361126102", "漆工镇", "township", "361126", "镇"),
    ("361126200", "太源畲族乡", "township", "361126", "乡"),
    ("361126300", "旧岗乡", "township", "361126", "乡", (), None, "2019-12-31", "361126102"),
    ("361104101", "田墩镇", "township", "361104", "镇"),
    ("v1", "湖塘村民委员会", "village", "361126102", "村"),
    ("v2", "东门社区居民委员会", "village", "361126001", "社区"),
    ("v3", "东门村民委员会", "village", "361126001", "村"),
    ("v4", "张村村民委员会", "village", "361126102", "村"),
    ("v5", "五三（2）社区居民委员会", "village", "361126001", "社区"),
    ("v6", "胜利居民委员会", "village", "361126001", "社区"),
    ("v7", "南岗村民委员会", "village", "361126102", "村", ("老南岗村",)),
    ("v8", "前进村民委员会", "village", "361126102", "村"),
    ("v9", "前进村民委员会", "village", "361126200", "村"),
    ("v10", "西山林场生活区", "village", "361126102", "其他"),
    ("v11", "桥头村民委员会", "village", "361126102", "村", (), None, "2020-06-30", "v1"),
    ("v12", "石桥村民委员会", "village", "361104101", "村", (), None, "2020-06-30", ""),
    ("v14", "长寿畲族村民委员会", "village", "361126200", "村"),
    ("v13", "金山社区居民委会", "village", "361126001", "社区"),
    ("d1", "财政局", "county", "361126", "部门"),
]


@pytest.fixture(scope="module")
def index():
    return PlaceIndex(UNITS)


@pytest.mark.parametrize(
    ("text", "within", "code"),
    [
        ("湖塘村民委员会", "361126102", "v1"),
        ("长寿村", "361126200", "v14"),
        ("湖塘村", "361126102", "v1"),
        ("湖塘村委会", "361126", "v1"),
        ("湖塘", "361126", "v1"),
        ("湖 塘 村　", "", "v1"),
        ("湖塘村★", "361126", "v1"),
        ("湖塘村党支部", "361126102", "v1"),
        ("湖塘村第一党支部", "361126102", "v1"),
        ("中共湖塘村支部委员会", "361126102", "v1"),
        ("中共湖塘村总支部委员会", "361126102", "v1"),
        ("湖塘村党委", "361126102", "v1"),
        ("湖塘村“两委”", "361126102", "v1"),
        ("湖塘行政村", "361126102", "v1"),
        ("东门社区", "361126001", "v2"),
        ("东门社区居委会", "361126001", "v2"),
        ("东门居委会", "361126001", "v2"),
        ("东门村", "361126001", "v3"),
        ("张村委会", "361126102", "v4"),
        ("张村", "361126102", "v4"),
        ("张", "361126102", "v4"),
        ("张村村", "361126102", "v4"),
        ("五三2社区", "361126001", "v5"),
        ("五三(2)社区居委会", "361126001", "v5"),
        ("胜利社区", "361126001", "v6"),
        ("胜利社区居民委员会", "361126001", "v6"),
        ("老南岗村", "361126102", "v7"),
        ("西山林场生活区", "361126102", "v10"),
        ("金山社区居委会", "361126001", "v13"),
        ("v9", "", "v9"),
    ],
)
def test_village_is_found_by_its_names(index, text, within, code):
    assert index.resolve(text, level="village", within=within).code == code


@pytest.mark.parametrize(
    ("text", "within", "codes"),
    [("东门", "361126001", ("v2", "v3")), ("前进村", "361126", ("v8", "v9"))],
)
def test_name_that_fits_two_units_gives_both_and_no_answer(index, text, within, codes):
    answer = index.resolve(text, level="village", within=within)

    assert answer.codes == codes
    assert answer.code == ""


@pytest.mark.parametrize("text", ["", "　", "龙潭坑尾村", "湖塘社区", "湖塘新村示范点", "村", "社区"])
def test_unknown_name_finds_nothing(index, text):
    assert index.resolve(text, level="village") == NOTHING


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("桃源街道", "361126001"), ("桃源", "361126001"), ("桃源街道办事处", "361126001"), ("桃源街办", "361126001"),
        ("桃源街道党工委", "361126001"), ("漆工", "361126102"), ("漆工镇党委", "361126102"), ("漆工镇人民政府", "361126102"),
        ("中共漆工镇委员会", "361126102"), ("太源乡", "361126200"), ("太源", "361126200"),
    ],
)  # fmt: skip
def test_township_is_found_by_its_names(index, text, code):
    assert index.resolve(text, level="township", within="361126").code == code


@pytest.mark.parametrize("text", ["漆工乡", "桃源镇", "红旗公社", "财政局"])
def test_township_is_not_found_by_the_name_of_another_kind(index, text):
    assert not index.resolve(text, level="township").codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("弋阳", "361126"), ("弋阳县", "361126"), ("弋阳县委", "361126"), ("中共弋阳县委组织部", "361126"), ("上饶县", "361104"), ("经开区", "zone"),
    ],
)  # fmt: skip
def test_county_is_found_by_its_names(index, text, code):
    assert index.resolve(text, level="county").code == code


def test_name_with_private_code_points_is_found(index):
    assert index.resolve("湖塘\ua3ac村", level="village").code == "v1"


def test_name_of_an_ended_unit_gives_its_successor_with_a_note(index):
    answer = index.resolve("桥头村", level="village", within="361126")

    assert (answer.code, answer.via) == ("v1", "桥头村民委员会")


def test_name_of_an_ended_township_gives_its_successor(index):
    assert index.resolve("旧岗乡", level="township", within="361126").code == "361126102"


def test_ended_unit_without_successor_is_still_found(index):
    assert index.resolve("石桥村", level="village").code == "v12"


def test_result_names_the_alias_by_which_a_unit_was_found(index):
    assert index.resolve("老南岗村", level="village").via == "老南岗村"
    assert index.resolve("南岗村", level="village").via == ""


def test_cell_may_begin_with_the_name_of_its_township(index):
    assert index.prefixes("漆工镇湖塘村", level="township") == [("361126102", "湖塘村"), ("361126102", "镇湖塘村")]


def test_index_knows_the_units_above_a_unit(index):
    assert [unit.name for unit in index.chain("v1").values()] == ["湖塘村民委员会", "漆工镇", "弋阳县", "上饶市"]
    assert index.full_name("v1") == "弋阳县漆工镇湖塘村民委员会"
    assert index.is_within("v1", "361126")
    assert index.is_within("v1", "")
    assert not index.is_within("v1", "361104")
    assert not index.is_within("361126", "361126102")


def test_suggestions_look_or_sound_like_the_name(index):
    assert index.near("湖堂村", level="village", within="361126")[0] == "v1"
    assert index.near("胡唐村", level="village", within="361126")[0] == "v1"
    assert index.near("漆公镇", level="township") == ["361126102"]
    assert index.near("完全不同", level="village") == []


def test_units_are_found_in_titles_by_their_full_names(index):
    assert index.mentioned("弋阳县2020年漆工镇台账", level="county") == ("361126",)
    assert index.mentioned("弋阳县2020年漆工镇台账", level="township") == ("361126102",)


def test_index_can_hold_tens_of_thousands_of_units():
    copies = [
        (f"{turn}{row[0]}", row[1], row[2], f"{turn}{row[3]}" if row[3] else "", row[4])
        for turn in range(3000)
        for row in UNITS
    ]

    index = PlaceIndex(copies)

    assert len(index) == 3000 * (len(UNITS) - 1)
    assert index.resolve("湖塘村", level="village", within="7361126").code == "7v1"


NEIGHBOURS = [
    ("c", "余干县", "county", "", "县"),
    ("t1", "瑞洪镇", "township", "c", "镇"),
    ("t2", "梅港乡", "township", "c", "乡"),
    ("n1", "东源村民委员会", "village", "t1", "村"),
    ("n2", "东源一村民委员会", "village", "t1", "村"),
    ("n3", "联合村民委员会", "village", "t1", "村"),
    ("n4", "大塘村村民委员会", "village", "t1", "村"),
    ("n5", "大塘村民委员会", "village", "t2", "村"),
]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("东源一党总支", ("n2",)),
        ("东源一村党支部", ("n2",)),
        ("东源村第一党支部", ("n1",)),
        ("东源党支部", ("n1",)),
        ("联合党支部", ("n3",)),
        ("大塘村", ("n4", "n5")),
        ("大塘村委会", ("n4", "n5")),
        ("大塘村村", ("n4",)),
        ("大塘村民委员会", ("n5",)),
    ],
)
def test_similar_names_of_villages_are_told_apart(text, codes):
    assert PlaceIndex(NEIGHBOURS).resolve(text, level="village", within="c").codes == codes


TOWNS = [
    ("p", "上饶市", "city", "", "市"),
    ("c1", "横峰县", "county", "p", "县"),
    ("c2", "鄱阳县", "county", "p", "县"),
    ("t1", "兴安街道", "township", "c1", "街道"),
    ("t2", "鄱阳镇", "township", "c2", "镇"),
    ("s1", "城北社区居委会", "village", "t1", "社区"),
    ("s2", "城北社区居民委员会", "village", "t2", "社区"),
    ("r1", "铺前村委会", "village", "t1", "村"),
    ("r2", "铺前村村民委员会", "village", "t2", "村"),
]


@pytest.mark.parametrize("text", ["城北社区居委会", "城北社区居民委员会", "城北居委会"])
def test_every_short_form_of_a_committee_fits_both_units(text):
    assert PlaceIndex(TOWNS).resolve(text, level="village").codes == ("s1", "s2")


def test_short_form_of_village_committee_fits_both_villages():
    assert PlaceIndex(TOWNS).resolve("铺前村委会", level="village").codes == ("r1", "r2")


@pytest.mark.parametrize(
    ("text", "level", "within", "code"),
    [
        ("横峰县兴安街道", "township", "", "t1"),
        ("上饶市横峰县兴安街道办事处", "township", "", "t1"),
        ("鄱阳镇城北社区", "village", "", "s2"),
        ("上饶市鄱阳县鄱阳镇铺前村党支部", "village", "c2", "r2"),
        ("上饶市鄱阳县", "county", "c2", "c2"),
    ],
)
def test_name_may_begin_with_the_units_above(text, level, within, code):
    assert PlaceIndex(TOWNS).qualified(text, level=level, within=within).code == code


@pytest.mark.parametrize("text", ["横峰县鄱阳镇", "横峰县", "横峰县北门镇", "鄱阳城北社区"])
def test_name_with_wrong_units_above_finds_nothing(text):
    assert PlaceIndex(TOWNS).qualified(text, level="village").codes == ()
    assert PlaceIndex(TOWNS).qualified(text, level="township").codes == ()


def test_name_with_a_unit_above_outside_the_scope_finds_nothing():
    assert PlaceIndex(TOWNS).qualified("横峰县兴安街道", level="township", within="c2").codes == ()
