"""Limits that are counted from an event (30日内, 两个工作日内): which event it is, and the day they end."""

import re
from datetime import timedelta
from math import ceil

from years.workdays import WorkCalendar

from .calendars import add_months

_LIMIT_OF_SERVICE = re.compile(
    "(?:予以|给予|完成|给出|作出|做出)?[^，。；]{0,4}?(?:答复|办结|反馈|回复|办理|处置|响应|处理|签收|受理)"
)
_CASE = re.compile(
    "发现|申请|诉求|线索|投诉|举报|接到|收到|受理|出现|发生|逾期|事项|的问题|(?<!目)的，?(?:要|应|须|应当|必须|在|于)?$"
)
"""What begins anew for each case: a time limit behind it has no day."""
_CASE_WITHIN = 30
"""Characters before a limit in which the case stands."""


def is_for_each_case(match):
    """Whether a limit runs anew for each case (发现问题线索15日内移交) and is not counted from the issue."""
    if _LIMIT_OF_SERVICE.match(match.string, match.end()):
        return True
    if re.search("印发|发文|下发|通知|即日|今日|本月", match.group()):
        return False
    sentence = re.split("[。；]", match.string[: match.start()])[-1]
    before = sentence[-_CASE_WITHIN:]
    clause = re.split("[，：]", before.rstrip("，"))[-1] + "，" * before.endswith("，")
    return bool(_CASE.search(clause))


def after_event(match):
    before = match.string[max(match.start("number") - 12, 0) : match.start("number")]
    clause = re.split("[，。；：（(]", before)[-1]
    return bool(
        re.search(r"(?:后|之日起|次日起|当日起|起)$", clause)
        and not re.search(r"(?:印发|发文|下发|通知|即|即日|今日).{0,4}起$", clause)
    )


def later(day, count, unit):
    if "工作日" in unit:
        return WorkCalendar().add(day, ceil(count))
    if unit in ("天", "日"):
        return day + timedelta(days=ceil(count))
    if unit in ("周", "星期", "个星期"):
        return day + timedelta(weeks=count)
    return add_months(day, ceil(count * (12 if unit == "年" else 1)))
