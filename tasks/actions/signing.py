"""Signing for what was handed down (签收)."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from tasks.actions import rights, telling
from tasks.models import Assignment


@transaction.atomic
def sign(assignments, *, by, on):
    """Sign for ``assignments`` (a QuerySet or list); return those that were not signed for, in one history row each.

    Of two people who sign at once, the second signs for nothing. The managers of the units that handed them down get
    one message.
    """
    pks = [assignment.pk for assignment in assignments]
    unsigned = Assignment.objects.select_for_update(of=["self"]).filter(pk__in=pks, signed_on=None, withdrawn_on=None)
    signed = list(unsigned.select_related("task", "organization", "parent").order_by("pk"))
    for assignment in signed:
        rights.check_may_sign(by, assignment)
    _store(signed, by=by, on=on)
    telling.signed(signed, by=by, on=on)
    return signed


def sign_by_working(assignment, *, by, on):
    """Sign for an assignment on which ``by`` reports, replies or requests something: its unit knows of it.

    The caller has locked the assignment or its report.
    """
    if assignment.signed_on is None and by is not None and rights.may_sign(by, assignment):
        _store([assignment], by=by, on=on, note=_("办理时一并签收。"))


def _store(assignments, *, by, on, note=""):
    for assignment in assignments:
        assignment.signed_on, assignment.signed_by = on, by
    rows = Assignment.objects.filter(pk__in=[assignment.pk for assignment in assignments], signed_on=None)
    rows.update(signed_on=on, signed_by=by)
    audit.record_many(
        [audit.entry_for("assignment.signed", target=assignment, by=by, note=note) for assignment in assignments]
    )
