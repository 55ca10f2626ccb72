"""The day whose state a page shows: ``?on=2026-06-30``, any day that is past."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Day:
    """``on`` is the day that is shown; ``problem`` says why a wish for another was not met."""

    on: date
    today: date
    problem: str = ""

    @property
    def is_past(self):
        return self.on != self.today

    @property
    def query(self):
        """The parameter that keeps a past day in the addresses of a page; empty for today."""
        return f"on={self.on.isoformat()}" if self.is_past else ""


def asked(request, *, year):
    """The day of the address; without one today, and for a past year the day on which it ended."""
    today = timezone.localdate()
    text = request.GET.get("on", "").strip()
    if not text:
        return Day(min(today, date(year, 12, 31)), today)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Day(today, today, _not_a_day(text))
    if day > today:
        return Day(today, today, _("只能查看今天或以前的日期；现在显示今天的情况。"))
    return Day(day, today)


def _not_a_day(text):
    sentence = _("“%(text)s”不是日期，请按 2026-06-30 的样式填写；现在显示今天的情况。")
    return sentence % {"text": text[:20]}


def year_asked(request, default):
    """The year of the day that the address names, else ``default``."""
    try:
        return min(date.fromisoformat(request.GET.get("on", "").strip()), timezone.localdate()).year
    except ValueError:
        return default
