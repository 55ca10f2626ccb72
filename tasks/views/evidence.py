"""Download evidence files (佐证材料); no other page gives them out."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from audit import actions as audit
from tasks.models import Evidence, ProgressReport


@login_required
@require_GET
def download(request, pk):
    """Download one file under its original name and record the download in the history.

    The browser never opens it inside a page of the portal. Only the unit itself sees the files of its draft.
    """
    visible = Evidence.objects.visible_to(request.user).select_related("report__assignment__organization")
    evidence = get_object_or_404(visible, pk=pk)
    report = evidence.report
    own = report.assignment.organization_id == request.user.organization_id
    if report.state == ProgressReport.State.DRAFT and not own:
        raise Http404
    try:
        content = evidence.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("文件已不在存储中，请联系管理员从备份恢复。")) from error
    audit.record_personal_view(evidence, by=request.user, what=_("下载佐证材料"))
    response = FileResponse(content, as_attachment=True, filename=evidence.name, content_type=evidence.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
