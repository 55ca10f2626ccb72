"""``ListPage`` over a QuerySet and over computed rows, also with odd addresses."""

import ast
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import RequestFactory

from audit.models import AuditEntry
from files.writing import Column
from notices.models import Message
from organizations.models import Organization
from pages.filters import (
    ChoiceFilter,
    ChoicesFilter,
    DayFilter,
    FlagFilter,
    HiddenFilter,
    KeyFilter,
    TextFilter,
    YearFilter,
)
from pages.list_page import ListPage
from tests.factories import make_user
from tests.pages.rendering import render

LEVELS = Organization.Level.choices
ODD = ["\x00", "9" * 5000, "-1", "²", "' OR 1=1 --", "<script>", "🙂" * 200, "2026-13-01", "%", "null", " "]


class Units(ListPage):
    """A list over a QuerySet."""

    url_name, export_url_name = "accounts", "accounts_export"
    q = TextFilter("名称")
    level = ChoiceFilter("层级", LEVELS, every="全部层级")
    parent = KeyFilter("上级", every="全部上级")
    year = YearFilter("年度", every="全部年度", lookup="valid_from__year")
    since = DayFilter("启用日期", lookup="valid_from__gte")
    ended = FlagFilter("已停用")
    code = HiddenFilter("代码")
    sorts = {"name": ["name"], "code": ["code"]}
    order = ["path"]
    chips_of, chips_label = "level", "按层级筛选"
    columns = [Column("名称"), Column("代码")]

    def all_rows(self):
        return Organization.objects.all()

    def filter_q(self, units, text):
        return units.filter(name__contains=text)

    def filter_ended(self, units, ended):
        return units.filter(valid_to__isnull=False)

    def exported(self, unit):
        return [unit.name, unit.code]


PLACES = [
    SimpleNamespace(name=name, kind=kind, rate=rate)
    for name, kind, rate in [("弋阳县", "县", 3), ("横峰县", "县", 1), ("广丰区", "区", 2)]
]


class Places(ListPage):
    """A list over rows that are computed in Python."""

    url_name = "accounts"
    q = TextFilter("名称")
    kind = ChoicesFilter("类别", [("县", "县"), ("区", "区"), ("市", "市")], every="全部类别")
    whose = HiddenFilter("范围")
    sorts = {"rate": lambda place: place.rate}
    chips_of = "kind"
    always = ("whose",)

    def all_rows(self):
        return PLACES[:1] if self.active_filters.get("whose") == "first" else PLACES

    def filter_q(self, places, text):
        return [place for place in places if text in place.name]

    def filter_kind(self, places, kinds):
        return [place for place in places if place.kind in kinds]

    def chip_values(self, place):
        return [place.kind]


def get_request(address, user=None, **more):
    request = RequestFactory().get(address, more)
    request.user, request.resolver_match = user, SimpleNamespace(kwargs={})
    return request


def units(query="", user=None):
    request = RequestFactory().get(f"/accounts/?{query}")
    request.user, request.resolver_match = user, SimpleNamespace(kwargs={})
    return Units(request)


def places(query=""):
    request = RequestFactory().get(f"/?{query}")
    request.user, request.resolver_match = None, SimpleNamespace(kwargs={})
    return Places(request)


def names(listed):
    return [row.name for row in listed.page]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["上饶市", "弋阳县", "漆工镇", "横峰县"]),
        ("q=县", ["弋阳县", "横峰县"]),
        ("level=county", ["弋阳县", "横峰县"]),
        ("level=county&q=横", ["横峰县"]),
        ("code=361126000000", ["弋阳县"]),
        ("parent=999999", []),
        ("parent=x", []),
        ("parent=0", []),
        ("since=2026年1月1日", ["横峰县"]),
        ("since=20260102", []),
        ("year=2026", ["横峰县"]),
        ("year=2025", []),
        ("ended=on", ["漆工镇"]),
        ("sort=-code&level=county", ["弋阳县", "横峰县"]),
        ("sort=code&level=county", ["横峰县", "弋阳县"]),
        ("sort=password&level=county", ["弋阳县", "横峰县"]),
        ("level=planet", ["上饶市", "弋阳县", "漆工镇", "横峰县"]),
    ],
)
def test_stored_rows_are_filtered_and_sorted_by_the_address(city, county, township, other_county, query, expected):
    Organization.objects.filter(pk=county.pk).update(code="361126000000")
    Organization.objects.filter(pk=other_county.pk).update(code="361125000000", valid_from=date(2026, 1, 1))
    Organization.objects.filter(pk=township.pk).update(valid_to=date(2026, 1, 1))

    assert names(units(query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["弋阳县", "横峰县", "广丰区"]),
        ("q=丰", ["广丰区"]),
        ("kind=县", ["弋阳县", "横峰县"]),
        ("kind=县&kind=区&sort=rate", ["横峰县", "广丰区", "弋阳县"]),
        ("sort=-rate", ["弋阳县", "广丰区", "横峰县"]),
        ("whose=first", ["弋阳县"]),
        ("sort=__class__", ["弋阳县", "横峰县", "广丰区"]),
    ],
)
def test_computed_rows_are_filtered_and_sorted_by_the_address(query, expected):
    assert names(places(query)) == expected


@pytest.mark.parametrize("value", ODD)
def test_odd_parameters_do_not_break_a_list(city, value):
    query = QueryDict(mutable=True)
    for name in [*Units.base_fields, "sort", "page", "size", "format", "nobody"]:
        query[name] = value

    listed = units(query.urlencode())
    html = render('{% include "_components/list_head.html" %}', f"/?{query.urlencode()}", list=listed)

    assert len(listed.page.object_list) <= 1
    assert "<script>" not in html
    assert listed.chips is not None
    assert listed.clear_url


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=2026-02-30", "启用日期：“2026-02-30”不是日期：没有这一天，请核对后重填。"),
        ("since=昨天", "启用日期：“昨天”不是日期，请按 2026-06-30 的样式填写。"),
        ("year=今年", "年度：没有“今年”这个选项，列表未按它筛选。"),
        ("year=0", "年度：没有“0”这个选项，列表未按它筛选。"),
        ("year=10000", "年度：没有“10000”这个选项，列表未按它筛选。"),
        ("level=planet", "层级：没有“planet”这个选项，列表未按它筛选。"),
    ],
)
def test_invalid_filter_is_explained_and_ignored(city, query, sentence):
    listed = units(query)

    assert sentence in render('{% include "_components/list_head.html" %}', f"/?{query}", list=listed)
    assert names(listed) == ["上饶市"]


def test_filter_form_keeps_the_parameters_that_it_has_no_field_for():
    html = render(
        '{% include "_components/list_head.html" %}',
        list=places("q=旧&kind=县&whose=first&sort=rate&page=3&on=2026-10-31"),
    )

    for name, value in [("kind", "县"), ("whose", "first"), ("sort", "rate"), ("on", "2026-10-31")]:
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert 'name="page"' not in html
    assert html.count('name="q"') == 1


def test_chips_count_rows_under_the_other_filters_and_leave_out_empty_values(city, county, other_county, township):
    shown = [(chip["label"], chip["count"], chip["current"]) for chip in units("q=县&level=township").chips]

    assert shown == [("全部层级", 2, False), ("县级", 2, False), ("乡级", 0, True)]


def test_chips_of_computed_rows_mark_the_chosen_ones():
    shown = [(chip["label"], chip["count"], chip["current"]) for chip in places("kind=区&sort=rate&page=2").chips]

    assert shown == [("全部类别", 3, False), ("县", 2, False), ("区", 1, True)]
    assert places("kind=区&sort=rate&page=2").chips[1]["url"] == "?kind=%E5%8E%BF&sort=rate"


def test_removing_the_filters_keeps_the_parameters_that_are_no_filters(city):
    listed = units("q=县&level=county&sort=name&on=2026-10-31&page=2")

    assert listed.clear_url == "/accounts/?sort=name&on=2026-10-31"


@pytest.mark.parametrize(
    ("query", "narrowed"), [("", False), ("whose=first", False), ("sort=rate", False), ("q=x", True)]
)
def test_list_counts_as_filtered_only_when_a_filter_is_set(query, narrowed):
    assert places(query).is_narrowed is narrowed


EMPTY = '{% include "_components/list_empty.html" with list=list title="还没有" text="请导入" only %}'


def test_empty_list_offers_to_remove_the_filters_or_says_what_to_do(city):
    filtered, fresh = render(EMPTY, list=units("q=没有")), render(EMPTY, list=units())

    assert "没有符合条件的" in filtered
    assert 'href="/accounts/"' in filtered
    assert "还没有" in fresh
    assert "请导入" in fresh
    assert "清除筛选条件" not in fresh


@pytest.mark.parametrize(("query", "rows"), [("", 20), ("size=50", 50), ("size=all", 60), ("size=7", 20)])
def test_address_sets_the_page_size(city, query, rows):
    person = make_user(city)
    for number in range(60):
        Message.objects.create(person=person, day=date(2026, 1, 1) + timedelta(days=number), subject="提醒", items=[])

    class Messages(ListPage):
        def all_rows(self):
            return Message.objects.order_by("pk")

    assert len(Messages(get_request(f"/?{query}")).page.object_list) == rows


def test_filters_are_described_in_a_sentence(city):
    assert units("q=县&level=county&since=2026.1.1&ended=on&sort=name").described == (
        "名称=县；层级=县级；启用日期=2026-01-01；已停用=是"
    )


def test_export_holds_the_rows_as_filtered_and_sorted(city, county, other_county):
    manager = make_user(city, "manager", name="陈立")

    response = units("level=county&sort=name&format=csv", manager).export("单位名单")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["名称", "弋阳县", "横峰县"]
    assert AuditEntry.objects.get(action="data.exported").note == "单位名单，共 2 行；条件：层级=县级"


def test_export_with_an_invalid_filter_redirects_to_the_list(city):
    response = units("since=昨天&format=csv", make_user(city, "manager")).export("单位名单")

    assert response.url == "/accounts/?since=%E6%98%A8%E5%A4%A9"
    assert not AuditEntry.objects.filter(action="data.exported").exists()


# Views make lists only with ``ListPage``

IDIOMS = {"request.GET.get", "request.GET.getlist", "request.GET.copy"}
# Parameters that views read themselves, each with the reason why it is not a filter.
NO_FILTERS = {
    "years/shown_day.py": "the day that pages show",
    "ledgers/views/batches.py": "the ledger that an upload is offered for",
    "ledgers/lists.py": "the day shown, and the head whose rows of all years are listed",
    "documents/views/templates.py": "whether the built-in template is meant",
    "dashboards/views.py": "the order of the small table of the own tasks",
}


def python_files():
    root = Path(settings.BASE_DIR)
    apps = [path.parent for path in root.glob("*/apps.py") if path.parent.name not in {"pages", "config"}]
    return {str(path.relative_to(root)): path for app in apps for path in app.rglob("*.py")}


def calls_in(path):
    """Every called name as it is written, for example ``request.GET.get``."""
    return {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}


def test_no_view_reads_filters_from_the_address():
    readers = {
        name
        for name, path in python_files().items()
        if any(call.endswith(idiom) for call in calls_in(path) for idiom in IDIOMS)
    }

    assert readers - NO_FILTERS.keys() == set()


def test_no_view_paginates_without_list_page():
    turners = {
        name
        for name, path in python_files().items()
        if any(call in {"Paginator", "page_of", "paging.page_of"} for call in calls_in(path))
    }

    assert turners == set()


def test_tables_are_exported_only_by_the_export_function():
    """The downloads of bulk accounts are no exports: an empty template, and passwords that are shown once."""
    writers = {name for name, path in python_files().items() if "table_response" in calls_in(path)}
    recorders = {
        name for name, path in python_files().items() if any(call.endswith("record_export") for call in calls_in(path))
    }

    assert writers == {"organizations/accounts/views/bulk.py"}
    # The export in the admin has its own format, and an archive of papers is no table.
    assert recorders == {"organizations/admin.py", "documents/views/batches.py"}
