"""Fill a Word template with plain data. Runs in a child process with limits, see ``documents.filling_child``."""

import io

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from documents.columns import share_width
from documents.sandbox import Sandbox
from files.errors import FileError


def fill(template, data):
    """Return the Word file (bytes) that ``template`` (bytes) gives with ``data``; raise ``FileError`` if it fails."""
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.render(data, Sandbox(), autoescape=True)
    except (TemplateError, ValueError, TypeError, LookupError, SyntaxError) as error:
        raise FileError(
            "template",
            _("模板不能生成文件，里面有占位符写得不完整或放错了位置。请对照内置模板改正后重新上传。"),
        ) from error
    for table in document.docx.tables:
        share_width(table)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
