from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from audit.actions import record
from audit.admin import AuditedAdmin
from organizations.models import User
from organizations.scoped_admin import ScopedAdmin

FOUND = 302

# Rights depend on role and subtree; Django's permissions and groups are not used.
admin.site.unregister(Group)


class AccountCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["username", "name", "organization"]


class AccountChangeForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class AccountAdmin(AuditedAdmin, ScopedAdmin, UserAdmin):
    """Accounts in the admin, for superusers only. Accounts cannot be deleted, as other rows refer to them."""

    history_hides = ("password", "work_phone")
    add_form = AccountCreationForm
    form = AccountChangeForm
    list_display = ["username", "name", "organization", "role", "is_active", "is_staff", "last_login"]
    list_select_related = ["organization"]
    list_filter = ["role", "is_active", "is_staff"]
    search_fields = ["username", "name", "organization__name"]
    ordering = ["organization__path", "username"]
    raw_id_fields = ["organization"]
    filter_horizontal = []
    readonly_fields = ["last_login", "password_changed_at", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password", "must_change_password"]}),
        (_("个人"), {"fields": ["name", "organization", "office", "role", "work_phone", "email"]}),
        (_("权限"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("时间"), {"fields": ["last_login", "password_changed_at", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "name", "organization", "role", "usable_password", "password1", "password2"]}),
    ]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.must_change_password = True
        super().save_model(request, obj, form, change)

    def user_change_password(self, request, id, form_url=""):
        """Require the user to change a password that a superuser has set, and record the reset in the history."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == FOUND:
            user = self.get_object(request, id)
            user.must_change_password = True
            user.save(update_fields=["must_change_password"])
            record("account.password_reset", target=user, by=request.user)
        return response

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False
