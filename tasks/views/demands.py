"""What a directive demands and what proves it (原文要求): list, export, find in the text, explain one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pages.forms import fitted, posted
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.forms.demands import DemandForm
from tasks.lists import DemandList
from tasks.lookup import directive_in_reach, directive_to_work_on
from tasks.models import Demand
from tasks.proven import Evidence

STATE_TONES = {Demand.State.PROVEN: "done", Demand.State.EXPLAINED: "", Demand.State.OPEN: "wait"}


@login_required
@require_GET
def of_directive(request, pk):
    """List the demands of a directive with what proves each."""
    directive = directive_in_reach(request.user, pk)
    demand_list = DemandList(request, directive)
    evidence = Evidence(directive, user=request.user, today=timezone.localdate())
    rows = [
        {
            "demand": demand,
            "state": demand.state.label,
            "tone": STATE_TONES[demand.state],
            "proofs": evidence.of(demand),
        }
        for demand in demand_list.page.object_list
    ]
    context = {
        "directive": directive,
        "rows": rows,
        "as_of": evidence.day,
        "counts": demand_list.counts(),
        "works": rights.may_issue(request.user, directive.organization),
        "crumbs": breadcrumbs.below_directive(directive, _("原文要求")),
    }
    return render(request, "tasks/demands.html", demand_list.context(**context))


@login_required
@require_GET
def export(request, pk):
    directive = directive_in_reach(request.user, pk)
    title = _("%(title)s原文要求") % {"title": directive.title}
    return DemandList(request, directive).export(title, organization=directive.organization)


@login_required
@require_POST
def find(request, pk):
    """List the demands that the reader found in the text."""
    directive = directive_to_work_on(request.user, pk)
    count = actions.find_demands(directive, by=request.user)
    if count:
        messages.success(request, _("已从原文列出 %(count)s 条要求，请核对由什么证明。") % {"count": count})
    else:
        messages.info(request, _("原文里没有新的要求。"))
    return redirect("tasks:demands", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def explain(request, pk):
    """Say what proves a demand, or why nothing does."""
    demands = Demand.objects.visible_to(request.user).select_related("directive__organization")
    demand = get_object_or_404(demands, pk=pk)
    rights.check_may_issue(request.user, demand.organization)
    form = DemandForm(posted(request), demand=demand)
    if request.method == "POST" and form.is_valid() and _explain(request, demand, form):
        return redirect("tasks:demands", demand.directive_id)
    context = {"form": form, "demand": demand, "crumbs": breadcrumbs.below_directive(demand.directive, _("原文要求"))}
    return render(request, "tasks/demand_edit.html", context)


def _explain(request, demand, form):
    try:
        actions.explain_demand(demand, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    messages.success(request, _("已保存。"))
    return True
