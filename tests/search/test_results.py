"""The search in the masthead finds what the reader may see, and nothing else."""

import pytest
from django.urls import reverse

from documents.models import Document
from ledgers.models import ImportBatch
from rectification.models import Reserve, Secretary
from search.providers import all_kinds
from tasks.models import Directive, Evidence
from tests.factories import make_organization, make_user
from tests.indicators.worlds import make_reserve, make_secretary
from tests.ledgers.worlds import make_batch
from tests.tasks.worlds import make_assignment, make_report, make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(as_user):
    """``search(user, "湖塘")`` gives ``{kind: [titles]}``; with ``kind`` those of the page of that kind."""

    def search(user, text, kind=None):
        query = {"q": text} | ({"kind": kind} if kind else {})
        context = as_user(user).get(reverse("search:results", query=query)).context
        if kind:
            return [hit.title for hit in context["hits"]]
        return {group["kind"].key: [hit.title for hit in group["hits"]] for group in context.get("groups", [])}

    return search


@pytest.mark.parametrize("text", ["湖塘", "361126104203", "htc"])
def test_unit_is_found_by_name_code_and_initials(search, people, village, text):
    assert search(people.county_editor, text)["unit"] == ["湖塘村"]


def test_units_of_others_are_not_found(search, people, village):
    assert "unit" not in search(people.other_county_editor, "湖塘")


def test_village_opens_its_own_page_in_one_click(as_user, people, village):
    page = as_user(people.city_viewer).get(reverse("search:results", query={"q": "htc"}))

    assert f'href="{reverse("place", args=[village.code])}"' in page.content.decode()


@pytest.mark.parametrize("text", ["软弱涣散", "2.77", "zdrrhs", "逐村排查"])
def test_task_is_found_by_title_number_initials_and_words_of_the_directive(search, people, city, text):
    make_task(city, number="2.77", title="整顿软弱涣散村党组织", short_title="重点软弱换手", text="要逐村排查。")

    assert search(people.county_editor, text, "task") == ["2.77 整顿软弱涣散村党组织"]


def test_tasks_that_another_county_has_set_are_not_found(search, people, county):
    make_task(county, title="县里自己的事")

    assert search(people.county_editor, "自己的事", "task")
    assert search(people.other_county_editor, "自己的事", "task") == []


@pytest.mark.parametrize(("text", "found"), [("部署会", True), ("bsh", False), ("zdrwbsh", True), ("党建引领", True)])
def test_directive_is_found_by_title_initials_and_text(search, people, city, text, found):
    Directive.objects.create(organization=city, title="重点任务部署会讲话", base_year=2026, text="抓好党建引领。")

    assert ("directive" in search(people.county_editor, text)) is found


def test_record_is_found_by_its_place_and_its_text(search, people, village):
    make_secretary(village, name="张三", education="农业技术")

    assert search(people.county_editor, "湖塘", "record") == search(people.county_editor, "农业技术", "record")
    assert len(search(people.county_editor, "htc", "record")) == 1


def test_records_of_another_county_are_not_found(search, people, village):
    make_secretary(village)

    assert search(people.other_county_editor, "湖塘", "record") == []


def test_records_of_closed_ledgers_are_not_found(search, people, village):
    make_reserve(village, name="李四")

    assert Reserve.ledger().is_open_to(people.city_viewer) is False
    assert len(search(people.county_editor, "湖塘", "record")) == 1
    assert search(people.city_viewer, "湖塘", "record") == []


def test_name_of_a_person_is_found_only_where_it_is_shown_in_clear(search, people, village):
    make_secretary(village, name="欧阳明远")

    assert len(search(people.county_editor, "欧阳明远", "record")) == 1
    assert search(people.city_manager, "欧阳明远", "record") == []
    assert len(search(people.city_manager, "湖塘", "record")) == 1


def test_results_do_not_name_persons_outside_the_own_unit(as_user, people, village):
    make_secretary(village, name="欧阳明远")

    page = as_user(people.city_manager).get(reverse("search:results", query={"q": "湖塘"})).content.decode()

    assert "欧阳" not in page


def test_columns_that_only_the_own_unit_sees_do_not_lead_to_a_record(search, people, city, village):
    hidden = [column for column in Reserve.ledger().stored_columns if column.own_unit_only]
    department = make_user(make_organization("民政局", parent=city, level="city", kind="部门"), "viewer")
    make_secretary(village, name="欧阳明远")

    assert search(department, "欧阳", "record") == []
    assert hidden is not None


def test_files_are_found_by_name(search, people, county, township):
    report = make_report(make_assignment(county, make_task(county.parent)), state="draft")
    Evidence.objects.create(report=report, name="整顿方案.pdf", file="x", size=1, content_type="x", sha256="a")
    make_batch(people.county_editor, file_name="整顿台账.xlsx")
    Document.objects.create(
        kind="circular", organization=county, month="2026-10", on="2026-10-31", title="整顿情况通报"
    )

    found = search(people.county_editor, "整顿")

    assert (found["evidence"], found["import"], found["document"]) == (
        ["整顿方案.pdf"],
        ["整顿台账.xlsx"],
        ["整顿情况通报"],
    )


def test_files_of_drafts_of_others_are_not_found(search, people, county):
    report = make_report(make_assignment(county, make_task(county.parent)), state="draft")
    Evidence.objects.create(report=report, name="整顿方案.pdf", file="x", size=1, content_type="x", sha256="a")
    Document.objects.create(
        kind="circular", organization=county, month="2026-10", on="2026-10-31", title="整顿情况通报"
    )

    found = search(people.city_manager, "整顿")

    assert "evidence" not in found
    assert "document" not in found


def test_import_of_a_closed_ledger_is_not_found(search, people, city):
    batch = make_batch(people.county_editor, file_name="后备干部.xlsx", ledger_key="reserve")

    assert ImportBatch.objects.get() == batch
    assert search(people.county_editor, "后备干部", "import") == ["后备干部.xlsx"]
    assert search(people.city_viewer, "后备干部", "import") == []


def test_guide_is_found(search, people):
    assert "六、申请延期" in search(people.county_editor, "申请延至", "guide")


def test_more_results_of_a_kind_are_on_its_own_pages(as_user, people, county):
    for number in range(23):
        make_organization(f"湖口{number}镇", parent=county)

    both = as_user(people.county_editor).get(reverse("search:results", query={"q": "湖口"})).context["groups"][0]
    last = as_user(people.county_editor).get(reverse("search:results", query={"q": "湖口", "kind": "unit", "page": 2}))

    assert (both["count"], len(both["hits"]), "kind=unit" in both["more_url"]) == (23, 5, True)
    assert len(last.context["hits"]) == 3
    assert "q=%E6%B9%96%E5%8F%A3&amp;kind=unit&amp;page=1" in last.content.decode()


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%25", "q=_", "q=湖&kind=nothing", "q=湖&page=x", "q=" + "长" * 500, "q=' OR 1=1"]
)
def test_odd_addresses_show_a_page(as_user, people, village, query):
    assert as_user(people.county_editor).get(f"{reverse('search:results')}?{query}").status_code == 200


def test_empty_result_says_what_to_try(as_user, people):
    page = as_user(people.county_editor).get(reverse("search:results", query={"q": "查无此物"})).content.decode()

    assert "没有找到与“查无此物”有关的内容" in page


def test_search_costs_a_few_queries_for_each_kind(as_user, people, village, django_assert_max_num_queries):
    for number in range(8):
        make_task(village.parent.parent.parent, title=f"湖塘整顿{number}")
        make_secretary(
            village,
            name=f"湖塘{number}",
            until=None if number == 0 else "2025-01-31",
            leaving_reason="" if number == 0 else "到龄",
        )
    client = as_user(people.county_editor)
    url = reverse("search:results", query={"q": "湖塘"})
    client.get(url)

    with django_assert_max_num_queries(4 * len(all_kinds())):
        client.get(url)


def test_no_kind_shows_a_record_that_is_gone(search, people, village):
    secretary = make_secretary(village)
    Secretary.objects.filter(pk=secretary.pk).delete()

    assert search(people.county_editor, "湖塘", "record") == []
