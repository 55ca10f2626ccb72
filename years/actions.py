"""Changes of the settings of a year, with their rights."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from years.models import TaskYear


def may_set_year(user):
    """Whether ``user`` manages the unit on top of the tree, whose years count for all, or administers the portal."""
    return user.is_superuser or (user.can_manage and user.organization.parent_id is None)


def check_may_set_year(*, by):
    """Raise ``PermissionDenied`` unless ``by`` may set years; ``None`` stands for the portal itself."""
    if by is not None and not may_set_year(by):
        raise PermissionDenied(_("工作日历由最上级单位的管理人员或系统管理员核对。"))


@transaction.atomic
def verify_calendar(year, *, by, verified=True):
    """Say that the working days of ``year`` are those of the published list (工作日历已核对), or take it back.

    Raises ``ValidationError`` for a year whose holidays nobody has published or entered.
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
