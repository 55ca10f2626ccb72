"""The tasks that a directive proposes (任务建议): edit, merge, split or drop them, and accept them as tasks."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from tasks.actions import rights
from tasks.models import Area, DeadlineLabel, Task, TaskProposal

EDITABLE = [
    "area_number",
    "area_name",
    "number",
    "title",
    "text",
    "deadline",
    "deadline_label",
    "deadline_phrase",
    "recurrence",
]
CARRIED = [
    "number",
    "title",
    "text",
    "phrases",
    "quantities",
    "addressees",
    "deadline",
    "deadline_label",
    "deadline_phrase",
    "recurrence",
]


@transaction.atomic
def edit_proposal(proposal, *, by, **changes):
    """Change fields of an open proposal (``EDITABLE``); a deadline set by hand becomes 本级设定 by default."""
    proposal = _open(proposal, by)
    if unknown := set(changes) - set(EDITABLE):
        raise TypeError(f"not editable: {sorted(unknown)}")
    if changes.get("deadline", proposal.deadline) != proposal.deadline:
        changes.setdefault("deadline_label", DeadlineLabel.SET)
    before = snapshot(proposal, changes)
    for field, value in changes.items():
        setattr(proposal, field, value)
    proposal.full_clean()
    proposal.save(update_fields=list(changes))
    _record("proposal.changed", proposal, by, between(before, snapshot(proposal, changes)))
    return proposal


@transaction.atomic
def merge_proposals(into, others, *, by):
    """Merge ``others`` into ``into``, which gets all texts, demands and quantities and the earliest deadline."""
    into = _open(into, by)
    others = [_open(other, by) for other in others if other.pk != into.pk]
    if not others or any(other.directive_id != into.directive_id for other in others):
        raise ValidationError(_("请至少选择同一部署文件的两条建议再合并。"))
    into.text = "\n".join(proposal.text for proposal in [into, *others])
    for field in ("phrases", "quantities", "addressees", "deadlines"):
        setattr(into, field, [item for proposal in [into, *others] for item in getattr(proposal, field)])
    dated = [proposal for proposal in [into, *others] if proposal.deadline]
    if dated:
        earliest = min(dated, key=lambda proposal: proposal.deadline)
        for field in ("deadline", "deadline_label", "deadline_phrase"):
            setattr(into, field, getattr(earliest, field))
    into.save()
    for other in others:
        other.state, other.merged_into = TaskProposal.State.MERGED, into
        other.save(update_fields=["state", "merged_into"])
        _record("proposal.merged", other, by, note=str(into))
    return into


@transaction.atomic
def split_proposal(proposal, *, by, at, title=""):
    """Cut a proposal in two at character ``at`` of its text; the second half is a new proposal, returned.

    Demands and quantities go to the half that contains them; the deadline goes to the half that contains its words.
    """
    proposal = _open(proposal, by)
    head, tail = proposal.text[:at].strip(), proposal.text[at:].strip()
    if not head or not tail:
        raise ValidationError(_("请把光标放在文字中间再拆分，前后两部分都不能为空。"))
    # The text of a merged proposal comes from several passages, so ``at`` is no offset into the directive.
    cut = proposal.end if proposal.merged.exists() else proposal.start + at
    second = _second_half(proposal, head, tail, cut, title)
    proposal.text, proposal.end = head, cut
    proposal.phrases = [phrase for phrase in proposal.phrases if phrase["text"] in head]
    proposal.quantities = [quantity for quantity in proposal.quantities if quantity["phrase"] in head]
    if proposal.deadline_phrase and proposal.deadline_phrase not in head:
        proposal.deadline, proposal.deadline_label, proposal.deadline_phrase = None, "", ""
    TaskProposal.objects.filter(directive=proposal.directive_id, order__gt=proposal.order).update(order=F("order") + 1)
    proposal.save()
    second.save(force_insert=True)
    _record("proposal.split", proposal, by, note=str(second))
    return second


def _second_half(proposal, head, text, cut, title):
    deadline = proposal.deadline_phrase and proposal.deadline_phrase in text
    return TaskProposal(
        directive=proposal.directive,
        order=proposal.order + 1,
        area_number=proposal.area_number,
        area_name=proposal.area_name,
        area_heading=proposal.area_heading,
        number=f"{proposal.number}-2"[:20],
        title=(title or text)[:40],
        text=text,
        start=cut,
        end=proposal.end,
        phrases=[phrase for phrase in proposal.phrases if phrase["text"] not in head],
        quantities=[quantity for quantity in proposal.quantities if quantity["phrase"] not in head],
        addressees=proposal.addressees,
        deadline=proposal.deadline if deadline else None,
        deadline_label=proposal.deadline_label if deadline else "",
        deadline_phrase=proposal.deadline_phrase if deadline else "",
        recurrence=proposal.recurrence,
    )


@transaction.atomic
def drop_proposal(proposal, *, by):
    """Drop a proposal whose passage sets no task (舍弃); ``restore_proposal`` undoes this."""
    proposal = _open(proposal, by)
    proposal.state = TaskProposal.State.DROPPED
    proposal.save(update_fields=["state"])
    _record("proposal.dropped", proposal, by)
    return proposal


@transaction.atomic
def restore_proposal(proposal, *, by):
    """Undo ``drop_proposal``."""
    proposal = _locked(proposal, by)
    if proposal.state != TaskProposal.State.DROPPED:
        raise ValidationError(_("只有已舍弃的建议可以恢复。"))
    proposal.state = TaskProposal.State.PROPOSED
    proposal.save(update_fields=["state"])
    _record("proposal.restored", proposal, by)
    return proposal


@transaction.atomic
def accept_proposals(directive, *, by, year=None, proposals=None):
    """Make tasks from the open proposals (all of them, or those given), with their areas; returns the tasks.

    ``year`` is the task year, the directive's base year unless given. Raises ``ValidationError`` when a
    number is taken in that year; then no task is made.
    """
    rights.check_may_issue(by, directive.organization)
    year = year or directive.base_year
    chosen = TaskProposal.objects.select_for_update().filter(directive=directive).open()
    if proposals is not None:
        chosen = chosen.filter(pk__in=[proposal.pk for proposal in proposals])
    chosen = list(chosen)
    if not chosen:
        raise ValidationError(_("没有待确认的任务建议。"))
    _check_numbers(directive, chosen, year)
    return [_accept(directive, proposal, year, by) for proposal in chosen]


def _check_numbers(directive, proposals, year):
    numbers = [proposal.number for proposal in proposals]
    taken = Task.objects.issued_by(directive.organization).in_year(year).filter(number__in=numbers)
    duplicates = {number for number in numbers if numbers.count(number) > 1} | set(
        taken.values_list("number", flat=True)
    )
    if duplicates:
        raise ValidationError(
            _("%(year)s年已有编号为“%(numbers)s”的任务，请先修改建议的编号。")
            % {"year": year, "numbers": "、".join(sorted(duplicates))}
        )


def _accept(directive, proposal, year, by):
    last = Task.objects.issued_by(directive.organization).in_year(year).order_by("-order").first()
    task = Task(
        organization=directive.organization,
        year=year,
        area=_area(directive, proposal, year),
        order=last.order + 1 if last else 1,
        directive=directive,
        **{field: getattr(proposal, field) for field in CARRIED},
    )
    task.full_clean()
    task.save(force_insert=True)
    proposal.state, proposal.task = TaskProposal.State.ACCEPTED, task
    proposal.save(update_fields=["state", "task"])
    audit.record("task.created", target=task, by=by, note=directive.title)
    return task


def _area(directive, proposal, year):
    number = int(proposal.area_number) if proposal.area_number.isdecimal() else 0
    area, _created = Area.objects.get_or_create(
        organization=directive.organization,
        year=year,
        number=number,
        defaults={"name": (proposal.area_name or _("其他"))[:20], "heading": proposal.area_heading},
    )
    return area


def _open(proposal, by):
    proposal = _locked(proposal, by)
    if proposal.state != TaskProposal.State.PROPOSED:
        raise ValidationError(_("建议“%(name)s”已经处理过，不能再改。") % {"name": proposal})
    return proposal


def _locked(proposal, by):
    rights.check_may_issue(by, proposal.organization)
    return TaskProposal.objects.select_for_update().get(pk=proposal.pk)


def _record(action, proposal, by, changes=None, note=""):
    audit.record(action, target=proposal, by=by, changes=changes, note=note)
