"""Addresses of the key tasks: first what a unit has to do and report, then what is set and handed down."""

from datetime import date

from django.urls import path, register_converter

from tasks.views import assignments, evidence, extensions, messages, missing, reporting, reviewing, tasks, todo


class MonthConverter:
    """``2026-11``: the first day of a month; a quarter is named by its first month."""

    regex = "[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value):
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")

app_name = "tasks"

# What waits for a person, and what a unit reports
reporting_patterns = [
    path("todo/", todo.todo_page, name="todo"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/<int:pk>/export/", assignments.export, name="assignment_export"),
    path("assignments/<int:pk>/report/<month:period_start>/", reporting.report_form, name="report"),
    path("assignments/<int:pk>/report/<month:period_start>/draft/", reporting.autosave, name="report_autosave"),
    path("assignments/<int:pk>/extension/", extensions.request_extension, name="extension_request"),
    path("reports/<int:pk>/", reviewing.report, name="report_read"),
    path("reports/<int:pk>/recall/", reporting.recall, name="report_recall"),
    path("reports/<int:pk>/confirm/", reviewing.confirm, name="report_confirm"),
    path("reports/<int:pk>/return/", reviewing.return_report, name="report_return"),
    path("reports/<int:pk>/correct/", reviewing.correct, name="report_correct"),
    path("evidence/<int:pk>/", evidence.download, name="evidence"),
    path("todo/review/", reviewing.queue, name="review"),
    path("todo/review/many/", reviewing.many, name="review_many"),
    path("todo/review/export/", reviewing.export, name="review_export"),
    path("todo/missing/", missing.missing, name="missing"),
    path("todo/missing/remind/", missing.remind, name="missing_remind"),
    path("todo/missing/export/", missing.export, name="missing_export"),
    path("extensions/<int:pk>/", extensions.extension, name="extension"),
    path("todo/messages/", messages.listing_page, name="messages"),
    path("todo/messages/read/", messages.mark_read, name="messages_read"),
]

# What is set and handed down
directing_patterns = [
    path("", tasks.task_list, name="list"),
    path("export/", tasks.export_list, name="list_export"),
    path("<int:pk>/", tasks.task, name="detail"),
    path("<int:pk>/export/", tasks.export, name="detail_export"),
    path("<int:pk>/remind/", tasks.remind, name="remind"),
]

urlpatterns = [*reporting_patterns, *directing_patterns]
