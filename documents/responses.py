"""Answers with a Word file."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from files.sniffing import CONTENT_TYPES


def word_file(file, name):
    """Return a stored Word file under ``name``; 404 if it is missing in the storage."""
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("文件已不在存储中，请联系管理员从备份恢复。")) from error
    response = FileResponse(content, as_attachment=True, filename=name, content_type=CONTENT_TYPES["docx"])
    return _never_opened_inside(response)


def made_file(content, name, content_type=CONTENT_TYPES["docx"]):
    """Return ``content`` (bytes) as a file called ``name``."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return _never_opened_inside(response)


def _never_opened_inside(response):
    response["X-Content-Type-Options"] = "nosniff"
    return response
