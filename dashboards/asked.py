"""What a page is asked for in its address: the year and the day."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.frame import chosen_year


@dataclass(frozen=True)
class Asked:
    """``on`` is the day whose state is shown, ``year`` the task year; ``problem`` says why a wish was not met."""

    year: int
    on: date
    today: date
    problem: str = ""

    @property
    def is_past(self):
        return self.on != self.today


def asked(request):
    """From ``?on=2026-06-30`` and ``?year=2026``; a past year without a day is shown as it ended."""
    today = timezone.localdate()
    text = request.GET.get("on", "").strip()
    if not text:
        year = chosen_year(request)
        return Asked(year, min(today, date(year, 12, 31)), today)
    day, problem = _day(text, today)
    return Asked(day.year, day, today, problem)


def _day(text, today):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today, _("“%(text)s”不是日期，请按 2026-06-30 的样式填写；现在显示今天的情况。") % {"text": text[:20]}
    if day > today:
        return today, _("只能查看今天或以前的日期；现在显示今天的情况。")
    return day, ""
