"""Ask for an exemption (豁免) of a unit or a record from an indicator, and decide about it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import plain
from indicators import marking
from indicators.actions import rights
from indicators.models import Exemption


@transaction.atomic
def ask(*, indicator, organization, reason, since, until, by, record=None):
    """Ask to leave ``organization``, or one ``record`` of it, out of ``indicator`` from ``since`` to ``until``.

    It has no effect until it is granted. Raises ``ValidationError`` without a reason or an end, and for a record that
    the indicator does not measure.
    """
    rights.check_may_ask(organization, by=by)
    if not until:
        raise ValidationError({"until": _("请填写截止日期，豁免不能没有期限。")})
    if until < since:
        raise ValidationError({"until": _("截止日期不能早于开始日期。")})
    if not reason.strip():
        raise ValidationError({"reason": _("请写明豁免的理由。")})
    exemption = Exemption(
        indicator=indicator.key,
        organization=organization,
        reason=reason.strip(),
        since=since,
        until=until,
        asked_by=by,
        **_of_record(indicator, organization, record, since),
    )
    exemption.full_clean()
    exemption.save(force_insert=True)
    changes = {name: [None, plain(getattr(exemption, name))] for name in ("since", "until", "reason")}
    changes |= {"indicator": [None, str(indicator.label)]}  # readers of the history know no keys
    audit.record("indicator.exemption_asked", target=exemption, by=by, changes=changes)
    return exemption


def _of_record(indicator, organization, record, since):
    if record is None:
        return {}
    measured = indicator.population.rows(indicator.span_on(since)).model
    if not isinstance(record, measured) or record.organization != organization:
        raise ValidationError(_("这条记录不在该指标的统计范围内，请核对单位和指标。"))
    return {"record_type": record._meta.label_lower, "record_id": record.pk}


@transaction.atomic
def decide(exemption, *, is_granted, by):
    """Grant or refuse an exemption; raise ``ValidationError`` if it was decided meanwhile."""
    exemption = Exemption.objects.select_for_update(of=("self",)).select_related("organization").get(pk=exemption.pk)
    rights.check_may_decide(exemption, by=by)
    if exemption.state != Exemption.State.ASKED:
        raise ValidationError(_("这项豁免已经审批过，请刷新后查看。"))
    exemption.state = Exemption.State.GRANTED if is_granted else Exemption.State.REFUSED
    exemption.decided_by = by
    exemption.save(update_fields=["state", "decided_by"])
    action = "indicator.exemption_granted" if is_granted else "indicator.exemption_refused"
    audit.record(action, target=exemption, by=by, changes={"state": [Exemption.State.ASKED, exemption.state]})
    if is_granted:
        marking.mark_units(sender=Exemption, units=[exemption.organization])
    return exemption
