import re
from datetime import date

from django import forms

from tests.pages.rendering import render


class ProgressForm(forms.Form):
    done = forms.CharField(label="本月做法", help_text="写做了什么。")
    mode = forms.ChoiceField(label="方式", choices=[("a", "甲")], widget=forms.RadioSelect)
    version = forms.CharField(widget=forms.HiddenInput, label="版本")

    def clean(self):
        raise forms.ValidationError("已由他人提交。")


FIELD = '{% include "_components/field.html" with field=form.done %}'
SUMMARY = '{% include "_components/error_summary.html" %}'


def test_tag_shows_its_state_as_a_word():
    html = render('{% include "_components/tag.html" with label="逾期 23 天" tone="late" only %}')

    assert '<span class="tag late">逾期 23 天</span>' in html


def test_tag_without_a_tone_has_no_shape():
    assert 'class="tag plain"' in render('{% include "_components/tag.html" with label="2026" only %}')


def test_tag_escapes_its_word():
    html = render('{% include "_components/tag.html" with label=label only %}', label="<b>")

    assert "&lt;b&gt;" in html
    assert "<b>" not in html


def test_rate_shows_its_counts_and_day_and_links_to_the_gap():
    rate = "value=83.4 numerator=2404 denominator=2883"

    html = render(
        f'{{% include "_components/rate.html" with {rate} unit="人" as_of=day url="/gap/" expected=90 %}}',
        day=date(2026, 11, 23),
    )

    assert "83.4%" in html
    assert "2,404 / 2,883 人" in html
    assert "时序 90%" in html
    assert '截至 <time datetime="2026-11-23">' in html
    assert 'href="/gap/"' in html


def test_rate_without_a_denominator_is_a_dash_without_a_bar():
    html = render('{% include "_components/rate.html" with value=None numerator=0 denominator=0 %}')

    assert "—" in html
    assert "0 / 0" in html
    assert 'class="fill"' not in html


def test_track_marks_the_time_progress_inside_the_bar():
    html = render('{% include "_components/track.html" with value=120 expected=140 only %}')

    assert 'width="100.0%"' in html
    assert 'x1="100.0%"' in html


def test_track_marks_a_time_progress_of_zero():
    assert 'class="mark"' in render('{% include "_components/track.html" with value=0 expected=0 only %}')


def test_field_links_label_hint_and_error_to_its_input():
    html = render(FIELD, form=ProgressForm({}))

    assert '<label for="id_done">本月做法' in html
    assert "（必填）" in html
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert len(described) == 2
    assert all(f'id="{element_id}"' in html for element_id in described)
    assert 'aria-invalid="true"' in html


def test_field_without_errors_is_not_marked():
    html = render(FIELD, form=ProgressForm())

    assert 'id="id_done"' in html
    assert "aria-invalid" not in html
    assert "bad" not in html


def test_choice_field_is_a_group_with_a_legend():
    html = render('{% include "_components/field.html" with field=form.mode %}', form=ProgressForm())

    assert "<fieldset" in html
    assert "<legend>方式" in html


def test_error_summary_links_every_line_to_its_field():
    form = ProgressForm({"mode": "b"})

    html = render(SUMMARY, form=form)
    page = render('{% include "_components/fields.html" %}', form=form)

    assert "有 4 处需要修改" in html
    assert "已由他人提交。" in html
    targets = re.findall(r'href="#([^"]+)"', html)
    assert set(targets) == {"id_done", "id_mode", "id_version"}
    assert all(f'id="{target}"' in page for target in targets)


def test_error_summary_is_left_out_without_errors():
    assert render(SUMMARY, form=ProgressForm()).strip() == ""


def test_error_summary_may_list_problems_without_a_form():
    html = render(SUMMARY, problems=[{"text": "第 9 行：没有湖唐村。", "url": "#row-9"}])

    assert '<a href="#row-9">第 9 行：没有湖唐村。</a>' in html


def test_invalid_form_keeps_what_was_typed():
    html = render('{% include "_components/form.html" %}', form=ProgressForm({"done": "逐村过堂", "mode": "b"}))

    assert 'value="逐村过堂"' in html


def test_confirmation_says_what_will_happen_and_can_be_cancelled():
    html = render(
        '{% include "_components/confirm.html" with confirm_label="合并" cancel_url="/back/" %}',
        consequences=["12 个村转入港口镇。"],
    )

    assert "12 个村转入港口镇。" in html
    assert 'method="post"' in html
    assert 'href="/back/"' in html


def test_map_names_its_states_for_screen_readers_and_phones():
    cells = [
        {"label": "41", "tone": "late", "word": "逾期", "url": "/cell/"},
        {"label": "—", "tone": "na", "word": "不适用"},
    ]
    html = render(
        '{% include "_components/map.html" with caption="完成率" row_header="县市区" total_header="按期率" %}',
        areas=[{"label": "整顿提升", "items": [{"label": "2.1"}, {"label": "2.2"}]}],
        rows=[{"label": "弋阳县", "url": "/yyx/", "cells": cells, "total": "58%", "note": "逾期 1：2.1 整顿验收"}],
    )

    assert 'colspan="2">整顿提升' in html
    assert '<span class="visually-hidden">逾期</span>41' in html
    assert '<span class="cell na"' in html
    assert "逾期 1：2.1 整顿验收" in html


def test_table_scrolls_inside_a_named_region_that_takes_the_focus():
    html = render('{% table caption="整顿台账" %}<tbody><tr><td>湖塘村</td></tr></tbody>{% endtable %}')

    assert 'role="region" aria-label="整顿台账" tabindex="0"' in html
    assert "<td>湖塘村</td>" in html


def test_card_escapes_its_title_and_keeps_its_content():
    html = render("{% card title=title %}<p>正文</p>{% endcard %}", title="<b>")

    assert "<h2>&lt;b&gt;</h2>" in html
    assert "<p>正文</p>" in html


def test_trend_also_has_its_figures_as_a_table():
    html = render("{% trend points label='累计完成率' %}", points=[{"label": "1月", "value": 2, "expected": 8.3}])

    assert 'aria-label="累计完成率"' in html
    assert '<td class="n">2%</td><td class="n">8.3%</td>' in html


def test_timeline_shows_days_and_texts():
    entries = [{"when": date(2026, 2, 3), "text": "列入", "state": "did"}, {"when": "换届前", "text": "须验收"}]

    html = render('{% include "_components/timeline.html" %}', entries=entries)

    assert '<time datetime="2026-02-03">' in html
    assert '<span class="when">换届前</span>' in html


def test_quotation_marks_inside_a_quotation_become_single_ones():
    html = render("{% load portal %}{{ name|quoted }}没有写入", name="县级领导“村村到”<台账>.xlsx")

    assert html == "“县级领导‘村村到’&lt;台账&gt;.xlsx”没有写入"
