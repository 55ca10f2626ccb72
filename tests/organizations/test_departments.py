"""Departments named in a text are matched to those of the tree by one rule."""

import pytest

from organizations.departments import match_department
from tests.factories import make_organization

NAMES = [
    "组织部",
    "政法委",
    "民政局",
    "财政局",
    "农业农村局",
    "人力资源和社会保障局",
    "住房和城乡建设局",
    "市场监督管理局",
    "卫生健康委员会",
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def departments(city):
    return [make_organization(name, parent=city, level="city", kind="部门") for name in NAMES]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("财政部门", "财政局"),
        ("市财政局", "财政局"),
        ("上饶市财政局", "财政局"),
        ("财政", "财政局"),
        ("民政部门", "民政局"),
        ("人社部门", "人力资源和社会保障局"),
        ("市人社局", "人力资源和社会保障局"),
        ("人力资源社会保障部门", "人力资源和社会保障局"),
        ("农业农村部门", "农业农村局"),
        ("农业部门", "农业农村局"),
        ("住建部门", "住房和城乡建设局"),
        ("市场监管部门", "市场监督管理局"),
        ("卫健委", "卫生健康委员会"),
        ("组织部门", "组织部"),
        ("市委组织部", "组织部"),
        ("市委政法委", "政法委"),
        ("有关部门", None),
        ("各部门", None),
        ("牵头单位", None),
        ("教育部门", None),
        ("工会", None),
        ("", None),
    ],
)
def test_department_is_found_by_what_distinguishes_it(departments, text, name):
    found = match_department(text, departments)

    assert (found.name if found else None) == name


def test_alias_is_compared_too(departments, city):
    office = make_organization("社会工作部", parent=city, level="city", kind="部门")
    office.aliases.create(name="两新工委")

    assert match_department("两新工委", [*departments, office]) == office


def test_name_that_fits_several_is_not_decided(city):
    both = [make_organization(name, parent=city, level="city", kind="部门") for name in ("教育体育局", "教育考试局")]

    assert match_department("教育部门", both) is None


def test_equal_name_goes_before_a_longer_one(city):
    both = [make_organization(name, parent=city, level="city", kind="部门") for name in ("农业农村局", "农业局")]

    assert match_department("农业部门", both).name == "农业局"
