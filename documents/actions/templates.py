"""Use an own Word template for one kind of paper, or the built-in one again."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from documents import filling_child
from documents.actions import rights
from documents.content import placeholders
from documents.models import DocumentTemplate
from files.errors import FileError
from files.names import safe_name

LARGEST_FILE = 10 * 1024**2


def upload(kind, unit, *, content, name, by):
    """Check the Word file ``content`` (bytes) and use it for all papers of ``kind`` that ``unit`` makes from now on.

    Raises ``ValidationError`` with a sentence for each wrong placeholder.
    """
    rights.check_may_issue(unit, by=by)
    _check(content, kind)
    name = safe_name(name, default=_("未命名文件"))
    with transaction.atomic():
        _retire(kind, unit)
        template = DocumentTemplate(
            kind=kind.key,
            organization=unit,
            file_name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_by=by,
        )
        template.file.save("template.docx", ContentFile(content), save=True)
        audit.record("document.template_uploaded", target=template, by=by, note=str(kind.title))
    return template


def _check(content, kind):
    if len(content) > LARGEST_FILE:
        text = _("文件超过 %(limit)s MB，请压缩其中的图片后重新上传。")
        raise ValidationError({"file": text % {"limit": LARGEST_FILE // 1024**2}})
    try:
        problems = filling_child.problems_of(content, placeholders(kind.figures()))
    except FileError as error:
        raise ValidationError({"file": error.message}) from error
    if problems:
        raise ValidationError({"file": problems})


def _retire(kind, unit):
    """Take the template in use out of use; papers that were made with it still name it."""
    current = DocumentTemplate.objects.current().filter(kind=kind.key, organization=unit)
    return current.update(replaced_at=timezone.now())


@transaction.atomic
def reset(kind, unit, *, by):
    """Use the built-in template again. Raises ``ValidationError`` if it is in use already."""
    rights.check_may_issue(unit, by=by)
    if not _retire(kind, unit):
        raise ValidationError(_("正在使用的就是内置模板。"))
    audit.record("document.template_reset", target=unit, by=by, note=str(kind.title))
