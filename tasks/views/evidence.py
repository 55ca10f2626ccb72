"""Download evidence files (佐证材料); no other page gives them out."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tasks.downloads import file_response
from tasks.models import Evidence, ProgressReport


@login_required
@require_GET
def download(request, pk):
    """Download one file. Only the unit itself sees the files of its draft."""
    visible = Evidence.objects.visible_to(request.user).select_related("report__assignment__organization")
    evidence = get_object_or_404(visible, pk=pk)
    report = evidence.report
    own = report.assignment.organization_id == request.user.organization_id
    if report.state == ProgressReport.State.DRAFT and not own:
        raise Http404
    return file_response(evidence, by=request.user, what=_("下载佐证材料"))
