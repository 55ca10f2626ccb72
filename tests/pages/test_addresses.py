from html import unescape

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from pages import paging
from tests.pages.rendering import render


def address(source, at):
    return unescape(render(source, at))


def test_query_changes_one_parameter_and_keeps_the_filters():
    assert address('{% query state="late" %}', "/?area=2&state=done") == "?area=2&state=late"


def test_query_drops_a_parameter_set_to_nothing():
    assert address("{% query state=None %}", "/?area=2&state=done") == "?area=2"


def test_query_returns_to_the_first_page_when_another_parameter_changes():
    assert address('{% query state="late" %}', "/?page=4") == "?state=late"


def test_query_keeps_every_value_of_a_repeated_parameter():
    assert address("{% query page=2 %}", "/?kind=村&kind=社区") == "?kind=%E6%9D%91&kind=%E7%A4%BE%E5%8C%BA&page=2"


def test_query_escapes_the_values_of_the_address():
    html = render('<a href="{% query page=2 %}">', "/?q=%22%3E%3Cscript%3E")

    assert "<script>" not in html
    assert html.count('"') == 2


def test_hidden_query_keeps_all_but_the_named_parameters():
    html = render('{% hidden_query "q" %}', "/?q=湖&area=2&page=3")

    assert html == '<input type="hidden" name="area" value="2">'


def test_sort_header_sorts_ascending_and_then_descending():
    first = unescape(render('{% sort_header "due_on" "期限" %}', "/?area=2"))
    again = unescape(render('{% sort_header "due_on" "期限" %}', "/?area=2&sort=due_on"))
    back = unescape(render('{% sort_header "due_on" "期限" %}', "/?sort=-due_on"))

    assert 'href="?area=2&sort=due_on"' in first
    assert "aria-sort" not in first
    assert 'aria-sort="ascending"' in again
    assert 'href="?area=2&sort=-due_on"' in again
    assert 'aria-sort="descending"' in back
    assert 'href="?sort=due_on"' in back


def test_sort_header_is_a_column_heading():
    assert 'scope="col"' in render('{% sort_header "due_on" "期限" %}')


def test_pagination_shows_the_range_and_total_and_keeps_the_filters():
    page = Paginator(range(1296), 20).get_page(2)

    html = unescape(
        render('{% include "_components/pagination.html" with sizes=sizes %}', "/?area=2&page=2", page=page)
    )

    assert "第 21–40 行，共 1,296 行" in html
    assert 'rel="prev" href="?area=2&page=1"' in html
    assert 'rel="next" href="?area=2&page=3"' in html
    assert '<span aria-current="page">2</span>' in html


def test_pagination_offers_page_sizes_and_marks_the_one_in_use():
    page = Paginator(range(96), 50).get_page(1)

    html = unescape(render('{% include "_components/pagination.html" %}', "/?q=湖", page=page, sizes=[20, 50]))

    assert "<b>50</b>" in html
    assert "&size=20" in html


def foot(rows, address):
    """HTML below a list of ``rows`` rows at ``address``."""
    page = paging.page_of(RequestFactory().get(address), range(rows))
    return unescape(render('{% include "_components/pagination.html" %}', address, page=page))


@pytest.mark.parametrize(
    ("rows", "label"), [(21, "打印全部 21 行"), (1000, "打印全部 1,000 行"), (1001, "打印前 1,000 行")]
)
def test_all_rows_can_be_printed_up_to_a_limit_which_the_page_states(rows, label):
    assert f'href="?area=2&size=all#print">{label}</a>' in foot(rows, "/?area=2&page=2")


@pytest.mark.parametrize(
    ("rows", "shown"), [(1000, "第 1–1,000 行，共 1,000 行"), (1001, "第 1–1,000 行，共 1,001 行")]
)
def test_print_page_says_what_it_shows_and_links_back(rows, shown):
    html = foot(rows, "/?area=2&size=all")

    assert shown in html
    assert 'href="?area=2">分页显示</a>' in html
    assert "打印" not in html


@pytest.mark.parametrize("size", ["", "20", "1", "-20", "²", "9" * 5000, "ALL"])
def test_page_size_that_is_not_offered_gives_the_default_size(size):
    page = paging.page_of(RequestFactory().get("/", {"size": size}), range(96))

    assert len(page.object_list) == 20


def test_pagination_of_one_page_has_no_links_to_other_pages():
    page = Paginator(range(3), 20).get_page(1)

    html = render('{% include "_components/pagination.html" %}', page=page)

    assert "第 1–3 行，共 3 行" in html
    assert "href" not in html


def test_search_keeps_the_other_filters():
    html = render('{% include "_components/search.html" with value="湖" %}', "/?q=旧&area=2")

    assert '<input type="hidden" name="area" value="2">' in html
    assert 'name="q" value="湖"' in html
    assert "旧" not in html
