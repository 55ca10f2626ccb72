"""Actions that change the settings of a year, and the rights that they need."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from years.models import Holiday, TaskYear

SETTINGS = [
    "due_soon_days",
    "behind_points",
    "report_notice_days",
    "monthly_cutoff_day",
    "monthly_cutoff_next_month",
    "quarterly_cutoff_day",
    "cutoff_shift",
]
"""What the page 年度设置 changes; the other fields of ``TaskYear`` are rules of single ledgers, set in the admin."""
LONGEST_HOLIDAY = 31  # days entered at once


def may_set_year(user):
    """Whether ``user`` may change the years, which all units share."""
    return user.manages_tree


def check_may_set_year(*, by):
    """Raise ``PermissionDenied`` unless ``by`` may change years. ``None`` means a command or job, which may."""
    if by is not None and not may_set_year(by):
        raise PermissionDenied(_("年度设置由最上级单位的管理人员或系统管理员修改、核对。"))


def as_text(settings):
    """Return ``SETTINGS`` as one text, by which ``change_year`` notices that somebody else has changed them."""
    return " ".join(str(value) for value in snapshot(settings, SETTINGS).values())


@transaction.atomic
def change_year(year, *, by, seen, **values):
    """Change ``SETTINGS`` of ``year`` to ``values``; they count at once, also for the days before.

    ``seen`` are the settings that the person had before their eyes, ``as_text``. Returns the changes.
    Raises ``ValidationError`` for a value that is not allowed, and when somebody else has changed them meanwhile.
    """
    check_may_set_year(by=by)
    settings, _created = TaskYear.objects.select_for_update().get_or_create(year=year)
    before = snapshot(settings, SETTINGS)
    if as_text(settings) != seen:
        raise ValidationError(_("这一年的设置刚被别人改过，请对照现在的设置再改。"))
    for name in SETTINGS:
        setattr(settings, name, values[name])
    settings.full_clean()
    changes = between(before, snapshot(settings, SETTINGS))
    if changes:
        settings.save(update_fields=SETTINGS)
        audit.record("year.changed", target=settings, by=by, changes=changes)
    return changes


@transaction.atomic
def enter_days(first, last, *, by, is_workday, note=""):
    """Enter the days from ``first`` to ``last`` as days off (放假), or with ``is_workday`` as working days (调休上班).

    Entries of the same days are replaced. Raises ``ValidationError`` for more than a month or the wrong order.
    """
    check_may_set_year(by=by)
    if last < first:
        raise ValidationError({"last": _("最后一天不能早于第一天。")})
    if (last - first).days >= LONGEST_HOLIDAY:
        raise ValidationError({"last": _("一次最多 %(days)s 天，请分几次录入。") % {"days": LONGEST_HOLIDAY}})
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    for day in days:
        holiday = Holiday(date=day, is_workday=is_workday, note=note)
        holiday.full_clean(validate_unique=False)
        Holiday.objects.update_or_create(date=day, defaults={"is_workday": is_workday, "note": note})
    _record_days("year.days_entered", days, by=by, word=_("上班") if is_workday else _("放假"), note=note)
    return days


@transaction.atomic
def remove_day(holiday, *, by):
    """Remove an entered day: the published calendar holds again, or Monday to Friday as working days."""
    check_may_set_year(by=by)
    word = _("上班") if holiday.is_workday else _("放假")
    day = holiday.date
    holiday.delete()
    _record_days("year.day_removed", [day], by=by, word=word)


def _record_days(action, days, *, by, word, note=""):
    """Write the row of the history; it belongs to the settings of the year of the first day."""
    settings, _created = TaskYear.objects.get_or_create(year=days[0].year)
    span = _("%(first)s 至 %(last)s") % {"first": days[0], "last": days[-1]} if len(days) > 1 else str(days[0])
    text = _("%(word)s：%(span)s") % {"word": word, "span": span}
    audit.record(action, target=settings, by=by, note=f"{text}　{note}" if note else text)


@transaction.atomic
def verify_calendar(year, *, by, verified=True):
    """Mark the working calendar of ``year`` as verified (工作日历已核对), or with ``verified=False`` as not verified.

    Raises ``ValidationError`` when the holidays of the year are neither built in nor entered.
    """
    check_may_set_year(by=by)
    settings, _created = TaskYear.objects.select_for_update().get_or_create(year=year)
    before = snapshot(settings, ["calendar_verified"])
    settings.calendar_verified = verified
    settings.full_clean()
    settings.save(update_fields=["calendar_verified"])
    changes = between(before, snapshot(settings, ["calendar_verified"]))
    audit.record("year.verified" if verified else "year.unverified", target=settings, by=by, changes=changes)
    return settings
