"""What a worker does with a paper: claim it, count its content, fill the template, store the file, and let it go.

The row of the paper decides everything. A message may come twice, late or never: a worker claims by one conditional
UPDATE, and writes only through the row while its claim holds. A worker that is killed leaves nothing behind.
"""

import hashlib
import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import InterfaceError, OperationalError, close_old_connections
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from documents import content, filling_child, kinds
from documents.models import MAX_ATTEMPTS, BatchPaper, Document, DocumentTemplate, Paper, in_hand_q
from files.errors import FileError
from years.shown_day import Day

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # counting and filling take seconds, and never more than the limits of the child
MODELS = {model._meta.model_name: model for model in (Document, BatchPaper)}


def make(model, pk, *, on):
    """Make the file of the paper ``pk`` of ``model`` if it waits for a worker; ``on`` is today."""
    token = _claim(model, pk, now=timezone.now())
    if token is None:
        return
    paper = model.objects.select_related("organization").get(pk=pk)
    claimed = model.objects.filter(pk=pk, token=token)
    try:
        _make(paper, claimed, on=on)
    except (FileError, LookupError) as error:
        _fail(claimed, str(error))
    except (OperationalError, InterfaceError) as error:
        log.warning("%s %s waits for the database: %s", model._meta.model_name, pk, error)
        close_old_connections()  # a server that restarted is asked over a new one
        claimed.update(token="", lease_until=None)
    except Exception:
        log.exception("%s %s failed", model._meta.model_name, pk)
        if paper.attempts < MAX_ATTEMPTS:
            claimed.update(token="", lease_until=None)
        else:
            _fail(claimed, _("多次生成失败，请稍后重新生成；仍不成功请联系管理员。"))


def _claim(model, pk, *, now):
    """Claim the paper if it waits and no worker holds it; return the token of the claim, or None."""
    token = get_random_string(32)
    claimable = model.objects.filter(in_hand_q(now), pk=pk)
    claimed = claimable.update(token=token, lease_until=now + LEASE, attempts=F("attempts") + 1)
    return token if claimed else None


def _make(paper, claimed, *, on):
    if paper.attempts > MAX_ATTEMPTS:
        raise FileError("attempts", _("多次生成失败，请稍后重新生成；仍不成功请联系管理员。"))
    counted = paper.content or counted_content(paper, on=on)
    template = DocumentTemplate.objects.of(paper.kind, paper.organization)
    store(paper, claimed, counted, template, word_file(paper, counted, template))


def counted_content(paper, *, on):
    """The content of ``paper`` for its moment, as counted on the day ``on``."""
    return kinds.get(paper.kind).context(paper.organization, Day(paper.on, on))


def word_file(paper, counted, template):
    """The Word file of ``paper`` in bytes; raise ``FileError`` if it cannot be made."""
    kind = kinds.get(paper.kind)
    data = content.for_word(counted, paper.facts, figures=kind.figures())
    return filling_child.fill(template_content(kind, template), data)


def template_content(kind, template):
    """The Word template in bytes: the one of the office, or the built-in one if ``template`` is None."""
    if template is None:
        return kind.template.read_bytes()
    try:
        with template.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise FileError("missing", _("模板文件已不在存储中，请重新上传模板。")) from error


def store(paper, claimed, counted, template, made):
    """Store the file, then the row while the claim holds; another worker's file of the same paper is not touched."""
    storage = paper.file.storage
    name = storage.save(paper.file.field.generate_filename(paper, "paper.docx"), ContentFile(made))
    values = {"content": counted, "template": template, "file": name, "sha256": hashlib.sha256(made).hexdigest()}
    if isinstance(paper, Document) and paper.is_draft:
        values["title"] = counted["title"]
    released = {"making": Paper.Making.MADE, "message": "", "token": "", "lease_until": None}
    if not claimed.update(**values, **released):
        storage.delete(name)
    elif paper.file:
        storage.delete(paper.file.name)


def _fail(claimed, message):
    claimed.update(making=Paper.Making.FAILED, message=message, token="", lease_until=None)
