"""Why a step cannot be taken, in one Chinese sentence each; "" means that it can.

Pages show the sentence on the disabled button, actions refuse with it. ``not_permitted`` is about the account,
``not_now`` about the record. ``rows`` are the rows of the record in ``Taken``, in order.
"""

from django.utils.translation import gettext as _

from organizations.models import Organization, User
from workflows.chain import Act, holding, last_taken, standing_of


def not_permitted(workflow, step, record, *, user):
    """Return why ``user`` may never take ``step`` on ``record``: by role, level, place or department."""
    if user.organization.is_department or not workflow.is_open_to(user):
        return _("“%(title)s”由组织部门办理，您的账号只能查看。") % {"title": workflow.title}
    if not user.organization.contains(record.organization):
        return _("“%(unit)s”不在您的管理范围内，不能办理。") % {"unit": record.organization.name}
    if has_role(step.who, user):
        return ""
    values = {
        "step": step.label,
        "level": Organization.Level(step.who.level).label,
        "role": _("管理人员") if step.who.manages else _("填报、管理人员"),
        "own": Organization.Level(user.organization.level).label,
        "own_role": User.Role(user.role).label,
    }
    return _("“%(step)s”由%(level)s单位的%(role)s办理，您是%(own)s单位的%(own_role)s人员。") % values


def has_role(who, user):
    """Whether role and level of ``user`` fit ``who``; the place of the record is another question."""
    unit = user.organization
    return unit.level == who.level and not unit.is_department and (user.can_manage if who.manages else user.can_edit)


def not_now(workflow, step, record, *, user, rows, on):
    """Return why ``step`` cannot be taken on ``record`` on the day ``on``: by stage, person, limit or guard."""
    standing = standing_of(rows[-1] if rows else None)
    if standing.stage not in step.sources and (standing.stage or step.sources):
        return _not_from(workflow, step, standing)
    if standing.claimed:
        stage = workflow.label_of(standing.stage)
        return _("“%(stage)s”是台账填报的，还没有核实；核实后才能办理下一环节。") % {"stage": stage}
    if step.only_when_due and (standing.due is None or on < standing.due):
        values = {"step": step.label, "due": standing.due or "—"}
        return _("“%(step)s”要到期满后办理，期满时间：%(due)s。") % values
    return _same_person(workflow, step, user=user, rows=rows) or _guarded(step.guards, record, on)


def _not_from(workflow, step, standing):
    values = {"step": step.label, "stage": workflow.label_of(standing.stage)}
    if not step.sources:
        return _("现在已是“%(stage)s”，不需要再办理“%(step)s”。") % values
    values["sources"] = _("”“").join(str(workflow.label_of(source)) for source in step.sources)
    return _("现在是“%(stage)s”，“%(step)s”要在“%(sources)s”阶段办理。") % values


def _same_person(workflow, step, *, user, rows):
    other = step.who.not_same_as
    row = last_taken(workflow, rows, other) if other else None
    if row is None or row.by_id != user.pk:
        return ""
    values = {"step": step.label, "other": workflow.step_label(other)}
    return _("“%(other)s”已由您办理，“%(step)s”要由另一人办理。") % values


def _guarded(guards, record, on):
    return next((str(sentence) for guard in guards if (sentence := guard(record, on=on))), "")


def why_not(workflow, step, record, *, user, rows, on):
    """Return the first reason against ``step``, for its button."""
    return not_permitted(workflow, step, record, user=user) or not_now(
        workflow, step, record, user=user, rows=rows, on=on
    )


def claim_not_confirmed(workflow, record, *, user, rows, on):
    """Return why ``user`` cannot confirm the stage that the ledger claims for ``record``.

    Whoever may take the step into that stage may; its guards hold too, but not the steps that should come before.
    """
    step = workflow.step_into(record.stage)
    guarded = _same_person(workflow, step, user=user, rows=rows) or _guarded(step.guards, record, on)
    return claim_not_decided(workflow, record, user=user) or guarded


def claim_not_decided(workflow, record, *, user):
    """Return why ``user`` can neither confirm nor return the stage that the ledger claims for ``record``."""
    if not record.stage_claimed:
        return _("这条记录没有待核实的阶段，可能已被别人核实或退回。")
    return not_permitted(workflow, workflow.step_into(record.stage), record, user=user)


def not_voided(workflow, record, *, user, rows, on):
    """Return why ``user`` cannot declare the last row of ``record`` void.

    A manager of a unit above that of the person who took it may; what the highest unit did, another of its managers.
    """
    row = next(reversed(holding(rows)), None)
    if row is None or row.act == Act.CLAIM:
        return _("没有可以作废的环节；台账填报的阶段请核实或退回。")
    unit = row.by.organization
    is_above = user.organization.contains(unit) and user.organization.pk != unit.pk
    is_colleague = unit.parent_id is None and user.organization.pk == unit.pk and user.pk != row.by_id
    in_scope = user.organization.contains(record.organization) and not user.organization.is_department
    if not (user.can_manage and in_scope and (is_above or is_colleague)):
        values = {"unit": unit.name, "name": row.by.name}
        return _("这个环节由“%(unit)s”的%(name)s办理，由其上级单位的管理人员作废。") % values
    return _guarded(workflow.step(row.step).void_guards, record, on) if row.act == Act.STEP else ""
