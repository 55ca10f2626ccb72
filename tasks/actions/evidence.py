"""Evidence files (佐证材料): the type is detected from the content, the stored name is chosen by the portal."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from files import sniffing
from files.names import safe_name
from tasks.actions import rights
from tasks.actions.reports import check_open, lock
from tasks.models import Evidence

LARGEST_FILE = 20 * 1024**2
MOST_FILES = 10


@transaction.atomic
def add_evidence(report, *, by, content, name):
    """Store ``content`` (bytes) with an open report; ``name`` is shown and used for the download.

    Raises ``ValidationError`` when the file is empty, too large, of a type that is not accepted, or already there,
    or when the report has ``MOST_FILES`` files.
    """
    report = lock(report)
    rights.check_may_enter(by, report.assignment)
    check_open(report, on=timezone.localdate())
    name, content_type = checked(content, name)
    digest = hashlib.sha256(content).hexdigest()
    if report.evidence.filter(sha256=digest).exists():
        raise ValidationError({"files": _("文件“%(name)s”已经上传过。") % {"name": name}})
    if report.evidence.count() >= MOST_FILES:
        raise ValidationError({"files": _("每期最多 %(count)s 个文件，请先删除不需要的。") % {"count": MOST_FILES}})
    evidence = Evidence(
        report=report, name=name, size=len(content), content_type=content_type, sha256=digest, added_by=by
    )
    evidence.file.save(name, ContentFile(content), save=True)
    audit.record("evidence.added", target=evidence, by=by)
    return evidence


def checked(content, name):
    """Return the name to store and the content type of an uploaded file; ``ValidationError`` if it is not accepted."""
    name = safe_name(name, default=_("未命名文件"))
    if not content:
        raise ValidationError({"files": _("文件“%(name)s”是空的。") % {"name": name}})
    if len(content) > LARGEST_FILE:
        raise ValidationError(
            {
                "files": _("文件“%(name)s”超过 %(limit)s MB，请压缩后再传。")
                % {"name": name, "limit": LARGEST_FILE // 1024**2}
            }
        )
    content_type = sniffing.CONTENT_TYPES.get(sniffing.kind_of(content))
    if content_type is None or sniffing.has_macros(content):
        raise ValidationError(
            {"files": _("文件“%(name)s”不是 PDF、Word、Excel、PNG 或 JPG，不能上传。") % {"name": name}}
        )
    return name, content_type


@transaction.atomic
def remove_evidence(evidence, *, by):
    """Remove a file from an open report; the stored file is deleted when the transaction is committed."""
    report = lock(evidence.report)
    rights.check_may_enter(by, report.assignment)
    check_open(report, on=timezone.localdate())
    audit.record("evidence.removed", target=evidence, by=by)
    stored = evidence.file
    transaction.on_commit(lambda: stored.storage.delete(stored.name))
    evidence.delete()
