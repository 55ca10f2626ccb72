"""Send a stored file to the browser; no other module gives files out."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from audit import actions as audit


def file_response(stored, *, by, what):
    """Return ``stored`` (a ``StoredFile``) under its original name and record the download in the history.

    The browser never opens it inside a page of the portal. The caller has checked that ``by`` may see it.
    """
    try:
        content = stored.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("文件已不在存储中，请联系管理员从备份恢复。")) from error
    audit.record_personal_view(stored, by=by, what=what)
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
