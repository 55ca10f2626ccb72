"""The periods of ledgers that are filled in for each month or each quarter: their keys and how people write them.

The key of a period is a text that sorts by time: 2026-06 is a month, 2026-Q2 a quarter.
"""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NUMERALS = "一二三四"  # data: numerals of the quarters
QUARTER_MARK = "Q"


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def label(self):
        return {PeriodKind.MONTH: gettext_lazy("月份"), PeriodKind.QUARTER: gettext_lazy("季度")}[self]

    @property
    def pattern(self):
        """The regular expression of a key."""
        return r"^20\d\d-Q[1-4]$" if self == PeriodKind.QUARTER else r"^\d{4}-(0[1-9]|1[0-2])$"

    @property
    def spelling(self):
        """How a person types a key."""
        return _("如 2026-Q2，即2026年第二季度。") if self == PeriodKind.QUARTER else _("如 2026-06。")

    def key_of(self, day):
        """Return the key of the period with ``day``."""
        return quarter_key(day.year, (day.month + 2) // 3) if self == PeriodKind.QUARTER else day.isoformat()[:7]

    def example(self, year):
        """Return the key of a period in the middle of ``year``, for templates and examples."""
        return quarter_key(year, 2) if self == PeriodKind.QUARTER else f"{year}-06"


def quarter_key(year, number):
    return f"{year}-{QUARTER_MARK}{number}"


def label_of(key):
    """Return ``2026年6月`` or ``2026年第二季度`` for a key; an import reads both again."""
    year, _dash, part = key.partition("-")
    if part.startswith(QUARTER_MARK):
        return _("%(year)s年第%(quarter)s季度") % {"year": year, "quarter": NUMERALS[int(part[1:]) - 1]}
    return _("%(year)s年%(month)d月") % {"year": year, "month": int(part)}
