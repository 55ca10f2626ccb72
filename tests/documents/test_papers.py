"""A paper from its draft to its number: figures, corrections, rights, readers."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document as WordFile

from audit.models import AuditEntry
from documents import worker
from documents.actions import drafting, issuing
from documents.models import Document
from governance.models import Grid
from indicators import registry
from indicators.actions.freezing import freeze
from indicators.models import IndicatorYear
from notices.models import Message
from tests.documents.worlds import make_draft, make_issued
from tests.factories import make_organization, make_user
from tests.indicators.worlds import announce
from tests.tasks.worlds import make_assignment, make_task

JUNE = date(2026, 6, 2)
NUMBER = {"prefix": "饶组通", "signature": "中共上饶市委组织部"}


def made(kind, unit, month="2026-05", *, by, on=JUNE, **options):
    """A draft whose file a worker has made."""
    draft = drafting.draft(kind, unit, month, by=by, on=on, **options)
    worker.make(Document, draft.pk, on=on)
    return Document.objects.get(pk=draft.pk)


def issued(document, *, by, serial=1, on=JUNE):
    issuing.issue(document, serial=serial, by=by, on=on, **NUMBER)
    worker.make(Document, document.pk, on=on)
    return Document.objects.get(pk=document.pk)


def word_of(document):
    with document.file.open("rb") as file:
        return WordFile(io.BytesIO(file.read()))


def texts(document):
    return [paragraph.text for paragraph in word_of(document).paragraphs]


def correct(grid_name):
    grid = Grid.objects.get(grid_name=grid_name)
    grid.party_group = True
    grid.save()
    announce(grid)


def test_word_file_says_what_the_pages_say(circular, city, reported, people):
    document = made(circular, city, by=people.city_manager)

    file = word_of(document)
    text = "\n".join(texts(document))
    map_rows = [[cell.text for cell in row.cells] for row in file.tables[0].rows]

    assert "按期率50%（应计入2项）。" in text
    assert "“网格建立党组织”50%，2个网格中有1个" in text
    assert map_rows == [
        ["单位", reported.number, "按期率"],
        ["弋阳县", "40\n逾期", "0%"],
        ["横峰县", "90", "100%"],
        ["全市", "65%", "50%"],
    ]


def formats(document):
    """Whether each section of the Word file is in portrait or landscape format."""
    return [section.orientation.name for section in word_of(document).sections]


def test_only_the_tables_are_in_landscape_format(circular, city, county, people):
    make_assignment(county, make_task(city))
    with_table = made(circular, city, by=people.city_manager)
    off = {"year": 2026, "valid_from": date(2026, 1, 1), "in_use": False}
    IndicatorYear.objects.bulk_create(IndicatorYear(key=each.key, **off) for each in registry.all_indicators())
    without = made(circular, county, by=people.county_manager)

    assert formats(without) == ["PORTRAIT"]
    assert formats(with_table) == ["PORTRAIT", "LANDSCAPE", "PORTRAIT"]


def test_draft_has_neither_number_nor_date_and_the_issued_paper_has_both(circular, city, reported, people):
    draft = made(circular, city, by=people.city_manager)
    before = texts(draft)

    after = texts(issued(draft, by=people.city_manager, serial=3))

    assert before[0] == draft.title
    assert (after[0], "中共上饶市委组织部" in after, "2026年6月2日" in after) == ("饶组通〔2026〕3号", True, True)


def test_running_month_is_counted_as_of_today(circular, city, people, reported):
    document = made(circular, city, "2026-06", by=people.city_manager)

    assert document.on == JUNE
    assert "截至2026年6月2日" in "\n".join(texts(document))


@pytest.mark.parametrize("month", ["2026-07", "2026-13", "2026", "五月"])
def test_month_that_has_not_begun_or_is_none_is_refused(circular, city, people, month):
    with pytest.raises(ValidationError) as refused:
        drafting.draft(circular, city, month, by=people.city_manager, on=JUNE)

    assert list(refused.value.message_dict) == ["month"]
    assert Document.objects.count() == 0


def test_issued_paper_keeps_its_figure_after_a_correction(circular, city, reported, people, as_user, june):
    document = issued(made(circular, city, by=people.city_manager), by=people.city_manager)

    correct("第二网格")
    page = as_user(people.city_manager).get(document.get_absolute_url())
    changed = {each["label"]: (each["value"], each["now"]) for each in page.context["preview"].changed}

    assert "“网格建立党组织”50%" in "\n".join(texts(document))
    assert changed == {"网格建立党组织": ("50%", "100%")}
    assert "（现在 100%）" in page.content.decode()
    assert Document.objects.get(pk=document.pk).content == document.content


def test_frozen_month_is_written_as_it_was_frozen(circular, city, reported, people, as_user, june):
    freeze("2026-05", on=JUNE, now=datetime(2026, 6, 2, 1, tzinfo=UTC))
    correct("第二网格")

    document = made(circular, city, by=people.city_manager)
    figure = document.content["figures"]["grids_with_party_group"]
    page = as_user(people.city_manager).get(document.get_absolute_url())

    assert (figure["value"], figure["now"]) == ("50%", "100%")
    assert [each["now"] for each in page.context["preview"].changed] == ["100%"]


def test_draft_made_again_counts_anew(circular, city, reported, people):
    document = made(circular, city, by=people.city_manager)
    correct("第二网格")

    drafting.remake(document, by=people.city_manager, on=JUNE)
    worker.make(Document, document.pk, on=JUNE)

    assert Document.objects.get().content["figures"]["grids_with_party_group"]["value"] == "100%"


def test_issued_paper_cannot_be_made_again_or_deleted(county, people):
    document = make_issued(county, people.county_manager)

    with pytest.raises(ValidationError, match="不能重新生成"):
        drafting.remake(document, by=people.county_manager, on=JUNE)
    with pytest.raises(ValidationError, match="只能作废"):
        drafting.discard(document, by=people.county_manager)


def test_deleted_draft_takes_its_file_with_it(county, people, django_capture_on_commit_callbacks):
    draft = make_draft(county)
    storage, name = draft.file.storage, draft.file.name

    with django_capture_on_commit_callbacks(execute=True):
        drafting.discard(draft, by=people.county_editor)

    assert (Document.objects.count(), storage.exists(name)) == (0, False)


def test_next_number_follows_the_highest_of_the_unit_and_year(county, other_county, people):
    make_issued(county, people.county_manager, serial=7)
    make_issued(other_county, make_user(other_county, "manager"), serial=20)

    assert Document.objects.next_serial(county, 2026) == 8
    assert Document.objects.next_serial(county, 2027) == 1


def test_number_that_is_taken_is_refused_with_the_next_one(county, people):
    make_issued(county, people.county_manager, serial=7)
    draft = make_draft(county)

    with pytest.raises(ValidationError, match="第 7 号已经用过，下一个是 8"):
        issuing.issue(draft, serial=7, by=people.county_manager, on=JUNE, **NUMBER)

    assert Document.objects.get(pk=draft.pk).is_draft


def test_database_refuses_a_number_that_two_take_at_once(county, people, monkeypatch):
    make_issued(county, people.county_manager, serial=7)
    draft = make_draft(county)
    checks = iter([lambda document: None, issuing.check_number_is_free])
    monkeypatch.setattr(issuing, "check_number_is_free", lambda document: next(checks)(document))

    with pytest.raises(ValidationError, match="下一个是 8"):
        issuing.issue(draft, serial=7, by=people.county_manager, on=JUNE, **NUMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=draft.pk).update(state="issued", serial=7, number_year=2026, issued_on=JUNE)


def test_void_paper_keeps_number_text_and_file(county, people):
    document = make_issued(county, people.county_manager, serial=7)

    issuing.declare_void(document, reason="数字有误", by=people.county_manager, on=JUNE)

    void = Document.objects.get(pk=document.pk)
    assert (void.state, void.number, void.void_reason) == ("void", "弋组通〔2026〕7号", "数字有误")
    assert (void.content, void.file.name) == (document.content, document.file.name)


def test_void_needs_a_reason(county, people):
    document = make_issued(county, people.county_manager)

    with pytest.raises(ValidationError, match="请写明作废的原因"):
        issuing.declare_void(document, reason="  ", by=people.county_manager, on=JUNE)


def test_editor_drafts_and_only_a_manager_issues(circular, county, people):
    draft = drafting.draft(circular, county, "2026-05", by=people.county_editor, on=JUNE)

    with pytest.raises(PermissionDenied):
        issuing.issue(draft, serial=1, by=people.county_editor, on=JUNE, **NUMBER)
    with pytest.raises(PermissionDenied):
        drafting.draft(circular, county, "2026-05", by=people.city_manager, on=JUNE)


def test_township_writes_no_circular(circular, township, people):
    with pytest.raises(PermissionDenied):
        drafting.draft(circular, township, "2026-05", by=people.township_editor, on=JUNE)


def readers(document, *users):
    return [Document.objects.visible_to(user).filter(pk=document.pk).exists() for user in users]


def test_issued_paper_is_read_above_and_below_except_in_villages(city, county, other_county, township, village, people):
    document = make_issued(county, people.county_manager)
    department = make_organization("民政局", parent=county, kind="部门", level="county")

    assert readers(
        document,
        people.city_viewer,
        people.county_editor,
        people.township_editor,
        make_user(department, "viewer"),
        make_user(village),
        people.other_county_editor,
    ) == [True, True, True, True, False, False]


def test_paper_of_the_city_reaches_the_townships(city, county, township, village, people):
    document = make_issued(city, people.city_manager)

    assert readers(document, people.county_editor, people.township_editor, make_user(village)) == [True, True, False]


def test_draft_is_read_by_its_own_unit_only(city, county, township, people):
    draft = make_draft(county)
    department = make_organization("民政局", parent=county, kind="部门", level="county")
    users = (people.county_editor, people.city_manager, people.township_editor, make_user(department))

    assert readers(draft, *users) == [True, False, False, False]


def test_unit_below_sees_the_text_without_links(city, county, people, as_user):
    document = make_issued(city, people.city_manager)

    page = as_user(people.county_manager).get(document.get_absolute_url())

    assert "92.1%" in page.content.decode()
    assert 'href="/overview/">92.1%' not in page.content.decode()


def test_every_change_stands_in_the_history(circular, county, people):
    document = made(circular, county, by=people.county_editor)
    drafting.remake(document, by=people.county_editor, on=JUNE)
    worker.make(Document, document.pk, on=JUNE)
    document = issued(document, by=people.county_manager)
    issuing.declare_void(document, reason="数字有误", by=people.county_manager, on=JUNE)

    entries = AuditEntry.objects.filter(object_type="documents.document").order_by("pk")
    assert list(entries.values_list("action", "actor_id")) == [
        ("document.drafted", people.county_editor.pk),
        ("document.remade", people.county_editor.pk),
        ("document.issued", people.county_manager.pk),
        ("document.voided", people.county_manager.pk),
    ]


def test_typed_number_is_kept_when_it_is_refused(county, people, as_user, june):
    make_issued(county, people.county_manager, serial=7)
    draft = make_draft(county)
    typed = {"prefix": "弋组通", "serial": "7", "signature": "中共弋阳县委组织部"}

    page = as_user(people.county_manager).post(reverse("documents:issue", args=[draft.pk]), typed)

    assert page.context["form"]["serial"].value() == "7"
    assert "下一个是 8" in page.content.decode()


def test_archive_is_filtered_and_exported(county, people, as_user):
    make_issued(county, people.county_manager)
    make_draft(county, month="2026-04", title="另一份")
    client = as_user(people.county_editor)

    found = client.get(reverse("documents:list"), {"q": "弋组通"}).context["rows"]
    drafts = client.get(reverse("documents:list"), {"state": "draft"}).context["rows"]
    exported = client.get(reverse("documents:export"), {"format": "csv", "month": "2026-04"})
    text = b"".join(exported.streaming_content if exported.streaming else [exported.content]).decode("utf-8-sig")

    assert [row["document"].number for row in found] == ["弋组通〔2026〕1号"]
    assert [row["document"].title for row in drafts] == ["另一份"]
    assert ("另一份" in text, "弋组通" in text) == (True, False)


def test_units_below_are_told_of_a_paper_that_is_issued_or_void(county, people, township, village):
    reader, writer = make_user(township, "editor"), people.county_manager
    make_user(village, "editor")
    document = issued(make_draft(county), by=writer)

    issuing.declare_void(document, reason="数字有误", by=writer, on=JUNE)

    messages = Message.objects.filter(kind="paper").order_by("pk")
    assert {message.person for message in messages} == {reader, people.township_editor}
    texts = [message.items[0]["text"] for message in messages if message.person == reader]
    assert texts == [
        f"{document.organization.label}印发“{document.title}”（{document.number}）。",
        f"{document.organization.label}的“{document.title}”（{document.number}）已作废：数字有误",
    ]
