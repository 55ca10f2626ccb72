from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm
from import_export.tmp_storages import MediaStorage

from audit import actions as audit
from audit.paths import below_q
from organizations import actions
from organizations.accounts import admin as accounts_admin  # noqa: F401 (registers itself)
from organizations.ending import EndForm, MergeForm, preview
from organizations.models import Organization, in_force_q
from organizations.references import is_referred_to
from organizations.resources import AnyTree, OrganizationResource, TreeCsv, TreeXlsx
from organizations.scoped_admin import ScopedAdmin
from organizations.treefile import ALIAS_MARKS, TreeFileError
from pages.forms import DayField, fitted

STATES = (
    ("in_force", gettext_lazy("有效")),
    ("ended", gettext_lazy("已停用")),
    ("coming", gettext_lazy("未启用")),
)


class CountyFilter(admin.SimpleListFilter):
    """Filters by a county and all units below it."""

    title = gettext_lazy("县市区")
    parameter_name = "county"

    def lookups(self, request, model_admin):
        counties = Organization.objects.visible_to(request.user).territory().filter(level="county")
        return counties.values_list("code", "name")

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        county = Organization.objects.visible_to(request.user).filter(code=self.value()).first()
        return queryset.filter(below_q(county.path)) if county else queryset.none()


class StateFilter(admin.SimpleListFilter):
    """Filters by units in force today, ended ones, or those that begin later."""

    title = gettext_lazy("状态")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return STATES

    def queryset(self, request, queryset):
        today = timezone.localdate()
        choices = {
            "in_force": queryset.filter(in_force_q(today)),
            "ended": queryset.filter(valid_to__lt=today),
            "coming": queryset.filter(valid_from__gt=today),
        }
        return choices.get(self.value(), queryset)


class OrganizationForm(forms.ModelForm):
    """The form for a unit in the admin. It saves through the functions of ``organizations.actions``."""

    aliases = forms.CharField(
        label=gettext_lazy("别名、曾用名"),
        required=False,
        help_text=gettext_lazy("几个名称之间用顿号分开。"),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    user = None  # set for each request by the admin

    class Meta:
        model = Organization
        fields = ("code", "name", "short_name", "level", "kind", "parent", "valid_from")
        field_classes = {"valid_from": DayField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = Organization.objects.filter(pk=self.instance.pk).first()
        if self.before:
            self.initial["aliases"] = "、".join(self.before.aliases.values_list("name", flat=True))

    def clean(self):
        """Run the actions and roll them back, to show on the form what they refuse."""
        if not self.errors:
            try:
                with transaction.atomic():
                    self._attempt()
                    transaction.set_rollback(True)
            except ValidationError as error:
                raise fitted(error, self) from None
        return self.cleaned_data

    def _attempt(self):
        if self.before is None and self.cleaned_data["parent"] is None:
            raise ValidationError({"parent": _("请选择上级单位。新的一棵树请用导入命令建立。")})
        self.apply()

    def apply(self):
        """Save the data of the form and return the unit as stored."""
        data = self.cleaned_data
        names = [name for name in ALIAS_MARKS.split(data["aliases"]) if name.strip()]
        unit = self._change() if self.before else self._create()
        if self.before is None or "aliases" in self.changed_data:
            unit = actions.set_aliases(unit, names=names, by=self.user)
        return unit

    def _create(self):
        fields = ("code", "name", "short_name", "level", "kind", "parent", "valid_from")
        return actions.create(by=self.user, **{name: self.cleaned_data[name] for name in fields})

    def _change(self):
        """Change only fields that the form has: for a user without the right to change they are read-only."""
        unit, data = self.before, self.cleaned_data
        if data.get("parent") and data["parent"].pk != unit.parent_id:
            actions.move(unit, parent=data["parent"], since=timezone.localdate(), by=self.user)
        if "name" in data:
            actions.rename(unit, name=data["name"], by=self.user)
        fields = {name: data[name] for name in ("short_name", "kind", "valid_from") if name in data}
        return actions.correct(unit, by=self.user, **fields)


@admin.register(Organization)
class OrganizationAdmin(ScopedAdmin, ImportExportMixin, admin.ModelAdmin):
    """The tree of units, shown by indentation. Changes go through ``organizations.actions``."""

    form = OrganizationForm
    fields = (
        *("code", "name", "short_name", "aliases", "level", "kind", "parent"),
        *("valid_from", "valid_to", "successor", "updated_at"),
    )
    list_display = ("indented", "code", "level", "kind", "valid_from", "valid_to", "successor")
    list_filter = (CountyFilter, "level", "kind", StateFilter)
    list_select_related = ("successor",)
    list_per_page = 100
    show_full_result_count = False
    ordering = ("path",)
    search_fields = ("name",)
    search_help_text = gettext_lazy("名称、别名、代码或拼音首字母，例如 yyx")
    autocomplete_fields = ("parent",)
    actions = ("end_units", "merge_units", "reopen_units")
    resource_classes = (OrganizationResource,)
    formats = (TreeXlsx, TreeCsv)
    import_template_name = "admin/organizations/import.html"
    export_form_class = ExportForm  # exports all columns: an import needs them
    tmp_storage_class = MediaStorage
    skip_admin_log = True

    @admin.display(description=gettext_lazy("名称"))
    def indented(self, unit):
        return "　" * unit.depth + unit.name

    def get_search_results(self, request, queryset, search_term):
        """Search units; the autocomplete box shows the highest levels first, the list keeps its own order."""
        units = queryset.search(search_term)
        return (units.highest_first() if request.path.endswith("/autocomplete/") else units), False

    def get_readonly_fields(self, request, obj=None):
        fixed = ("valid_to", "successor", "updated_at")
        if obj is None:
            return fixed
        return ("code", "level", *fixed) if obj.parent_id else ("code", "level", "parent", *fixed)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form = type(form.__name__, (form,), {"user": request.user})
        if parent := form.base_fields.get("parent"):
            for button in ("add", "change", "delete", "view"):
                setattr(parent.widget, f"can_{button}_related", False)
        return form

    def save_model(self, request, obj, form, change):
        obj.pk = form.apply().pk
        obj.refresh_from_db()

    def has_delete_permission(self, request, obj=None):
        """Only a unit to which nothing refers can be deleted."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not is_referred_to(obj))

    def delete_model(self, request, obj):
        actions.delete_mistake(obj, by=request.user)

    def get_actions(self, request):
        admin_actions = super().get_actions(request)
        admin_actions.pop("delete_selected", None)
        return admin_actions

    @admin.action(description=gettext_lazy("停用所选单位……"), permissions=["change"])
    def end_units(self, request, queryset):
        return preview(self, request, queryset, EndForm)

    @admin.action(description=gettext_lazy("合并所选单位……"), permissions=["change"])
    def merge_units(self, request, queryset):
        return preview(self, request, queryset, MergeForm)

    @admin.action(description=gettext_lazy("恢复所选单位"), permissions=["change"])
    def reopen_units(self, request, queryset):
        try:
            with transaction.atomic():
                units = list(queryset.order_by("path"))
                for unit in units:
                    actions.reopen(unit, on=timezone.localdate(), by=request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.message_user(request, _("已恢复 %(total)s 个单位。") % {"total": len(units)}, messages.SUCCESS)

    # Import and export

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_import_formats(self):
        return (AnyTree,)

    def get_export_formats(self):
        return self.formats

    def get_import_data_kwargs(self, *args, **kwargs):
        return {}

    def add_data_read_fail_error_to_form(self, form, e):
        if isinstance(e, TreeFileError):
            form.add_error("import_file", [str(problem) for problem in e.problems])
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def get_export_data(self, file_format, request, queryset, **kwargs):
        content = super().get_export_data(file_format, request, queryset, **kwargs)
        filters = _filters_in_words(request.GET)
        audit.record_export(_("组织机构"), by=request.user, count=queryset.count(), filters=filters)
        return content


def _filters_in_words(query):
    """Return the filters of the list for the history: 层级：村；状态：有效."""
    labels = {
        "q": _("搜索"),
        "county": CountyFilter.title,
        "level__exact": _("层级"),
        "kind__exact": _("类别"),
        "state": StateFilter.title,
    }
    words = {**dict(Organization.Level.choices), **dict(STATES)}
    return "；".join(f"{labels[name]}：{words.get(value, value)}" for name, value in query.items() if name in labels)
