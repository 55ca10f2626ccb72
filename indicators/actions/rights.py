"""Who may decide about figures: ``may_…`` for pages, ``check_…`` for actions, which raise ``PermissionDenied``."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from years.actions import may_set_year


def check_may_freeze(*, by):
    """Managers of a root unit and superusers freeze; ``None`` means a command or job, which may."""
    if by is not None and not may_set_year(by):
        raise PermissionDenied(_("数字由最上级单位的管理人员定格。"))
