"""Keep and delete filters of lists (常用筛选). Opening one is a link to its list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pages import actions
from pages.models import SavedFilter


@login_required
@require_POST
def save(request):
    """Keep the filters of the list from which the form came, and return to it."""
    path, query = request.POST.get("path", ""), request.POST.get("query", "")
    try:
        saved = actions.save_filter(by=request.user, path=path, query=query, name=request.POST.get("name", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{path}?{query}" if actions.is_page(path) else "/")
    messages.success(request, _("已保存常用筛选“%(name)s”，列表上方可以直接打开。") % {"name": saved.name})
    return redirect(saved)


@login_required
@require_POST
def delete(request, pk):
    saved = get_object_or_404(SavedFilter, pk=pk, user=request.user)
    saved.delete()
    messages.success(request, _("已删除常用筛选“%(name)s”。") % {"name": saved.name})
    return redirect(saved.path)
