"""Admin of papers, all read-only: the pages of the portal change these rows and check the rules."""

from django.contrib import admin

from documents.models import Document, DocumentBatch, DocumentTemplate, Numbering
from organizations.scoped_admin import ScopedReadOnlyAdmin


@admin.register(Document)
class DocumentAdmin(ScopedReadOnlyAdmin):
    list_display = ["number", "title", "organization", "month", "state", "making", "issued_on"]
    list_filter = ["state", "making", "month"]
    search_fields = ["title", "number"]
    exclude = ["content", "file", "token"]


@admin.register(DocumentTemplate)
class DocumentTemplateAdmin(ScopedReadOnlyAdmin):
    list_display = ["kind", "organization", "file_name", "size", "uploaded_by", "uploaded_at", "replaced_at"]
    list_filter = ["kind"]
    exclude = ["file"]  # stored privately: the pages of the portal hand it out


@admin.register(Numbering)
class NumberingAdmin(ScopedReadOnlyAdmin):
    list_display = ["organization", "year", "prefix", "signature"]
    list_filter = ["year"]


@admin.register(DocumentBatch)
class DocumentBatchAdmin(ScopedReadOnlyAdmin):
    list_display = ["kind", "organization", "month", "made_by", "made_at"]
    list_filter = ["month"]
