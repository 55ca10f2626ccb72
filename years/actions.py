"""Actions that change the settings of a year, and the rights that they need."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from years.models import TaskYear


def may_set_year(user):
    """Whether ``user`` may change the years, which all units share: a manager of a root unit, or a superuser."""
    return user.is_superuser or (user.can_manage and user.organization.parent_id is None)


def check_may_set_year(*, by):
    """Raise ``PermissionDenied`` unless ``by`` may change years. ``None`` means a command or job, which may."""
    if by is not None and not may_set_year(by):
        raise PermissionDenied(_("工作日历由最上级单位的管理人员或系统管理员核对。"))


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
