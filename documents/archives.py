"""How far a batch of papers is, and its archive."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from documents.models import Paper
from files.zips import write_zip


@dataclass(frozen=True)
class Progress:
    """How many papers of a batch are made, have failed, and are asked for."""

    made: int
    failed: int
    total: int

    @property
    def percent(self):
        return 100 * (self.made + self.failed) // self.total

    @property
    def is_over(self):
        return self.made + self.failed == self.total

    @property
    def label(self):
        return _("已生成 %(made)s / %(total)s 份，失败 %(failed)s 份") % {
            "made": self.made,
            "total": self.total,
            "failed": self.failed,
        }


def progress_of(batch):
    """The ``Progress`` of ``batch``; one query."""
    counted = batch.papers.aggregate(
        made=Count("pk", filter=Q(making=Paper.Making.MADE)),
        failed=Count("pk", filter=Q(making=Paper.Making.FAILED)),
        total=Count("pk"),
    )
    return Progress(**counted)


def failed_of(batch):
    """The papers that could not be made, with the reasons."""
    return batch.papers.filter(making=Paper.Making.FAILED).select_related("organization").defer("content")


def archive_of(batch):
    """Return the archive of the papers that are made, in bytes, and their number."""
    papers = batch.papers.filter(making=Paper.Making.MADE).select_related("organization").defer("content")
    entries = []
    for number, paper in enumerate(papers.order_by("organization__path"), 1):
        with paper.file.open("rb") as file:
            entries.append((f"{number:03d} {paper.organization.name} {batch}.docx", file.read()))
    return write_zip(entries), len(entries)
