"""Who may do what with ledgers, each rule once: ``may_…`` for pages, ``check_…`` for actions.

A check raises ``PermissionDenied`` with the reason in Chinese. Which records somebody may confirm or return is a
question to the database, ``LedgerRecordQuerySet.confirmable_by``: those entered in the own unit or below it, by
somebody else. Which units take records at all is a question of the data and raises ``ValidationError``.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from ledgers.masking import in_clear, is_masked_kind
from organizations.models import Organization


def may_import(user):
    """Whether ``user`` may upload files: editors and managers of all units but departments (部门), which only read."""
    return user.can_edit and not user.organization.is_department


def check_may_import(user):
    _check_is_no_department(user)
    if not may_import(user):
        raise PermissionDenied(_("您的账号没有填报权限，不能导入台账。如需填报，请联系本单位管理人员。"))


def may_enter(user, ledger, organization=None):
    """Editors and managers enter, change, delete and bring back records of open ledgers in their scope.

    Without ``organization`` only the role and the ledger count.
    """
    in_scope = organization is None or user.organization.contains(organization)
    return may_import(user) and ledger.is_open_to(user) and in_scope


def check_may_enter(user, ledger, organization):
    if may_enter(user, ledger, organization):
        return
    _check_is_no_department(user)
    if not user.can_edit:
        raise PermissionDenied(_("您的账号没有填报权限，不能改动台账。如需填报，请联系本单位管理人员。"))
    check_open(user, ledger)
    message = _("“%(unit)s”不在您的管理范围内，请选择本单位或下级单位。")
    raise PermissionDenied(message % {"unit": organization.name})


def _check_is_no_department(user):
    if user.organization.is_department:
        raise PermissionDenied(_("部门账号只能查看本部门的台账，不能导入、填报和核实，请交给本级组织部门办理。"))


def check_open(user, ledger):
    """The ledger must be open to the level of the user's unit (``Ledger.is_open_to``)."""
    if not ledger.is_open_to(user):
        levels = "、".join(str(Organization.Level(level).label) for level in ledger.seen_by_levels)
        message = _("“%(title)s”只由%(levels)s单位查看和填报，请交给有关单位办理。")
        raise PermissionDenied(message % {"title": ledger.title, "levels": levels})


def check_takes_records(organization, ledger, *, on):
    """A new record needs a unit of one of the ledger's levels that has not ended by the day ``on``.

    Records of a unit that ended later may still be corrected, deleted and brought back.
    """
    if organization.level not in ledger.place_levels:
        levels = "、".join(str(Organization.Level(level).label) for level in ledger.place_levels)
        message = _("“%(title)s”按%(levels)s单位填报，“%(unit)s”不是，请改选单位。")
        raise ValidationError(message % {"title": ledger.title, "levels": levels, "unit": organization.name})
    if ended_units({organization.pk}, on=on):
        raise ValidationError(_("单位“%(unit)s”已停用，请改选现有的单位。") % {"unit": organization.name})


def ended_units(ids, *, on):
    """The units among ``ids`` whose last day is before ``on``. There may be more ``ids`` than one query takes."""
    return [unit for unit in Organization.objects.filter(valid_to__lt=on) if unit.pk in ids]


def may_keep_codes(user):
    """Whether ``user`` may change the code tables and classify records anew: managers of the city."""
    unit = user.organization
    return user.can_manage and unit.level == Organization.Level.CITY and not unit.is_department


def may_decide(user):
    """Whether ``user`` may confirm and return records: managers of all units but departments."""
    return user.can_manage and not user.organization.is_department


def check_may_decide(user):
    _check_is_no_department(user)
    if not may_decide(user):
        raise PermissionDenied(_("只有管理人员可以核实和退回台账记录。"))


def check_may_purge(user):
    """Managers purge personal values from the history, as they confirm: a second person beside those who enter."""
    if not user.can_manage:
        raise PermissionDenied(_("只有管理人员可以清除历史中的个人信息。"))


def may_decide_on(user, record):
    """Whether ``user`` may confirm or return ``record`` as it is now."""
    return type(record).objects.filter(pk=record.pk).confirmable_by(user).exists()


def may_send_back(user, record):
    """Whether ``user`` may send the confirmed ``record`` back: who might have confirmed it (``confirmable_by``)."""
    entered_below = user.organization.contains(record.entered_by.organization)
    return may_decide(user) and entered_below and record.entered_by_id != user.pk


def check_may_send_back(user, record):
    check_may_decide(user)
    if not may_send_back(user, record):
        raise PermissionDenied(_("这条记录由您本人填报，或不是由本单位及下级单位填报，不能由您退回。"))


def may_withdraw(user, record, change):
    """Whether ``user`` may withdraw the ``change`` beside ``record``: who entered it, while they may enter records."""
    return change.by_id == user.pk and may_enter(user, record.ledger(), record.organization)


def check_may_withdraw(user, record, change):
    check_may_enter(user, record.ledger(), record.organization)
    if not may_withdraw(user, record, change):
        raise PermissionDenied(_("这次修改由“%(name)s”填报，只有本人可以撤回。") % {"name": change.by.name})


def may_work_on(user, batch):
    """Editors and managers of its unit or of one above it correct, confirm, undo and discard an import."""
    is_open = batch.ledger is None or batch.ledger.is_open_to(user)
    return may_import(user) and is_open and user.organization.contains(batch.organization)


def check_may_work_on(user, batch):
    _check_is_no_department(user)
    if not user.can_edit:
        raise PermissionDenied(_("您的账号没有填报权限，不能改动导入批次。如需填报，请联系本单位管理人员。"))
    if not may_work_on(user, batch):
        raise PermissionDenied(_("这个导入批次属于其他单位，您不能改动。"))


def may_download(user, batch):
    """Whether ``user`` may download the uploaded file.

    The own unit may, and managers above it if the ledger names no persons and hides no column. Nobody may if the file
    was not kept.
    """
    if not batch.file:
        return False
    columns = batch.ledger.stored_columns if batch.ledger else ()
    is_open = columns and not any(is_masked_kind(column) or column.is_restricted for column in columns)
    return in_clear(user, batch.organization) or (user.can_manage and bool(is_open))
