"""Make the papers of all units below at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from documents import waking
from documents.actions import rights
from documents.actions.drafting import moment_of
from documents.models import BatchPaper, DocumentBatch, Paper
from organizations.models import Organization


@transaction.atomic
def ask(kind, unit, month, *, by, on):
    """Ask for the papers of ``kind`` about ``month`` for all units below ``unit`` that write it; returns the batch."""
    rights.check_may_make_many(unit, by=by)
    day = moment_of(month, on=on)
    units = units_below(kind, unit, on=day)
    if not units:
        raise ValidationError({"kind": _("“%(unit)s”下面没有写这种公文的单位。") % {"unit": unit}})
    batch = DocumentBatch.objects.create(kind=kind.key, organization=unit, month=f"{day:%Y-%m}", made_by=by)
    papers = [BatchPaper(batch=batch, kind=kind.key, organization=each, month=batch.month, on=day) for each in units]
    BatchPaper.objects.bulk_create(papers, batch_size=500)
    audit.record("document.batch_asked", target=batch, by=by, changes={"month": [None, batch.month]})
    transaction.on_commit(lambda: wake_all(batch))
    return batch


def units_below(kind, unit, *, on):
    """The units below ``unit``, at the nearest level that writes papers of ``kind``, on the day ``on``."""
    below = Organization.objects.descendants_of(unit, on=on).territory().in_force(on=on)
    levels = [level for level in Organization.Level if level in kind.levels]
    found = (list(below.filter(level=level)) for level in levels)
    return next((units for units in found if units), [])


def wake_all(batch):
    for paper in batch.papers.filter(making=Paper.Making.WAITING):
        waking.wake(paper)


@transaction.atomic
def retry(batch, *, by):
    """Try the papers of ``batch`` that failed once more."""
    rights.check_may_make_many(batch.organization, by=by)
    failed = batch.papers.filter(making=Paper.Making.FAILED)
    if not failed.update(making=Paper.Making.WAITING, message="", attempts=0):
        raise ValidationError(_("没有生成失败的公文。"))
    transaction.on_commit(lambda: wake_all(batch))
