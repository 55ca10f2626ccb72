"""The form of a bound assignment shows the figures of the ledgers and asks only for texts."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from indicators import recomputing
from indicators.actions.freezing import freeze
from tasks.models import Evidence, ProgressReport
from tests.indicators.worlds import make_grid
from tests.tasks.test_bound_reports import GRIDS, moment, set_group
from tests.tasks.worlds import make_assignment, make_task

NOVEMBER = date(2026, 11, 1)
PDF = b"%PDF-1.4 minutes"


@pytest.fixture
def grids(village):
    """Four grids, three of them with a Party group, one unknown and one waiting."""
    known = [make_grid(village, f"第{number}网格", party_group=True) for number in (1, 2, 3)]
    make_grid(village, "第五网格", state="entered")
    return [*known, make_grid(village, "第四网格", party_group=None)]


@pytest.fixture
def assignment(city, county, grids, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: moment(11, 23))
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 23))
    task = make_task(city, indicator=GRIDS)
    assignment = make_assignment(county, task, assigned_on=NOVEMBER, starts_on=NOVEMBER)
    recomputing.recompute_marked(now=moment(11, 23))
    return assignment


@pytest.fixture
def url(assignment):
    return reverse("tasks:report", args=[assignment.pk, NOVEMBER])


@pytest.fixture
def editor(as_user, people):
    return as_user(people.county_editor)


def typed(**fields):
    return {"version": 1, "done": "逐个网格走访。", "problems": "", "next_steps": "", "do": "save"} | fields


def test_form_has_the_counts_the_day_and_a_link_to_the_list_and_no_input_for_figures(editor, url, county):
    page = editor.get(url).content.decode()

    assert "75%；不明 1，待核实 1，截至 2026-11-23" in page
    assert "/ 4 个网格" in page
    assert f"/{GRIDS}/{county.code}/?on=2026-11-23" in page
    assert 'name="progress"' not in page
    assert 'name="value"' not in page


def test_figure_without_anything_to_count_shows_a_dash_and_no_percent_sign(editor, url):
    page = editor.get(url).content.decode()

    assert "—；不明 0，待核实 0" in page


def test_texts_are_saved_and_need_no_submission(editor, url):
    editor.post(url, typed())

    report = ProgressReport.objects.get()
    assert (report.state, report.done, report.progress) == ("confirmed", "逐个网格走访。", 75)


@pytest.mark.parametrize("step", ["save", "submit", "copy", "adopt-0"])
def test_typed_figure_of_an_older_page_is_named_and_not_adopted_and_the_texts_are_kept(editor, url, step):
    page = editor.post(url, typed(progress="99", do=step), follow=True).content.decode()

    assert "您填的 99 没有采用；文字已经保存。" in page
    report = ProgressReport.objects.get()
    assert (report.progress, report.done) == (75, "逐个网格走访。")


def test_autosave_of_an_older_page_is_refused_with_a_sentence(editor, url):
    response = editor.post(f"{url}draft/", typed(progress="99"))

    assert response.status_code == 409
    assert "数字由系统按台账填写" in response.json()["message"]


def test_files_stand_with_the_texts(editor, url):
    editor.post(url, typed(files=SimpleUploadedFile("会议纪要.pdf", PDF)))

    assert Evidence.objects.get().name == "会议纪要.pdf"


def test_wrong_file_is_refused_and_the_texts_are_kept(editor, url):
    page = editor.post(url, typed(files=SimpleUploadedFile("照片.pdf", b"MZ program"))).content.decode()

    assert "文件“照片.pdf”不是" in page
    assert ProgressReport.objects.get().done == "逐个网格走访。"


def test_second_person_sees_both_texts(editor, url, as_user, people):
    editor.post(url, typed())

    response = as_user(people.county_manager).post(url, typed(done="我的文字。"))

    assert response.status_code == 409
    assert "我的文字。" in response.content.decode()
    assert ProgressReport.objects.get().done == "逐个网格走访。"


def test_frozen_report_opens_to_read_and_keeps_typed_text_in_the_form(editor, url, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 12, 6))
    freeze("2026-11", on=date(2026, 12, 6), now=moment(12, 6))

    page = editor.post(url, typed(done="晚了一步。")).content.decode()

    assert editor.get(url).status_code == 302
    assert "已经定格" in page
    assert "晚了一步。" in page


def test_page_of_the_report_names_the_system_and_the_correction_after_the_freeze(editor, url, grids, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 12, 6))
    freeze("2026-11", on=date(2026, 12, 6), now=moment(12, 6))
    set_group(grids[-1], True)
    report = ProgressReport.objects.get(period_start=NOVEMBER)

    page = editor.get(reverse("tasks:report_read", args=[report.pk])).content.decode()

    assert "数字由系统按台账填写" in page
    assert "已定格，更正后 4 / 4" in page
    assert "更正</a>" not in page


def test_correcting_by_hand_leads_back_with_the_reason(as_user, people, url):
    report = ProgressReport.objects.get()

    response = as_user(people.city_manager).get(reverse("tasks:report_correct", args=[report.pk]), follow=True)

    assert "有误请改台账里的记录" in response.content.decode()


def test_page_of_the_assignment_shows_the_figure_of_the_past_day(editor, assignment, grids):
    set_group(grids[-1], True)
    recomputing.recompute_marked(now=moment(11, 23))
    ProgressReport.objects.update(reviewed_on=date(2026, 11, 10), submitted_on=date(2026, 11, 10))
    ProgressReport.objects.get().revisions.create(progress=75, replaced_on=date(2026, 11, 20), reason="台账变化")

    def figure(day):
        page = editor.get(reverse("tasks:assignment", args=[assignment.pk]), {"on": day})
        return [row["figure"] for row in page.context["reports"]]

    assert figure("2026-11-19") == ["75%"]
    assert figure("2026-11-20") == ["100%"]


def test_export_of_the_assignment_names_the_system(editor, assignment):
    export = editor.get(reverse("tasks:assignment_export", args=[assignment.pk]), {"format": "csv"})

    assert "系统（按台账）" in b"".join(export).decode("utf-8-sig")


def test_unit_without_elements_fills_in_the_usual_form(as_user, people, other_county, assignment):
    alone = make_assignment(other_county, assignment.task, assigned_on=NOVEMBER, starts_on=NOVEMBER)

    page = as_user(people.other_county_editor).get(reverse("tasks:report", args=[alone.pk, NOVEMBER])).content.decode()

    assert 'name="progress"' in page
    assert "提交核实" in page
