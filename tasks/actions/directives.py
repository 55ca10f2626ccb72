"""Actions on a speech or notice (部署文件): read it and propose its tasks, correct its details, delete a wrong one."""

from functools import partial
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from tasks import reading_child
from tasks.actions import rights
from tasks.models import Area, Assignment, DeadlineLabel, Directive, Task, TaskProposal
from tasks.reading import DirectiveError, as_dict

LABELS = {"原文": DeadlineLabel.STATED, "推算": DeadlineLabel.DERIVED, "本级设定": DeadlineLabel.SET}  # data
CHANGEABLE = ["title", "issuer", "base_year", "issued_on"]


def create_directive(*, by, base_year, text="", content=b"", file_name="", title="", issuer="", issued_on=None):
    """Read a speech or notice and propose its tasks (部署文件): pasted as ``text`` or uploaded as ``content``.

    ``base_year`` is the year that the text calls 今年. ``title`` and ``issued_on`` default to those in the text.
    Raises ``ValidationError`` with the reader's reason when the text cannot be read; then nothing is stored.
    """
    rights.check_may_issue(by, by.organization)
    outline = _read(text, content, file_name, year=base_year, issued_on=issued_on)
    directive = Directive(
        organization=by.organization,
        title=(title or outline.title or _("未命名部署文件"))[:200],
        issuer=issuer,
        issued_on=issued_on or outline.issued_on,
        base_year=base_year,
        text=outline.text,
        outline=as_dict(outline),
        created_by=by,
    )
    with transaction.atomic():
        if content:
            directive.file_name = file_name[:200]
            directive.file.save(_stored_name(file_name), ContentFile(content), save=False)
        directive.full_clean()
        directive.save(force_insert=True)
        TaskProposal.objects.bulk_create(proposals_of(directive))
        audit.record("directive.created", target=directive, by=by, note=directive.title)
    return directive


def _stored_name(file_name):
    """A fixed name for the stored file, since users choose any names; only the suffix matters."""
    suffix = PurePath(file_name).suffix.lower()
    return "directive.docx" if suffix == ".docx" else "directive.txt"


def _read(text, content, file_name, **options):
    try:
        if content:
            return reading_child.read_file(content, file_name, **options)
        return reading_child.read(text, **options)
    except DirectiveError as error:
        raise ValidationError(str(error)) from error


def read_again(directive, levels):
    """The outline of a stored directive with other ``levels``; ``None`` if an older reader cleaned its text."""
    outline = _read(directive.text, b"", "", year=directive.base_year, issued_on=directive.issued_on, levels=levels)
    return as_dict(outline) if outline.text == directive.text else None


def proposals_of(directive):
    """The proposals of the tasks in a directive's outline, not yet stored."""
    areas = {area["number"]: area for area in directive.outline["areas"]}
    tasks = directive.outline["tasks"]
    return [_proposal(directive, order, task, areas.get(task["area"], {})) for order, task in enumerate(tasks, start=1)]


def _proposal(directive, order, task, area):
    deadline = task["deadline"]
    return TaskProposal(
        directive=directive,
        order=order,
        area_number=task["area"],
        area_name=area.get("title", "")[:60],
        area_heading=area.get("heading", "")[:300],
        number=task["number"][:20],
        title=task["title"][:200],
        text=task["text"],
        start=task["start"],
        end=task["end"],
        phrases=[
            {"text": phrase, "start": start, "end": end}
            for phrase, (start, end) in zip(task["phrases"], task["phrase_spans"], strict=True)
        ],
        quantities=task["quantities"],
        addressees=task["addressee_roles"],
        deadline=deadline["date"],
        deadline_label=LABELS[deadline["label"]],
        deadline_phrase=deadline["phrase"][:100],
        deadlines=[deadline, *task["further_deadlines"]],
        recurrence=task["recurrence"],
    )


@transaction.atomic
def change_directive(directive, *, by, **changes):
    """Correct the ``CHANGEABLE`` fields.

    When the base year or the day of issue changes, the deadlines of open proposals are derived again, except those
    that a person has set. Tasks that were already made keep their deadlines.
    """
    rights.check_may_issue(by, directive.organization)
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"not changeable: {sorted(unknown)}")
    directive = _locked(directive)
    before = snapshot(directive, changes)
    for field, value in changes.items():
        setattr(directive, field, value)
    directive.full_clean()
    if {"base_year", "issued_on"} & set(changes):
        _derive_deadlines(directive)
    directive.save(update_fields=[*changes, "outline"])
    audit.record("directive.changed", target=directive, by=by, changes=between(before, snapshot(directive, changes)))
    return directive


def _derive_deadlines(directive):
    before = {task["start"]: task["deadline"] for task in directive.outline["tasks"]}
    outline = read_again(directive, directive.outline.get("levels", {}))
    if outline is None:
        return
    directive.outline = outline
    after = {task["start"]: task for task in directive.outline["tasks"]}
    for proposal in directive.proposals.open():
        if proposal.start in after and _is_as_read(proposal, before.get(proposal.start)):
            task = after[proposal.start]
            deadline = task["deadline"]
            proposal.deadline, proposal.deadline_label = deadline["date"], LABELS[deadline["label"]]
            proposal.deadline_phrase = deadline["phrase"][:100]
            proposal.deadlines = [deadline, *task["further_deadlines"]]
            proposal.save(update_fields=["deadline", "deadline_label", "deadline_phrase", "deadlines"])


def _is_as_read(proposal, deadline):
    """Whether the proposal still has the deadline that the reader found."""
    if deadline is None:
        return False
    day = proposal.deadline.isoformat() if proposal.deadline else None
    return (day, proposal.deadline_label) == (deadline["date"], LABELS[deadline["label"]])


@transaction.atomic
def delete_directive(directive, *, by):
    """Delete a wrong upload with its proposals and the tasks made from them.

    Raises ``ValidationError`` if one of its tasks was handed down, even if it was withdrawn again, or was opened for
    another year: such a directive stays on record.
    """
    rights.check_may_issue(by, directive.organization)
    directive = _locked(directive)
    tasks = Task.objects.select_for_update().filter(directive=directive)
    areas = {task.area_id for task in tasks}
    if Assignment.objects.filter(task__in=tasks).exists():
        raise ValidationError(_("这份文件的任务下达过，不能删除。可以收回下达的任务，或修改标题等信息。"))
    if Task.objects.filter(previous__in=tasks).exists():
        raise ValidationError(_("这份文件的任务已开设到下一年度，不能删除。"))
    audit.record("directive.deleted", target=directive, by=by, note=directive.file_name)
    for task in tasks:
        audit.record("task.deleted", target=task, by=by, note=directive.title)
    # A constraint requires ``merged_into`` of merged proposals, so deleting the other proposal first would fail.
    directive.proposals.update(state=TaskProposal.State.DROPPED, merged_into=None)
    tasks.delete()
    Area.objects.filter(pk__in=areas, tasks=None).delete()
    if directive.file:
        transaction.on_commit(partial(directive.file.storage.delete, directive.file.name))
    directive.delete()


def _locked(directive):
    return Directive.objects.select_for_update().get(pk=directive.pk)
