"""The day whose state a page shows: ``?on=2026-06-30``. It is today or earlier, in any spelling of ``files.dates``."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from files.dates import DayError, read_day


@dataclass(frozen=True)
class Day:
    """``on`` is the day that the page shows; ``problem`` says why it is not the day in the address."""

    on: date
    today: date
    problem: str = ""

    @property
    def is_past(self):
        return self.on != self.today

    @property
    def query(self):
        """The query parameter for links that keep a past day; empty for today."""
        return f"on={self.on.isoformat()}" if self.is_past else ""


def from_request(request, *, year):
    """Return the ``Day`` in the address. Without one it is today or, for a past year, its last day."""
    today = timezone.localdate()
    text = request.GET.get("on", "").strip()
    if not text:
        return Day(min(today, date(year, 12, 31)), today)
    try:
        day = read_day(text)
    except DayError as error:
        return Day(today, today, _("%(problem)s现在显示今天的情况。") % {"problem": error})
    if day > today:
        return Day(today, today, _("只能查看今天或以前的日期；现在显示今天的情况。"))
    return Day(day, today)


def year_from_request(request, default):
    """Return the year of the day in the address, or ``default`` without one."""
    try:
        return min(read_day(request.GET.get("on", "")), timezone.localdate()).year
    except DayError:
        return default
