"""A new ledger with an indicator (``tests/development``) has its figure on the pages and its line in the circular.

``tests/ledgers/test_new_ledger.py`` tries the pages of the ledger itself.
"""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

import tests.development
from documents import kinds
from documents.content import text_of
from tests.development.models import Applicant
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_record
from years.shown_day import Day

MAY = Day(date(2026, 5, 31), date(2026, 6, 2))
ROOT = Path(tests.development.__file__).parents[2]
FILES = ("models.py", "ledgers.py", "indicators.py")


@pytest.fixture
def applicants(village, township):
    """Of 湖塘村, which has done what is asked, and of 程畈村, where one does not and one may have an introducer."""
    make_record(Applicant, village, applicant="王小明", introduced=True)
    other = make_organization("程畈村", parent=township)
    make_record(Applicant, other, applicant="李大方", introduced=False)
    make_record(Applicant, other, applicant="赵小燕", introduced=None)
    make_record(Applicant, other, applicant="钱多", introduced=True, state="entered")


def area_paragraphs(circular):
    section = next(each for each in circular["sections"] if each["heading"].endswith("分领域情况"))
    return [text_of(pieces) for pieces in section["paragraphs"]]


def test_ledger_and_its_figure_take_at_most_80_lines_in_one_app():
    written = {name: (ROOT / "tests" / "development" / name).read_text(encoding="utf-8") for name in FILES}
    lines = [line for text in written.values() for line in text.splitlines() if line.strip()]

    assert len(lines) <= 80


def test_example_in_the_guide_is_part_of_the_app():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = guide.partition("```python\n")[2].partition("```")[0]
    written = "".join((ROOT / "tests" / "development" / name).read_text(encoding="utf-8") for name in FILES)

    lines = [line for line in shown.splitlines() if line and not line.startswith("#")]
    assert len(lines) > 30
    assert [line for line in lines if f"{line}\n" not in written] == []


def test_no_other_code_names_the_ledger_or_its_figure():
    portal = [path for path in ROOT.glob("*/") if path.name not in {"tests", "docs", "var"} and path.name[0] != "."]
    sources = [path for folder in portal for path in folder.rglob("*.*") if path.suffix in {".py", ".html"}]

    assert [path.name for path in sources if "applicants_introduced" in path.read_text(encoding="utf-8")] == []


def test_figure_counts_what_is_confirmed_and_leaves_a_blank_unknown(city, applicants):
    assert counts_of("applicants_introduced", city, on=MAY.on) == (1, 3, 1, 1)


def test_line_stands_in_the_circular_below_its_area(city, applicants):
    circular = kinds.get("circular").context(city, MAY)

    heading, line = area_paragraphs(circular)[-2:]
    assert heading.endswith("）党员发展。本领域没有下达任务。")
    assert line == "指标方面，“申请人有入党介绍人”33.3%，3人中有1人，另有1人情况不明。"
    assert circular["figures"]["applicants_introduced"]["value"] == "33.3%"


def test_own_template_may_name_the_figure():
    assert kinds.get("circular").figures()["applicants_introduced"] == "申请人有入党介绍人"


def test_pages_show_the_figure_and_who_is_left(as_user, people, city, county, applicants):
    client = as_user(people.county_manager)

    listed = client.get(reverse("indicators:unit", args=[county.code]), {"on": "2026-05-31"}).content.decode()
    gap = client.get(reverse("indicators:gap", args=["applicants_introduced", county.code]), {"on": "2026-05-31"})

    assert "党员发展" in listed
    assert "5.10 申请人有入党介绍人" in listed
    assert [(row["label"], str(row["state"])) for row in gap.context["rows"]] == [
        ("程畈村　李大方", "未达到"),
        ("程畈村　赵小燕", "不明"),
        ("湖塘村　王小明", "已达到"),
    ]
