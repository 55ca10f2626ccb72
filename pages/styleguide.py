"""The style guide: all shared parts of the pages in all their states. Only served with DEBUG on."""

import random
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages import paging
from pages.filters import ChoiceFilter, DayFilter, FlagFilter, TextFilter
from pages.forms import DayField
from pages.list_page import ListPage

TODAY = date(2026, 11, 23)
PLACES = [
    _("信州区"),
    _("广丰区"),
    _("广信区"),
    _("玉山县"),
    _("铅山县"),
    _("横峰县"),
    _("弋阳县"),
    _("余干县"),
    _("鄱阳县"),
    _("万年县"),
    _("婺源县"),
]
AREAS = {
    _("学习教育"): ["1.1", "1.2", "1.3"],
    _("整顿提升"): ["2.1", "2.2", "2.3", "2.4"],
    _("城市治理"): ["3.1", "3.2", "3.3", "3.4"],
    _("责任落实"): ["4.1", "4.2", "4.3"],
}
STATES = {
    "ok": _("正常推进"),
    "warn": _("临期或滞后"),
    "late": _("逾期"),
    "idle": _("未启动"),
    "wait": _("待核实"),
    "done": _("已办结"),
    "na": _("不适用"),
}

# Context of the parts that take plain lists.
LISTS = {
    "figures": [
        {
            "label": _("书记集中轮训"),
            "value": "83.4%",
            "detail": _("2,404 / 2,883 人"),
            "share": 83.4,
            "expected": 90,
            "tone": "ok",
        },
        {"label": _("整顿验收"), "value": "71", "unit": _("/ 96 村"), "share": 74, "expected": 85, "tone": "warn"},
        {
            "label": _("后备力量"),
            "value": "94.7%",
            "detail": _("135 个村尚无"),
            "detail_url": "#kpi",
            "share": 94.7,
            "expected": None,
            "tone": "ok",
        },
        {
            "label": _("网格整合"),
            "value": "9",
            "unit": _("/ 12 县"),
            "share": 75,
            "expected": None,
            "tone": "late",
            "url": "#kpi",
        },
        {"label": _("诉求按期办结"), "value": "—", "detail": _("本月没有应办结的诉求")},
    ],
    "sizes": [20, 50, 100],
    "steps": [
        {"label": _("上传文件"), "did": True},
        {"label": _("对应列名"), "did": True},
        {"label": _("核对内容"), "current": True},
        {"label": _("完成")},
    ],
    "events": [
        {"when": date(2026, 2, 3), "text": _("列入整顿（书记不胜任）"), "state": "did", "note": _("县委组织部")},
        {"when": date(2026, 10, 31), "text": _("整改时限"), "state": "late", "url": "#timeline"},
        {"when": TODAY, "text": _("申请验收"), "state": "now"},
        {"when": _("换届前"), "text": _("须验收")},
    ],
    "facts": [
        {"label": _("代码"), "value": "361126104203"},
        {"label": _("牵头"), "value": _("县委组织部"), "url": "#facts"},
        {"label": _("电话"), "value": None},
    ],
    "feed": [
        {
            "tag": _("逾期 23 天"),
            "tone": "late",
            "title": _("弋阳县 · 整顿验收"),
            "url": "#feed",
            "note": _("2.1 · 应办 2026-10-31"),
        },
        {"tag": _("剩 7 天"), "tone": "warn", "title": _("鄱阳县 · 书记轮训"), "url": "#feed"},
        {"tag": _("待核实"), "tone": "wait", "title": _("广信区 · 三会一课 1,344 条"), "url": "#feed"},
    ],
    "crumbs": [{"label": _("上饶市"), "url": "#"}, {"label": _("弋阳县"), "url": "#"}, {"label": _("样式手册")}],
    "consequences": [_("漆工镇自 2027-01-01 起停用，历史数据保留。"), _("12 个村转入港口镇，3 个账号同时转入。")],
    "actions": [
        {"name": "do", "value": "confirm", "label": _("核实")},
        {"name": "do", "value": "return", "label": _("退回")},
    ],
    "toasts": [
        {"kind": "success", "text": _("已提交，等待县级核实。")},
        {"kind": "info", "text": _("已按上月内容填好，请核对后提交。")},
        {"kind": "warning", "text": _("已写入 9 行，2 行有问题未写入。")},
        {"kind": "error", "text": _("文件已加密，读不出内容。请取消密码后重新上传。")},
    ],
}


class SampleList(ListPage):
    """Invented villages with a filter of every kind."""

    q = TextFilter(_("村名、问题、责任人"))
    county = ChoiceFilter(_("县市区"), [("1", _("弋阳县"))], every=_("全部县市区"))
    since = DayFilter(_("列入日期"))
    mine = FlagFilter(_("只看我的"))
    state = ChoiceFilter(_("状态"), [("late", _("逾期")), ("lacking", _("四个一不齐"))], every=_("全部"))
    chips_of, chips_label = "state", _("状态")

    def all_rows(self):
        return ["late"] * 6 + ["lacking"] * 13 + [""] * 77

    def filter_q(self, rows, text):
        return rows

    filter_county = filter_since = filter_mine = filter_q

    def filter_state(self, rows, state):
        return [row for row in rows if row == state]

    def chip_values(self, row):
        return [row]


class SampleForm(forms.Form):
    """One field of every kind that pages use."""

    name = forms.CharField(label=_("名称"), help_text=_("与公章一致，不超过 50 字。"), max_length=50)
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("请选择")), ("a", _("村")), ("b", _("社区"))])
    due_on = DayField(label=_("完成期限"), required=False)
    amount = forms.IntegerField(
        label=_("人数"), widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}), required=False
    )
    done = forms.CharField(label=_("本月做法"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    mode = forms.ChoiceField(
        label=_("怎样写入"),
        choices=[("valid", _("写入 9 行，问题行留待修改")), ("all", _("全部无误后再写入"))],
        widget=forms.RadioSelect,
    )
    places = forms.MultipleChoiceField(
        label=_("下达到"),
        choices=[("1", _("漆工镇")), ("2", _("港口镇"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label=_("已与数据来源核对"), required=False)

    def clean(self):
        raise ValidationError(_("本月进展已由他人提交，请刷新后再填。"))


class UploadForm(forms.Form):
    """The file field of an import."""

    file = forms.FileField(label=_("台账文件"), help_text=_("支持 Excel、WPS 表格和 CSV，不超过 20 MB。"))


def styleguide(request):
    """Show every shared part with invented data."""
    context = {
        "states": [{"tone": tone, "label": word} for tone, word in STATES.items()],
        "empty_form": SampleForm(),
        "bad_form": SampleForm({"due_on": "2026-13-01", "amount": "十", "mode": "other"}, auto_id="bad_%s"),  # data
        "upload_form": UploadForm(),
        "sample_list": SampleList(request),
        "page": paging.page_of(request, range(96)),
        "moment": datetime(2026, 11, 23, 6, 0, tzinfo=timezone.get_default_timezone()),
        "today": TODAY,
        "points": _points(),
        "areas": [{"label": label, "items": [{"label": item} for item in items]} for label, items in AREAS.items()],
        "rows": _rows(),
        **LISTS,
    }
    return render(request, "styleguide/index.html", context)


def _points():
    values = [2, 6, 11, 18, 25, 31, 38, 47, 55, 61, 68, None]
    return [
        {"label": _("%(month)s月") % {"month": month}, "value": value, "expected": round(month / 12 * 100, 1)}
        for month, value in enumerate(values, 1)
    ]


def _rows():
    """Return the rows of the map; they are the same for every request."""
    dice = random.Random(7)  # noqa: S311
    return [_row(place, dice) for place in PLACES]


def _row(place, dice):
    numbers = [number for items in AREAS.values() for number in items]
    tones = dice.choices(list(STATES), weights=[60, 12, 2, 6, 3, 20, 4], k=len(numbers))
    cells = [_cell(place, number, tone, dice) for number, tone in zip(numbers, tones, strict=True)]
    late = [number for number, tone in zip(numbers, tones, strict=True) if tone == "late"]
    note = _("逾期 %(total)s：%(items)s") % {"total": len(late), "items": "、".join(late)} if late else _("正常")
    return {"label": place, "url": "#map", "cells": cells, "total": f"{dice.randint(600, 900) / 10}%", "note": note}


def _cell(place, number, tone, dice):
    label = {"done": "100", "na": "—", "idle": "0"}.get(tone, str(dice.randint(35, 97)))
    return {
        "label": label,
        "tone": tone,
        "word": STATES[tone],
        "url": "" if tone == "na" else "#map",
        "title": f"{place} {number} {STATES[tone]}",
    }
