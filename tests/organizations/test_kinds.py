import pytest

from organizations import kinds
from organizations.pinyin import LENGTH, initials
from organizations.tree import CAPACITY, ancestor_paths, number, step


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("弋阳县", " yyx"),
        ("鄱阳县", " pyx"),
        ("铅山县", " qsx ysx"),
        ("五三（1）社区", " ws1sq"),
        ("Ａ区", " aq ao"),
        ("——", ""),
        ("", ""),
    ],
)
def test_pinyin_initials_of_a_name_are_found(name, expected):
    assert initials(name) == expected


def test_initials_of_a_long_name_are_cut():
    assert len(initials("村" * 100)) == LENGTH + 1


@pytest.mark.parametrize(
    ("level", "code", "name", "expected"),
    [
        ("city", "361100000000", "上饶市", "市"),
        ("county", "361102000000", "信州区", "区"),
        ("county", "361126000000", "弋阳县", "县"),
        ("county", "361181000000", "德兴市", "县级市"),
        ("county", "361171000000", "某某新城", "其他"),
        ("county", "ZONE-01", "上饶经济技术开发区", "其他"),
        ("township", "361126001000", "弋江街道", "街道"),
        ("township", "361126099000", "某处", "街道"),
        ("township", "361126100000", "某处", "镇"),
        ("township", "361126199000", "某处", "镇"),
        ("township", "361126200000", "某处", "乡"),
        ("township", "361126399000", "某处", "乡"),
        ("township", "361126400000", "某林场", "其他"),
        ("township", "LOCAL-1", "某某街道办事处", "街道"),
        ("township", "LOCAL-1", "某林场", "其他"),
        ("village", "361126104001", "某处", "社区"),
        ("village", "361126104199", "某处", "社区"),
        ("village", "361126104200", "某处", "村"),
        ("village", "361126104399", "某处", "村"),
        ("village", "361126104400", "某处", "其他"),
        ("village", "LOCAL-2", "湖塘村民委员会", "村"),
        ("village", "LOCAL-2", "某某居委会", "社区"),
        ("village", "LOCAL-2", "某某生活区", "其他"),
    ],
)
def test_kind_is_found_from_the_code_or_otherwise_the_name(level, code, name, expected):
    assert kinds.derive(level, code, name) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "000"), (35, "00Z"), (36, "010"), (CAPACITY - 1, "ZZZ")])
def test_number_of_a_step_is_the_inverse_of_the_step_of_a_number(count, expected):
    assert step(count) == expected
    assert number("000" + expected) == count


@pytest.mark.parametrize("count", [-1, CAPACITY])
def test_step_beyond_the_capacity_is_refused(count):
    with pytest.raises(ValueError, match="at most 46656"):
        step(count)


def test_ancestors_of_a_path_begin_with_the_root():
    assert ancestor_paths("00000100Z") == ["000", "000001"]
