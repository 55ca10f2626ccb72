"""From a speech to the year's tasks (部署文件): read it, put the proposals right, confirm them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organizations import paging
from organizations.forms import fitted
from organizations.frame import chosen_year
from spreadsheets.writing import Column
from tasks import actions, listing
from tasks.exporting import exported
from tasks.forms.directives import DirectiveForm, ProposalForm, SplitForm
from tasks.models import Directive, TaskProposal
from tasks.passages import paragraphs
from tasks.steps import directive_steps

State = TaskProposal.State


@login_required
@require_GET
def directives(request):
    found = Directive.objects.visible_to(request.user).select_related("organization").defer("text", "outline")
    counted = found.annotate(
        open_count=Count("proposals", filter=Q(proposals__state=State.PROPOSED), distinct=True),
        task_count=Count("tasks", distinct=True),
    )
    page = paging.page_of(request, counted.order_by("-base_year", "-issued_on", "-id"))
    context = {
        "page": page,
        "may_issue": may_issue(request.user),
        "crumbs": [{"label": _("重点任务"), "url": reverse("tasks:list")}, {"label": _("部署文件")}],
    }
    return render(request, "tasks/directives.html", context)


def may_issue(user):
    """Whether the pages offer to upload a directive."""
    return user.can_manage and not user.organization.is_department


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """Step 1: a file or a pasted text."""
    if not may_issue(request.user):
        raise PermissionDenied(_("只有管理人员可以上传部署文件。"))
    form = DirectiveForm(listing.posted(request), request.FILES or None, initial={"base_year": chosen_year(request)})
    if request.method == "POST" and form.is_valid() and (made := _create(request, form)):
        found = made.proposals.count()
        messages.success(request, _("已读完，提出 %(count)s 项任务建议，请逐项核对。") % {"count": found})
        return redirect("tasks:directive", made.pk)
    if form.is_bound:
        form.keep_file_as_text()
    context = {"form": form, "steps": directive_steps(1), "crumbs": _trail(_("上传部署文件"))}
    return render(request, "tasks/directive_create.html", context)


def _create(request, form):
    data = form.cleaned_data
    given = {name: data[name] for name in ("base_year", "issued_on", "issuer", "title")}
    file = data.get("file")
    try:
        return actions.create_directive(
            by=request.user,
            text="" if file else data["text"],
            content=form.content,
            file_name=file.name if file else "",
            **given,
        )
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None


def _trail(label):
    return [
        {"label": _("重点任务"), "url": reverse("tasks:list")},
        {"label": _("部署文件"), "url": reverse("tasks:directives")},
        {"label": label},
    ]


def directive_in_reach(request, pk):
    return get_object_or_404(Directive.objects.visible_to(request.user).select_related("organization"), pk=pk)


def directive_to_work_on(request, pk):
    """The directive, for managers of the organization that issued it."""
    found = directive_in_reach(request, pk)
    if not issues(request.user, found.organization):
        raise PermissionDenied(_("只有“%(name)s”的管理人员可以部署任务。") % {"name": found.organization})
    return found


def issues(user, organization):
    return user.can_manage and user.organization_id == organization.pk


@login_required
@require_GET
def directive(request, pk):
    """Step 2: the text with its demands marked, the proposals beside it."""
    found = directive_in_reach(request, pk)
    proposals = list(found.proposals.select_related("task", "merged_into"))
    shown = [each for each in proposals if each.state != State.MERGED]
    works = issues(request.user, found.organization)
    context = {
        "directive": found,
        "paragraphs": paragraphs(found.text, shown, found.outline.get("areas", [])),
        "areas": _by_area(shown),
        "open_count": sum(each.state == State.PROPOSED for each in proposals),
        "task_count": sum(each.task_id is not None for each in proposals),
        "dropped_count": sum(each.state == State.DROPPED for each in proposals),
        "undated_count": sum(each.state == State.PROPOSED and each.deadline is None for each in proposals),
        "works": works,
        "steps": directive_steps(2),
        "crumbs": _trail(found.title),
    }
    return render(request, "tasks/directive.html", context)


def _by_area(proposals):
    areas = {}
    for each in proposals:
        areas.setdefault((each.area_number, each.area_name), []).append(each)
    return [{"number": number, "name": name, "proposals": found} for (number, name), found in areas.items()]


@login_required
@require_GET
def export(request, pk):
    """The proposals as a table, to be checked on paper or sent round."""
    found = directive_in_reach(request, pk)
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
    rows = [_exported(each) for each in found.proposals.exclude(state=State.MERGED)]
    name = _("%(title)s任务清单") % {"title": found.title}
    return exported(request, name, columns, rows, organization=found.organization)


def _exported(proposal):
    return [
        proposal.area_name,
        proposal.number,
        proposal.title,
        "\n".join(each["text"] for each in proposal.phrases) or proposal.text,
        "；".join(each["phrase"] for each in proposal.quantities),
        proposal.deadline,
        proposal.get_deadline_label_display() if proposal.deadline else _("尚无期限"),
        proposal.deadline_phrase,
        proposal.get_recurrence_display(),
        "、".join(each["name"] for each in proposal.addressees),
        proposal.get_state_display(),
    ]


@login_required
@require_GET
def original(request, pk):
    """The uploaded file, as a download."""
    found = directive_in_reach(request, pk)
    if not found.file:
        raise Http404
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("文件已不在存储中，请联系管理员从备份恢复。")) from error
    response = FileResponse(content, as_attachment=True, filename=found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_POST
def accept(request, pk):
    """全部确认 (``do=all``), or the ticked proposals: they become tasks."""
    found = directive_to_work_on(request, pk)
    chosen = None if request.POST.get("do") == "all" else _ticked(request, found)
    try:
        made = actions.accept_proposals(found, by=request.user, proposals=chosen)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks:directive", pk)
    messages.success(request, _("已确认 %(count)s 项任务。") % {"count": len(made)})
    waiting = found.proposals.open().exists()
    return redirect("tasks:directive" if waiting else "tasks:directive_complete", pk)


def _ticked(request, directive):
    return list(directive.proposals.filter(pk__in=listing.numbers_posted(request, "row")))


@login_required
@require_POST
def merge(request, pk):
    """The ticked proposals become one: the first of them takes the others in."""
    found = directive_to_work_on(request, pk)
    chosen = _ticked(request, found)
    try:
        if len(chosen) < 2:
            raise ValidationError(_("请至少勾选两条建议再合并。"))
        into = actions.merge_proposals(chosen[0], chosen[1:], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks:directive", pk)
    messages.success(request, _("已并入“%(name)s”，请核对名称和期限。") % {"name": into})
    return redirect(_place_of(into))


def _place_of(proposal):
    return f"{reverse('tasks:directive', args=[proposal.directive_id])}#proposal-{proposal.pk}"


def proposal_to_work_on(request, pk):
    visible = TaskProposal.objects.visible_to(request.user).select_related("directive__organization")
    found = get_object_or_404(visible, pk=pk)
    if not issues(request.user, found.organization):
        raise PermissionDenied(_("只有“%(name)s”的管理人员可以部署任务。") % {"name": found.organization})
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk):
    """One proposal in full, to put right."""
    found = proposal_to_work_on(request, pk)
    form = ProposalForm(listing.posted(request), instance=found)
    if request.method == "POST" and form.is_valid() and _edit(request, found, form):
        return redirect(_place_of(found))
    context = {
        "form": form,
        "proposal": found,
        "is_open": found.state == State.PROPOSED,
        "steps": directive_steps(2),
        "crumbs": _inner_trail(found, _("修改")),
    }
    return render(request, "tasks/proposal.html", context)


def _edit(request, found, form):
    if not form.changes:
        messages.info(request, _("没有改动。"))
        return found
    try:
        changed = actions.edit_proposal(found, by=request.user, **form.changes)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None
    messages.success(request, _("已修改“%(name)s”。") % {"name": changed})
    return changed


def _inner_trail(proposal, label):
    directive = proposal.directive
    trail = _trail(directive.title)[:-1]
    return [
        *trail,
        {"label": directive.title, "url": reverse("tasks:directive", args=[directive.pk])},
        {"label": _("%(number)s %(step)s") % {"number": proposal.number, "step": label}},
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split(request, pk):
    """Cut a proposal in two at the start of a sentence."""
    found = proposal_to_work_on(request, pk)
    form = SplitForm(listing.posted(request), proposal=found)
    if request.method == "POST" and form.is_valid():
        try:
            second = actions.split_proposal(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已拆成两项，请核对第二项的编号和期限。"))
            return redirect("tasks:proposal", second.pk)
    context = {
        "form": form,
        "proposal": found,
        "steps": directive_steps(2),
        "crumbs": _inner_trail(found, _("拆分")),
    }
    return render(request, "tasks/proposal_split.html", context)


@login_required
@require_POST
def drop(request, pk):
    return _settle(request, pk, actions.drop_proposal, _("已舍弃“%(name)s”，可随时恢复。"))


@login_required
@require_POST
def restore(request, pk):
    return _settle(request, pk, actions.restore_proposal, _("已恢复“%(name)s”。"))


def _settle(request, pk, action, said):
    found = proposal_to_work_on(request, pk)
    try:
        action(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said % {"name": found})
    return redirect(_place_of(found))
