"""Replies (反馈) about an assignment, with files."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from notices.models import Reminder
from tasks.actions import rights, telling
from tasks.actions.assignments import check_in_force, locked
from tasks.actions.evidence import MOST_FILES, checked
from tasks.actions.signing import sign_by_working
from tasks.models import Reply, ReplyFile
from tasks.subjects import ASSIGNMENT

LONGEST_REPLY = 2000


@transaction.atomic
def reply(assignment, *, by, on, text, files=()):
    """Write a reply with ``files``, pairs of name and content (bytes); return it.

    A reply of the assignment's own unit answers its reminders and signs for it. Raises ``ValidationError`` when the
    text is empty or too long, or a file is not accepted (the rules of evidence files); nothing is stored then.
    """
    assignment = locked(assignment)
    rights.check_may_reply(by, assignment)
    check_in_force(assignment)
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("请写明反馈内容。")})
    if len(text) > LONGEST_REPLY:
        values = {"limit": LONGEST_REPLY, "count": len(text)}
        raise ValidationError({"text": _("最多 %(limit)s 字，现在有 %(count)s 字，请压缩。") % values})
    written = Reply.objects.create(assignment=assignment, organization=by.organization, text=text, by=by, written_on=on)
    _store(written, files, by)
    audit.record("reply.written", target=written, by=by)
    sign_by_working(assignment, by=by, on=on)
    reminders = Reminder.objects.about(ASSIGNMENT, [assignment.pk]).exclude(sent_by=None)
    senders = set(reminders.order_by().values_list("sent_by__organization", flat=True))
    telling.replied(written, on=on, reminding_units=senders - {assignment.organization_id})
    return written


def _store(written, files, by):
    if len(files) > MOST_FILES:
        raise ValidationError({"files": _("每次最多 %(count)s 个文件。") % {"count": MOST_FILES}})
    digests = set()
    for typed_name, content in files:
        name, content_type = checked(content, typed_name)
        digest = hashlib.sha256(content).hexdigest()
        if digest in digests:
            raise ValidationError({"files": _("文件“%(name)s”选了两次。") % {"name": name}})
        digests.add(digest)
        stored = ReplyFile(
            reply=written, name=name, size=len(content), content_type=content_type, sha256=digest, added_by=by
        )
        stored.file.save(name, ContentFile(content), save=True)
