"""Directives (部署文件): list, upload, page with text and proposals, edit, delete."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from files.writing import Column
from pages import export as exporting
from pages.forms import fitted, posted
from pages.frame import chosen_year
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.forms.directives import DirectiveDetailsForm, DirectiveForm
from tasks.forms.levels import LevelForm, level_choices
from tasks.lists import DirectiveList
from tasks.lookup import directive_in_reach, directive_to_work_on
from tasks.models import Assignment, Directive, TaskProposal
from tasks.passages import paragraphs
from tasks.steps import directive_steps

State, Stage = TaskProposal.State, Directive.Stage

STAGE_TONES = {Stage.CHECKING: "wait", Stage.READY: "wait", Stage.HANDED_DOWN: "done"}


@login_required
@require_GET
def directives(request):
    directive_list = DirectiveList(request)
    for directive in directive_list.page.object_list:
        directive.stage_label, directive.stage_tone = Stage(directive.stage).label, STAGE_TONES.get(directive.stage, "")
    context = {
        "may_issue": rights.may_issue(request.user, request.user.organization),
        "crumbs": breadcrumbs.in_tasks(_("部署文件")),
    }
    return render(request, "tasks/directives.html", directive_list.context(**context))


@login_required
@require_GET
def export_list(request):
    return DirectiveList(request).export(_("部署文件"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """Step 1: upload a file or paste a text."""
    rights.check_may_issue(request.user, request.user.organization)
    form = DirectiveForm(posted(request), request.FILES or None, initial={"base_year": chosen_year(request)})
    if request.method == "POST" and form.is_valid() and (new_directive := _create(request, form)):
        count = new_directive.proposals.count()
        messages.success(request, _("已读完，提出 %(count)s 项任务建议，请逐项核对。") % {"count": count})
        return redirect("tasks:directive", new_directive.pk)
    if form.is_bound:
        form.keep_file_as_text()
    context = {"form": form, "steps": directive_steps(1), "crumbs": breadcrumbs.in_directives(_("上传部署文件"))}
    return render(request, "tasks/directive_create.html", context)


def _create(request, form):
    data = form.cleaned_data
    details = {name: data[name] for name in ("base_year", "issued_on", "issuer", "title")}
    file = data.get("file")
    try:
        return actions.create_directive(
            by=request.user,
            text="" if file else data["text"],
            content=form.content,
            file_name=file.name if file else "",
            **details,
        )
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None


@login_required
@require_GET
def directive(request, pk):
    """Step 2: show the text with its demands marked, and the proposals beside it."""
    directive = directive_in_reach(request.user, pk)
    proposals = list(directive.proposals.select_related("task", "merged_into"))
    shown_proposals = [proposal for proposal in proposals if proposal.state != State.MERGED]
    context = {
        "directive": directive,
        "paragraphs": paragraphs(directive.text, shown_proposals, directive.outline.get("areas", [])),
        "areas": _by_area(directive, shown_proposals),
        "levels": level_choices(directive),
        "open_count": sum(proposal.state == State.PROPOSED for proposal in proposals),
        "task_count": sum(proposal.task_id is not None for proposal in proposals),
        "dropped_count": sum(proposal.state == State.DROPPED for proposal in proposals),
        "undated_count": sum(proposal.state == State.PROPOSED and proposal.deadline is None for proposal in proposals),
        "works": rights.may_issue(request.user, directive.organization),
        "is_handed_down": Assignment.objects.filter(task__directive=directive).exists(),
        "steps": directive_steps(2),
        "crumbs": breadcrumbs.in_directives(directive.title),
    }
    return render(request, "tasks/directive.html", context)


def _by_area(directive, proposals):
    """The areas in order with their proposals, also those of the text that have none; no area without a proposal."""
    if not proposals:
        return []
    areas = {}
    for area in directive.outline.get("areas", []):
        areas[area["number"]] = {
            "number": area["number"],
            "name": area["title"],
            "proposals": [],
            "levels": level_choices(directive, area),
        }
    for proposal in proposals:
        new = {"number": proposal.area_number, "name": proposal.area_name, "proposals": []}
        areas.setdefault(proposal.area_number, new)["proposals"].append(proposal)
    return list(areas.values())


@login_required
@require_POST
def choose_level(request, pk):
    """Propose the tasks of another level, for all areas or for the one whose button was pressed."""
    directive = directive_to_work_on(request.user, pk)
    form = LevelForm(request.POST)
    try:
        actions.choose_level(directive, by=request.user, **form.choice)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        count = directive.proposals.open().count()
        messages.success(request, _("已按所选层级重新提出任务，现有 %(count)s 项待核对。") % {"count": count})
    return redirect("tasks:directive", pk)


@login_required
@require_GET
def export(request, pk):
    """Export the proposals as a table."""
    directive = directive_in_reach(request.user, pk)
    columns = [
        Column(_("领域"), width=16),
        Column(_("编号"), width=8),
        Column(_("任务"), width=30),
        Column(_("要求"), width=60),
        Column(_("数量要求"), width=24),
        Column(_("完成期限"), "date", 12),
        Column(_("期限来源"), width=10),
        Column(_("期限原话"), width=14),
        Column(_("频次"), width=8),
        Column(_("责任对象"), width=20),
        Column(_("状态"), width=10),
    ]
    rows = [_exported(proposal) for proposal in directive.proposals.exclude(state=State.MERGED)]
    name = _("%(title)s任务清单") % {"title": directive.title}
    return exporting.export(request, name, columns, rows, organization=directive.organization)


def _exported(proposal):
    return [
        proposal.area_name,
        proposal.number,
        proposal.title,
        "\n".join(phrase["text"] for phrase in proposal.phrases) or proposal.text,
        "；".join(proposal.quantity_phrases),
        proposal.deadline,
        proposal.get_deadline_label_display() if proposal.deadline else _("尚无期限"),
        proposal.deadline_phrase,
        proposal.get_recurrence_display(),
        "、".join(addressee["name"] for addressee in proposal.addressees),
        proposal.get_state_display(),
    ]


@login_required
@require_GET
def original(request, pk):
    """Download the uploaded file."""
    directive = directive_in_reach(request.user, pk)
    if not directive.file:
        raise Http404
    try:
        content = directive.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("文件已不在存储中，请联系管理员从备份恢复。")) from error
    response = FileResponse(content, as_attachment=True, filename=directive.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Correct the title, issuer, base year and date of issue of a directive."""
    directive = directive_to_work_on(request.user, pk)
    initial = {name: getattr(directive, name) for name in DirectiveDetailsForm.base_fields}
    form = DirectiveDetailsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid() and _change(request, directive, form):
        return redirect("tasks:directive", pk)
    context = {"form": form, "directive": directive, "crumbs": breadcrumbs.below_directive(directive, _("修改信息"))}
    return render(request, "tasks/directive_edit.html", context)


def _change(request, directive, form):
    if not form.changes:
        messages.info(request, _("没有改动。"))
        return True
    try:
        actions.change_directive(directive, by=request.user, **form.changes)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    messages.success(request, _("已保存。"))
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """Delete a directive with its proposals and tasks, unless a task was handed down or opened for the next year."""
    directive = directive_to_work_on(request.user, pk)
    if request.method == "POST":
        try:
            actions.delete_directive(directive, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("tasks:directive", pk)
        messages.success(request, _("已删除“%(title)s”。") % {"title": directive.title})
        return redirect("tasks:directives")
    proposals, tasks = directive.proposals.count(), directive.tasks.count()
    context = {
        "directive": directive,
        "consequences": _consequences(proposals, tasks),
        "crumbs": breadcrumbs.below_directive(directive, _("删除")),
    }
    return render(request, "tasks/directive_delete.html", context)


def _consequences(proposals, tasks):
    sentences = [_("原件、正文和 %(count)s 条任务建议一并删除，不能恢复。") % {"count": proposals}]
    if tasks:
        sentences.append(_("已确认的 %(count)s 项任务一并删除。") % {"count": tasks})
    return [*sentences, _("谁在什么时候删除了这份文件，留在变更记录里。")]
