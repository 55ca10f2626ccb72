"""Messages that tell people at once what happened to their assignments. Actions call these; the digest tells the rest.

``on`` is the day on which it happened, ``by`` who did it; that person gets no message.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from notices import messages
from notices.models import Message
from tasks import bindings, presentation
from tasks.models import ExtensionRequest
from tasks.subjects import ASSIGNMENT

Kind = Message.Kind
SHOWN = 80  # characters of a reply in a message


def handed_down(assignments, *, by, on):
    """Tell the units what they were handed, with the deadline and the ledgers to import or enter."""
    ledgers, lines = {}, defaultdict(list)
    for assignment in assignments:
        task = assignment.task
        if task.pk not in ledgers:
            ledgers[task.pk] = "、".join(str(ledger.title) for ledger in bindings.proving_ledgers(task))
        lines[assignment.organization_id].append(
            _line(Kind.HANDED_DOWN, assignment, _handed_down_text(assignment, ledgers[task.pk]))
        )
    messages.tell(lines, kind=Kind.HANDED_DOWN, day=on, by=by)


def _handed_down_text(assignment, ledgers):
    values = {"task": str(assignment.task), "ledgers": ledgers}
    if assignment.due_on:
        values["day"] = assignment.due_on.isoformat()
        if ledgers:
            return _("“%(task)s”已下达，应于 %(day)s 办结；要导入或填写的台账：%(ledgers)s。") % values
        return _("“%(task)s”已下达，应于 %(day)s 办结。") % values
    if ledgers:
        return _("“%(task)s”已下达，尚无期限；要导入或填写的台账：%(ledgers)s。") % values
    return _("“%(task)s”已下达，尚无期限。") % values


def signed(assignments, *, by, on):
    """Tell the managers of the units that handed ``assignments`` down."""
    lines = defaultdict(list)
    for assignment in assignments:
        values = {"unit": assignment.organization.label, "task": str(assignment.task)}
        text = _("%(unit)s已签收“%(task)s”。") % values
        lines[assignment.handing_unit_id].append(_line(Kind.SIGNED, assignment, text))
    messages.tell(lines, kind=Kind.SIGNED, day=on, by=by, only_managers=True)


def confirmed(report, *, by, on):
    values = _report_values(report) | {"figure": presentation.figure_of(report, report.assignment.task)}
    text = _("“%(task)s”%(period)s进展已核实，累计 %(figure)s。") % values
    _tell_unit(Kind.CONFIRMED, report.assignment, text, by, on)


def finished(assignment, *, by, on, note):
    values = {"task": str(assignment.task), "note": note}
    _tell_unit(Kind.CONFIRMED, assignment, _("“%(task)s”已核定办结：%(note)s") % values, by, on)


def returned(report, *, by, on):
    _tell_unit(Kind.RETURNED, report.assignment, returned_text(report), by, on)


def returned_text(report):
    return _("“%(task)s”%(period)s进展已退回：%(reason)s") % (_report_values(report) | {"reason": report.return_reason})


def claim_returned(claim, *, by, on):
    values = {"task": str(claim.assignment.task), "reason": claim.decision_note}
    _tell_unit(Kind.RETURNED, claim.assignment, _("“%(task)s”的办结申报已退回：%(reason)s") % values, by, on)


def decided(request, *, by, on):
    """Tell the unit how its request for an extension was decided."""
    values = {"task": str(request.assignment.task), "day": request.new_due, "note": request.decision_note}
    if request.state == ExtensionRequest.State.REFUSED:
        text = _("“%(task)s”的延期申请未同意：%(note)s") % values
    elif request.decision_note:
        text = _("“%(task)s”的延期申请已同意，期限改为 %(day)s：%(note)s") % values
    else:
        text = _("“%(task)s”的延期申请已同意，期限改为 %(day)s。") % values
    _tell_unit(Kind.EXTENSION, request.assignment, text, by, on)


def replied(reply, *, on, reminding_units=()):
    """Tell the other side: the managers above what a unit replied, or the unit what was written from above.

    ``reminding_units`` are the units whose reminders the reply answers.
    """
    assignment = reply.assignment
    shown = reply.text if len(reply.text) <= SHOWN else _("%(text)s……") % {"text": reply.text[:SHOWN]}
    values = {"unit": reply.organization.label, "task": str(assignment.task), "text": shown}
    text = _("%(unit)s反馈“%(task)s”：%(text)s") % values
    if reply.organization_id != assignment.organization_id:
        _tell_unit(Kind.REPLY, assignment, text, reply.by, on)
        return
    units = {assignment.handing_unit_id, assignment.reviewing_unit_id, *reminding_units} - {None}
    lines = {unit: [_line(Kind.REPLY, assignment, text)] for unit in units}
    messages.tell(lines, kind=Kind.REPLY, day=on, by=reply.by, only_managers=True)


def _report_values(report):
    task = report.assignment.task
    return {"task": str(task), "period": ASSIGNMENT.period_name(report.assignment, report.period_start)}


def _tell_unit(kind, assignment, text, by, on):
    messages.tell({assignment.organization_id: [_line(kind, assignment, text)]}, kind=kind, day=on, by=by)


def _line(kind, assignment, text):
    return messages.line(kind, text, path=ASSIGNMENT.path_of(assignment.pk))
