from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.actions import record_export
from audit.forms import HistoryFilter
from audit.listing import CAP, MOST_AT_ONCE, PAGE_SIZE, page_of
from audit.presentation import as_text, line, lines
from files.writing import FORMATS, Column, table_response

EXPORT_LIMIT = 100_000
COLUMNS = [
    Column(gettext_lazy("时间"), "datetime", 17),
    Column(gettext_lazy("操作人"), width=12),
    Column(gettext_lazy("单位"), width=20),
    Column(gettext_lazy("操作"), width=16),
    Column(gettext_lazy("对象类型"), width=12),
    Column(gettext_lazy("对象"), width=30),
    Column(gettext_lazy("变更"), width=50),
    Column(gettext_lazy("说明"), width=30),
    Column(gettext_lazy("来源"), width=10),
    Column(gettext_lazy("地址"), width=16),
]


@login_required
def history(request):
    """What happened in the subtree of a manager, or to one object of it (``?object=tasks.assignment:12``)."""
    _require_manager(request.user)
    form = HistoryFilter(request.GET)
    oldest_first = request.GET.get("sort") == "at"
    size = MOST_AT_ONCE if request.GET.get("size") == "all" else PAGE_SIZE
    page = page_of(form.entries(request.user), request.GET.get("page"), oldest_first=oldest_first, size=size)
    context = {
        "form": form,
        "page": page,
        "lines": lines(page.object_list, request.user),
        "capped": page.paginator.count == CAP,
    }
    return render(request, "audit/history.html", context)


@login_required
def export(request):
    """The rows of the page as a file (``?format=csv`` or ``xlsx``); taking it is itself recorded."""
    _require_manager(request.user)
    form = HistoryFilter(request.GET)
    if not form.is_valid():
        return _back_to_page(request)
    entries = form.entries(request.user)
    count = entries.order_by()[: EXPORT_LIMIT + 1].count()
    if count > EXPORT_LIMIT:
        text = _("符合条件的记录超过 %(limit)s 条，请缩小日期范围后再导出。") % {"limit": f"{EXPORT_LIMIT:,}"}
        messages.error(request, text)
        return _back_to_page(request)
    record_export(_("历史记录"), by=request.user, count=count, filters=form.described())
    return _file(request, entries)


def _require_manager(user):
    if not user.can_manage:
        raise PermissionDenied


def _back_to_page(request):
    """The page with the same filters; it says what is wrong with them."""
    return redirect(f"{reverse('audit:history')}?{request.GET.urlencode()}")


def _file(request, entries):
    asked = request.GET.get("format")
    now = timezone.localtime()
    note = _("导出人：%(name)s，导出时间：%(time)s")
    return table_response(
        name=_("历史记录") + f"{now:%Y%m%d}",
        title=_("历史记录"),
        columns=COLUMNS,
        rows=(_row(line(entry, request.user)) for entry in entries.order_by("-pk").iterator(chunk_size=2000)),
        file_format=asked if asked in FORMATS else "xlsx",
        note=note % {"name": request.user.name, "time": f"{now:%Y-%m-%d %H:%M}"},
    )


def _row(line):
    entry = line.entry
    subject = [entry.at, entry.actor_name, entry.organization_name, line.action, line.kind, line.label]
    return [*subject, as_text(line.changes), entry.note, entry.get_source_display(), entry.address]
