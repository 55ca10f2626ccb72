from django.contrib import admin
from django.db import models
from django.utils.translation import gettext as _

from audit.admin import AuditedAdmin
from pages.forms import DayField
from years.models import Holiday, TaskYear


@admin.register(TaskYear)
class TaskYearAdmin(AuditedAdmin, admin.ModelAdmin):
    list_display = [
        "year",
        "due_soon_days",
        "behind_points",
        "monthly_cutoff_day",
        "quarterly_cutoff_day",
        "cutoff_shift",
        "calendar_verified",
    ]

    def get_form(self, request, obj=None, **options):
        text = _("对照国务院放假通知核对、“放假调休”录入齐全后勾选；没有核对的，页面标出推算的日期。")
        return super().get_form(request, obj, help_texts={"calendar_verified": text}, **options)


@admin.register(Holiday)
class HolidayAdmin(AuditedAdmin, admin.ModelAdmin):
    list_display = ["date", "is_workday", "note"]
    date_hierarchy = "date"
    formfield_overrides = {models.DateField: {"form_class": DayField}}
