"""The report form keeps what was typed and never overwrites the changes of a colleague."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tasks import actions, figures
from tasks.models import Evidence, ProgressReport
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

NOVEMBER = date(2026, 11, 1)
OCTOBER = date(2026, 10, 1)
PDF = b"%PDF-1.4 minutes"


@pytest.fixture
def assignment(county):
    return make_assignment(county)


@pytest.fixture
def url(assignment):
    return reverse("tasks:report", args=[assignment.pk, NOVEMBER])


@pytest.fixture
def editor(as_user, people):
    return as_user(people.county_editor)


def typed(**fields):
    return {"version": 0, "progress": "60", "done": "逐村过堂。", "problems": "", "next_steps": ""} | fields


def test_status_sentence_names_the_cutoff_day_and_the_days_left(editor, url):
    page = editor.get(url).content.decode()

    assert "填报 11 月进展" in page
    assert "应于 <strong>11-25</strong> 前提交，还有 2 天。" in page


def test_submitted_form_becomes_a_report_that_waits_for_verification(editor, url, assignment):
    response = editor.post(url, typed(do="submit"))

    report = ProgressReport.objects.get()
    assert response.headers["Location"] == reverse("tasks:report_read", args=[report.pk])
    assert (report.state, report.progress, report.done) == ("submitted", Decimal(60), "逐村过堂。")


@pytest.mark.parametrize(("text", "claims"), [("99.9", False), ("100", True)])
def test_page_says_that_a_report_of_100_percent_claims_completion(editor, url, text, claims):
    page = editor.post(url, typed(do="submit", progress=text), follow=True).content.decode()

    assert ("进度已到 100%，核实后任务办结。" in page) is claims


def test_draft_needs_no_figure(editor, url):
    editor.post(url, typed(do="save", progress=""))

    assert ProgressReport.objects.get().state == "draft"


def test_form_submitted_without_the_figure_keeps_what_was_typed(editor, url):
    page = editor.post(url, typed(do="submit", progress="")).content.decode()

    assert "提交前请填写累计进度" in page
    assert "逐村过堂。" in page
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize(
    ("text", "stored"), [("60", "60"), ("６０", "60"), ("60%", "60"), ("60.5", "60.5"), ("100", "100"), ("0", "0")]
)
def test_figures_are_read_in_the_spellings_people_use(editor, url, text, stored):
    editor.post(url, typed(do="save", progress=text))

    assert ProgressReport.objects.get().progress == Decimal(stored)


@pytest.mark.parametrize("text", ["六十", "100.1", "-1", "1e9999", "NaN", "60.55"])
def test_invalid_figure_stays_in_the_form_with_the_reason(editor, url, text):
    response = editor.post(url, typed(do="save", progress=text))

    assert response.status_code == 200
    assert f'value="{text}"' in response.content.decode()
    assert response.context["form"].errors["progress"]
    assert not ProgressReport.objects.exists()


def test_form_of_a_quantity_has_no_field_for_the_percentage(editor, county):
    assignment = make_assignment(county, make_task(county.parent, measure="quantity", unit="村", target=31), target=31)

    editor.post(reverse("tasks:report", args=[assignment.pk, NOVEMBER]), typed(do="submit", value="1,0"))

    assert ProgressReport.objects.get().progress == Decimal("32.3")


def test_last_report_stands_beside_the_fields(editor, url, assignment):
    make_report(assignment, OCTOBER, reviewed_on=date(2026, 10, 26), progress=40, done="开展回头看。")

    page = editor.get(url).content.decode()

    assert "上月：开展回头看。" in page
    assert "上月：40" in page


def test_same_as_last_month_fills_only_empty_fields(editor, url, assignment):
    make_report(
        assignment, OCTOBER, reviewed_on=date(2026, 10, 26), progress=40, done="开展回头看。", problems="缺人。"
    )

    editor.post(url, typed(do="copy", progress="", done="本月新做法。"))

    report = ProgressReport.objects.get(period_start=NOVEMBER)
    assert (report.progress, report.done, report.problems) == (Decimal(40), "本月新做法。", "缺人。")


@pytest.fixture
def october(assignment):
    return make_report(assignment, OCTOBER, reviewed_on=date(2026, 10, 26), progress=40)


@pytest.mark.parametrize(("text", "state"), [("39.9", "draft"), ("40", "submitted")])
def test_total_below_the_last_one_must_be_confirmed_before_it_is_submitted(editor, url, october, text, state):
    editor.post(url, typed(do="submit", progress=text))

    assert ProgressReport.objects.get(period_start=NOVEMBER).state == state


def test_question_about_a_lower_total_names_both_figures_and_keeps_text_and_files(editor, url, october):
    response = editor.post(url, typed(do="submit", progress="12", files=SimpleUploadedFile("会议纪要.pdf", PDF)))

    page = response.content.decode()
    assert "本期填 12，上期是 40。填错了请改正；确实减少的，请勾选后再次提交。" in page
    assert 'name="fewer"' in page
    assert "逐村过堂。" in page
    assert Evidence.objects.get().name == "会议纪要.pdf"


def test_lower_total_is_submitted_at_the_second_click(editor, url, october):
    asked = editor.post(url, typed(do="submit", progress="12"))

    editor.post(url, typed(do="submit", progress="12", fewer="on", version=asked.context["form"]["version"].value()))

    report = ProgressReport.objects.get(period_start=NOVEMBER)
    assert (report.state, report.progress) == ("submitted", Decimal(12))


def test_lower_total_in_a_draft_needs_no_confirmation(editor, url, october):
    page = editor.post(url, typed(do="save", progress="12"), follow=True).content.decode()

    assert 'value="12"' in page
    assert 'name="fewer"' not in page


def test_page_without_any_figure_asks_for_the_figure(editor, url):
    page = editor.get(url).content.decode()

    assert "本期数字请自己填写。" in page
    assert "系统算出" not in page


def test_page_with_figures_to_compare_with_asks_for_the_figure(editor, url, assignment):
    make_report(assignment, OCTOBER, reviewed_on=date(2026, 10, 26), progress=40)

    page = editor.get(url).content.decode()

    assert "本期数字请自己填写，下面的数字供对照。" in page
    assert "系统算出" not in page


def test_figure_confirmed_for_the_units_below_can_be_adopted(editor, county, township):
    task = make_task(county.parent, measure="quantity", unit="村", target=31)
    above = make_assignment(county, task, target=31)
    below = make_assignment(township, task, target=31, parent=above)
    make_report(below, OCTOBER, reviewed_on=date(2026, 10, 26), value=7, progress=Decimal("22.5"))
    page = editor.get(reverse("tasks:report", args=[above.pk, NOVEMBER])).content.decode()
    assert "下面有系统算出的数字，核对无误可点“采用”，也可以自己填写。" in page

    editor.post(reverse("tasks:report", args=[above.pk, NOVEMBER]), typed(do="adopt-0", value="七"))

    assert ProgressReport.objects.get(assignment=above).value == 7


ENDLESS = pytest.param("adopt-" + "9" * 5000, id="endless")


@pytest.mark.parametrize("step", ["adopt-9", "adopt-x", "adopt-", "adopt-²", "remove-²", "remove-x", ENDLESS])
def test_unknown_button_changes_nothing(editor, url, step):
    response = editor.post(url, typed(do=step))

    assert response.status_code == 302
    assert ProgressReport.objects.get().done == "逐村过堂。"


def test_figures_from_ledgers_are_shown_with_their_source(editor, url, monkeypatch):
    inspected = figures.Figure("县级验收", 5, total=11, note="取自整顿台账", url="/ledgers/")
    known = [lambda assignment, period, on: [inspected]]
    monkeypatch.setattr(figures, "_providers", known)

    page = editor.get(url).content.decode()

    assert "县级验收" in page
    assert '<a href="/ledgers/">取自整顿台账</a>' in page


def test_files_are_kept_with_the_draft_under_their_names(editor, url):
    editor.post(url, typed(do="save", files=SimpleUploadedFile("会议纪要.pdf", PDF)))

    assert [(each.name, each.content_type) for each in Evidence.objects.all()] == [("会议纪要.pdf", "application/pdf")]


def test_file_of_a_wrong_kind_is_refused_by_name_and_the_text_is_kept(editor, url):
    page = editor.post(url, typed(do="submit", files=SimpleUploadedFile("照片.pdf", b"MZ program"))).content.decode()

    assert "文件“照片.pdf”不是" in page
    assert "填写的内容已存为草稿，还没有提交。" in page
    report = ProgressReport.objects.get()
    assert (report.state, report.done) == ("draft", "逐村过堂。")


def test_page_names_the_files_that_must_be_chosen_again(editor, url):
    file = SimpleUploadedFile("会议纪要.pdf", PDF)

    page = editor.post(url, typed(do="submit", progress="", files=file)).content.decode()

    assert "“会议纪要.pdf”还没有上传，请重新选择。" in page


def test_file_can_be_removed_from_the_draft_without_losing_the_text(editor, url, assignment, people, today):
    draft = actions.save_draft(assignment, NOVEMBER, by=people.county_editor, on=today, version=0)
    evidence = actions.add_evidence(draft, by=people.county_editor, content=PDF, name="会议纪要.pdf")

    editor.post(url, typed(do=f"remove-{evidence.pk}", version=1))

    assert not Evidence.objects.exists()
    assert ProgressReport.objects.get().done == "逐村过堂。"


def test_second_of_two_editors_sees_both_texts_and_overwrites_nothing(editor, url, assignment, county, today):
    colleague = make_user(county, name="方圆")
    actions.save_draft(assignment, NOVEMBER, by=colleague, on=today, version=0, done="对方的文字。")

    response = editor.post(url, typed(do="save", done="我的文字。"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "方圆 已于" in page
    assert "对方的文字。" in page
    assert "我的文字。" in page
    assert ProgressReport.objects.get().done == "对方的文字。"


def test_conflict_names_the_files_that_were_not_stored(editor, url, assignment, county, today):
    actions.save_draft(assignment, NOVEMBER, by=make_user(county), on=today, version=0, done="对方的文字。")
    data = typed(do="save", done="我的文字。") | {"files": SimpleUploadedFile("照片.pdf", b"%PDF-1.7")}

    page = editor.post(url, data).content.decode()

    assert "“照片.pdf”还没有上传，请重新选择。" in page
    assert not Evidence.objects.exists()


def test_second_of_two_editors_may_then_save_their_own_text(editor, url, assignment, county, today):
    actions.save_draft(assignment, NOVEMBER, by=make_user(county), on=today, version=0, done="对方的文字。")
    conflict = editor.post(url, typed(do="save", done="我的文字。"))

    editor.post(url, typed(do="save", done="我的文字。", version=conflict.context["form"]["version"].value()))

    assert ProgressReport.objects.get().done == "我的文字。"


def test_form_cannot_be_saved_after_a_colleague_has_submitted_the_report(editor, url, assignment, county, today):
    colleague = make_user(county, name="方圆")
    draft = actions.save_draft(assignment, NOVEMBER, by=colleague, on=today, version=0, progress=Decimal(50))
    actions.submit(draft, by=colleague, on=today)

    page = editor.post(url, typed(do="submit", done="我的文字。")).content.decode()

    assert "我的文字。" in page
    assert "保存我填写的内容" not in page
    assert ProgressReport.objects.get().progress == 50


def test_same_text_saved_twice_is_not_a_conflict(editor, url):
    editor.post(url, typed(do="save"))

    response = editor.post(url, typed(do="submit"))

    assert response.status_code == 302
    assert ProgressReport.objects.get().state == "submitted"


def test_page_after_submitting_links_to_the_next_report_that_is_owed(editor, url, county, city):
    quarter = make_assignment(county, make_task(city, number="1.2", period="quarter"))
    month = make_assignment(county, make_task(city, number="2.9"))
    onward = reverse("tasks:report_next")

    page = editor.post(url, typed(do="submit"), follow=True).content.decode()
    first = editor.get(onward).headers["Location"]
    make_report(month, NOVEMBER, submitted_on=date(2026, 11, 23), progress=10)
    second = editor.get(onward).headers["Location"]

    assert f'href="{onward}">填报下一项</a>' in page
    assert first == reverse("tasks:report", args=[month.pk, NOVEMBER])
    assert second == reverse("tasks:report", args=[quarter.pk, OCTOBER])


def test_page_after_the_last_report_links_to_the_todo_page(editor, url):
    editor.post(url, typed(do="submit"))

    page = editor.get(reverse("tasks:report_next"), follow=True)

    assert page.redirect_chain == [(reverse("notices:todo"), 302)]
    assert "本单位应报的都已提交。" in page.content.decode()


def test_second_click_on_submit_opens_the_report(editor, url):
    editor.post(url, typed(do="submit"))

    response = editor.post(url, typed(do="submit"))

    report = ProgressReport.objects.get()
    assert response.headers["Location"] == reverse("tasks:report_read", args=[report.pk])


def test_submitted_report_is_not_replaced_by_another_text(editor, url):
    editor.post(url, typed(do="submit"))

    page = editor.post(url, typed(do="submit", done="别的文字。")).content.decode()

    assert "别的文字。" in page
    assert ProgressReport.objects.get().done == "逐村过堂。"


def test_autosave_returns_the_new_version(editor, assignment):
    response = editor.post(reverse("tasks:report_autosave", args=[assignment.pk, NOVEMBER]), typed())

    assert response.json() == {"fields": {"version": 1}}
    assert ProgressReport.objects.get().done == "逐村过堂。"


def test_autosave_reports_the_change_of_a_colleague_and_overwrites_nothing(editor, assignment, county, today):
    actions.save_draft(assignment, NOVEMBER, by=make_user(county), on=today, version=0, done="对方的文字。")

    response = editor.post(reverse("tasks:report_autosave", args=[assignment.pk, NOVEMBER]), typed())

    assert (response.status_code, response.json()["stop"]) == (409, True)
    assert ProgressReport.objects.get().done == "对方的文字。"


def test_autosave_explains_invalid_values(editor, assignment):
    response = editor.post(reverse("tasks:report_autosave", args=[assignment.pk, NOVEMBER]), typed(progress="六十"))

    assert response.status_code == 422
    assert "累计进度" in response.json()["message"]


def test_submitted_report_is_read_only(editor, url, assignment, today):
    report = make_report(assignment, NOVEMBER, submitted_on=today, progress=50)

    response = editor.get(url)

    assert response.headers["Location"] == reverse("tasks:report_read", args=[report.pk])


def test_returned_report_shows_the_reason_above_the_form(editor, url, assignment, people, today):
    report = make_report(assignment, NOVEMBER, submitted_on=today, progress=50)
    actions.return_report(report, by=people.city_manager, on=today, reason="数字与台账不符。")

    page = editor.get(url).content.decode()

    assert "陈立：数字与台账不符。" in page


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "0000-01", "9999-12", "2026-1"])
def test_address_that_names_no_month_does_not_exist(editor, assignment, month):
    assert editor.get(f"/tasks/assignments/{assignment.pk}/report/{month}/").status_code == 404


def test_quarter_is_named_by_its_first_month(editor, county):
    assignment = make_assignment(county, make_task(county.parent, period="quarter"))

    page = editor.get(reverse("tasks:report", args=[assignment.pk, OCTOBER])).content.decode()

    assert "填报第四季度进展" in page
    assert "本季做法" in page
    assert editor.get(reverse("tasks:report", args=[assignment.pk, NOVEMBER])).status_code == 404


def test_period_that_has_not_begun_is_refused_with_the_reason(editor, assignment):
    page = editor.post(reverse("tasks:report", args=[assignment.pk, date(2026, 12, 1)]), typed(do="save"))

    assert "2026年12月还没有开始，不能填报。" in page.content.decode()


def test_sentence_that_the_task_comes_from_is_quoted(editor, county):
    task = make_task(county.parent, phrases=[{"text": "开展一次回头看"}], text="一、开展一次回头看。二、其他。")
    assignment = make_assignment(county, task)

    page = editor.get(reverse("tasks:report", args=[assignment.pk, NOVEMBER])).content.decode()

    assert "“开展一次回头看”" in page
    assert "一、开展一次回头看。二、其他。" in page


def test_recalled_report_can_be_changed(editor, url, assignment, people, today):
    report = make_report(assignment, NOVEMBER, submitted_on=today, progress=50)

    response = editor.post(reverse("tasks:report_recall", args=[report.pk]))

    assert response.headers["Location"] == url
    assert ProgressReport.objects.get().state == "draft"


def test_stored_figure_is_shown_as_it_was_typed(editor, county):
    assignment = make_assignment(
        county, make_task(county.parent, measure="quantity", unit="村", target=3100), target=3100
    )
    url = reverse("tasks:report", args=[assignment.pk, NOVEMBER])
    editor.post(url, typed(do="save", value="1500"))

    page = editor.get(url).content.decode()

    assert 'name="value" value="1500"' in page
