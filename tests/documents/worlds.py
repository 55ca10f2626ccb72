"""Makes papers in one line, with a content that needs no tasks."""

from datetime import date

from django.core.files.base import ContentFile

from documents.actions import issuing
from documents.models import BatchPaper, Document, DocumentBatch

CONTENT = {
    "title": "关于2026年5月基层党建重点任务推进情况的通报",
    "addressee": "各乡镇（街道）党（工）委：",
    "sections": [
        {
            "heading": "一、总体情况",
            "paragraphs": [[{"text": "按期率", "figure": ""}, {"text": "92.1%", "figure": "on_time"}]],
        }
    ],
    "attachments": ["1．情况表"],
    "tables": [{"title": "附件1", "columns": ["单位"], "rows": [[{"text": "漆工镇", "figure": ""}]], "note": ""}],
    "figures": {"on_time": {"label": "按期率", "value": "92.1%", "now": "92.1%", "url": "/overview/"}},
}


def make_draft(unit, **fields):
    """A draft about May 2026 whose file is made."""
    defaults = {"kind": "circular", "month": "2026-05", "on": date(2026, 5, 31), "content": CONTENT, "making": "made"}
    defaults |= {"title": CONTENT["title"], "signature": "中共弋阳县委组织部"}
    document = Document(organization=unit, **(defaults | fields))
    document.file.save("paper.docx", ContentFile(b"PK"), save=False)
    document.save()
    return document


def make_issued(unit, by, *, serial=1, on=date(2026, 6, 2), **fields):
    """A paper issued by ``by`` whose file is made."""
    document = make_draft(unit, **fields)
    issuing.issue(document, serial=serial, prefix="弋组通", signature="中共弋阳县委组织部", by=by, on=on)
    Document.objects.filter(pk=document.pk).update(making="made")
    return Document.objects.get(pk=document.pk)


def make_batch(unit, by, units=()):
    """A batch whose papers for ``units`` are made."""
    batch = DocumentBatch.objects.create(kind="circular", organization=unit, month="2026-05", made_by=by)
    for each in units:
        paper = BatchPaper(
            batch=batch,
            kind="circular",
            organization=each,
            month="2026-05",
            on=date(2026, 5, 31),
            making="made",
            content=CONTENT,
        )
        paper.file.save("paper.docx", ContentFile(b"PK"), save=True)
    return batch
