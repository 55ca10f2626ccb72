"""Who may do what with papers: ``may_…`` for pages, ``check_…`` for actions, which raise ``PermissionDenied``.

Editors and managers draft, managers issue: a paper speaks for the unit. Who may read one is decided by ``visible_to``.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from documents import kinds


def may_draft(by, unit):
    """Whether ``by`` may draft papers of ``unit``: its editors and managers, if the unit writes papers."""
    return by.can_edit and by.organization_id == unit.pk and bool(kinds.written_by(unit))


def check_may_draft(unit, *, by):
    if not may_draft(by, unit):
        raise PermissionDenied(_("公文由发文单位自己的填报、管理人员拟稿。"))


def may_issue(by, unit):
    """Whether ``by`` may issue papers of ``unit`` and declare them void, and set its templates and numbers."""
    return may_draft(by, unit) and by.can_manage


def check_may_issue(unit, *, by):
    if not may_issue(by, unit):
        raise PermissionDenied(_("公文由发文单位的管理人员印发和作废，模板和文号也由他们设置。"))


def may_make_many(by, unit):
    """Whether ``by`` may have the papers of all units below ``unit`` made at once: its managers."""
    return by.can_manage and by.organization_id == unit.pk and bool(kinds.written_below(unit))


def check_may_make_many(unit, *, by):
    if not may_make_many(by, unit):
        raise PermissionDenied(_("下级各单位的公文由上级单位的管理人员批量生成。"))
