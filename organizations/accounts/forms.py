import re

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.accounts.actions import fingerprint
from organizations.accounts.phones import validate_phone
from organizations.models import Organization, User

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,29}\Z")
CANDIDATES_SHOWN = 6
SUGGESTIONS = 400
NAME_LENGTH = User._meta.get_field("name").max_length
OFFICE_LENGTH = User._meta.get_field("office").max_length


def validate_username(text):
    """Raise ``ValidationError`` unless ``text`` is a valid new login name; ``User`` accepts older ones too."""
    if not USERNAME.match(text):
        raise ValidationError(_("账号须为 3 至 30 个小写字母、数字或 . _ -，并以字母或数字开头，例如 lijuan。"))


def written(unit):
    """Return a unit as ``UnitField`` shows and reads it: ``漆工镇 361126104000``."""
    return f"{unit.name} {unit.code}"


class UnitField(forms.CharField):
    """A field for a unit, typed by code, name or both. It must be ``scope`` (a unit) or below it."""

    def __init__(self, *, scope, on, **options):
        super().__init__(**options)
        self.scope = scope
        self.on = on

    def clean(self, value):
        text = super().clean(value)
        return find_unit(text, scope=self.scope, on=self.on) if text else None


def find_unit(text, *, scope, on):
    """Return the unit within ``scope``, in force on the day ``on``, with the code or name ``text``.

    Raises ``ValidationError`` when there is none, or several; the message then names them.
    """
    inside = Organization.objects.descendants_of(scope, include_self=True).in_force(on=on)
    if unit := inside.filter(code=text.split()[-1]).first():
        return unit
    named = list(inside.filter(name=text)[: CANDIDATES_SHOWN + 1])
    if len(named) == 1:
        return named[0]
    resolved = Organization.objects.resolve(text, within=scope, on=on)
    if resolved.unit and resolved.unit.is_in_force(on=on):
        return resolved.unit
    candidates = named or [unit for unit in resolved.candidates if unit.is_in_force(on=on)]
    raise ValidationError(_ambiguous(text, candidates) if candidates else _unknown(text))


def _ambiguous(text, candidates):
    index = Organization.objects.place_index()  # it has no departments
    units = [(index.full_name(unit.code) or unit.name, unit.code) for unit in candidates[:CANDIDATES_SHOWN]]
    labels = "、".join(f"{name} {code}" for name, code in units)
    return _t("“%(text)s”对应不止一个单位，请改填代码：%(shown)s。") % {"text": text, "shown": labels}


def _unknown(text):
    return _t("在您的管理范围内没有找到“%(text)s”，请填写单位全称或代码。") % {"text": text}


class AccountForm(forms.Form):
    """The fields of an account that a manager may set."""

    name = forms.CharField(label=_("姓名"), max_length=NAME_LENGTH)
    role = forms.ChoiceField(
        label=_("角色"),
        choices=User.Role,
        initial=User.Role.EDITOR,
        help_text=_("查看：只读；填报：填写并提交；管理：核实下级填报、分解任务、管理本单位及以下账号。"),
    )
    office = forms.CharField(label=_("部门科室"), max_length=OFFICE_LENGTH, required=False)
    work_phone = forms.CharField(label=_("工作电话"), max_length=30, required=False, validators=[validate_phone])
    email = forms.EmailField(label=_("工作邮箱"), required=False)

    field_order = ["username", "name", "organization", "role", "office", "work_phone", "email"]

    def __init__(self, *args, by, on, **options):
        super().__init__(*args, **options)
        self.fields["organization"] = UnitField(
            scope=by.organization,
            on=on,
            label=_("所属单位"),
            help_text=_("填写单位名称或代码；有重名时须填代码。部门也是单位。"),
            widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
        )
        self.order_fields(self.field_order)
        for field in self.fields.values():
            field.error_messages["required"] = _t("请填写%(label)s。") % {"label": field.label}
        inside = Organization.objects.visible_to(by).in_force(on=on).exclude(level=Organization.Level.VILLAGE)
        self.units = [written(unit) for unit in inside[:SUGGESTIONS]]


class NewAccountForm(AccountForm):
    username = forms.CharField(
        label=_("账号"),
        max_length=30,
        validators=[validate_username],
        help_text=_("登录用的名称，建议用姓名全拼，例如 lijuan。创建后不能修改。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean_username(self):
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("这个账号已经有人使用，请换一个，例如在后面加数字。"))
        return username


class ChangeAccountForm(AccountForm):
    """``seen`` is the fingerprint of the account when the form was opened; it detects changes by other people."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, user, **options):
        initial = {field: getattr(user, field) for field in ["name", "role", "office", "work_phone", "email"]}
        initial |= {"organization": written(user.organization), "seen": fingerprint(user)}
        super().__init__(*args, initial=initial, **options)


class ContactForm(forms.ModelForm):
    """The fields that users may change in their own account."""

    class Meta:
        model = User
        fields = ["work_phone", "email"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["work_phone"].validators.append(validate_phone)


class LoginForm(AuthenticationForm):
    """The login form. All failures have the same message, which does not tell whether the account exists."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("账号或密码不正确，请核对后重新输入。"),
        "inactive": _("账号或密码不正确，请核对后重新输入。"),
    }


class OwnPasswordForm(PasswordChangeForm):
    """The form with the old password and the new password, typed twice."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": _("当前密码不正确，请重新输入。"),
        "password_mismatch": _("两次输入的新密码不一致。"),
    }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["old_password"].label = _("当前密码")
        self.fields["new_password1"].label = _("新密码")
        self.fields["new_password2"].label = _("再次输入新密码")
        self.fields["new_password1"].help_text = _(
            "至少 10 个字符，须含大写字母、小写字母、数字、符号中的三类，不含账号，不与最近 5 次用过的相同。"
        )
        self.fields["new_password2"].help_text = ""


class UploadForm(forms.Form):
    """The form to upload a table of new accounts."""

    file = forms.FileField(label=_("账号表"), help_text=_("支持 .xlsx 和 .csv，最多 1000 行，不超过 5 MB。"))
