"""Admin of figures: targets and thresholds are added here, by their action; everything else is read-only."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.admin import ReadOnlyAdmin
from indicators import registry
from indicators.actions import rights, thresholds
from indicators.models import Discrepancy, Exemption, Freeze, FullPass, IndicatorYear, Sample
from organizations.scoped_admin import ScopedReadOnlyAdmin
from pages.forms import DayField


def indicator_field():
    choices = [(each.key, f"{each.item} {each.label}") for each in registry.all_indicators()]
    return forms.ChoiceField(label=_("指标"), choices=choices)


class IndicatorYearForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"] = indicator_field()

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                thresholds.check_thresholds(self.instance, on=timezone.localdate())
            except ValidationError as error:
                self.add_error(None, error)


@admin.register(IndicatorYear)
class IndicatorYearAdmin(admin.ModelAdmin):
    """Rows are added and never changed: new thresholds are a new row, valid from a later day."""

    form = IndicatorYearForm
    list_display = ["key", "year", "target", "yellow", "red", "in_use", "valid_from"]
    list_filter = ["year", "key"]
    formfield_overrides = {models.DateField: {"form_class": DayField}}

    def has_add_permission(self, request):
        return super().has_add_permission(request) and rights.may_set_thresholds(request.user)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        thresholds.set_thresholds(obj, on=timezone.localdate(), by=request.user)


@admin.register(Exemption)
class ExemptionAdmin(ScopedReadOnlyAdmin):
    list_display = ["indicator", "organization", "since", "until", "state", "asked_by", "decided_by"]
    list_filter = ["state", "indicator"]


@admin.register(Sample)
class SampleAdmin(ScopedReadOnlyAdmin):
    list_display = ["indicator", "organization", "on", "size", "total", "drawn_by", "at"]
    list_filter = ["indicator"]


@admin.register(Freeze)
class FreezeAdmin(ReadOnlyAdmin):
    list_display = ["span", "last_day", "at", "by"]


@admin.register(FullPass)
class FullPassAdmin(ReadOnlyAdmin):
    list_display = ["on", "at", "written"]


@admin.register(Discrepancy)
class DiscrepancyAdmin(ScopedReadOnlyAdmin):
    list_display = ["full_pass", "indicator", "organization", "stored", "counted"]
    list_filter = ["indicator"]
