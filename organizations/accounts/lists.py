"""The list of accounts in a manager's subtree."""

from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from files.writing import Column
from organizations.accounts import phones
from organizations.models import User
from pages.filters import ChoiceFilter, TextFilter
from pages.list_page import ListPage

UNITS_MATCHED = 50
STATES = {
    "active": Q(is_active=True),
    "disabled": Q(is_active=False),
    "new": Q(is_active=True, last_login=None),
}


class AccountList(ListPage):
    url_name, export_url_name = "accounts", "accounts_export"
    nothing_found = _("没有符合条件的账号")
    saves_filters = True
    q = TextFilter(_("姓名或账号"))
    unit = TextFilter(_("单位"), placeholder=_("单位名称、代码或拼音首字母"))
    role = ChoiceFilter(_("角色"), User.Role.choices, every=_("全部角色"))
    state = ChoiceFilter(
        _("状态"),
        [("active", _("使用中")), ("disabled", _("已停用")), ("new", _("未首次登录"))],
        every=_("全部状态"),
    )
    sizes = (50, 100)
    sorts = {
        "name": ["name"],
        "username": ["username"],
        "unit": ["organization__path", "name"],
        "role": ["role", "organization__path"],
        "login": ["last_login"],
    }
    columns = (
        Column(_("姓名"), width=12),
        Column(_("账号"), width=18),
        Column(_("上级单位"), width=18),
        Column(_("单位"), width=24),
        Column(_("部门科室"), width=16),
        Column(_("角色"), width=8),
        Column(_("工作电话"), width=16),
        Column(_("状态"), width=10),
        Column(_("最近登录"), "datetime", 17),
    )

    def all_rows(self):
        return User.objects.visible_to(self.user).select_related("organization__parent")

    def filter_q(self, accounts, text):
        return accounts.search(text)

    def filter_unit(self, accounts, text):
        """Accounts of the units that match the text and of all units below them; none when no unit matches."""
        inside = Q(pk__in=[])
        for path in self.user.units_matching(text).values_list("path", flat=True)[:UNITS_MATCHED]:
            inside |= below_q(path, field="organization__path")
        return accounts.filter(inside)

    def filter_state(self, accounts, state):
        return accounts.filter(STATES[state])

    def exported(self, account):
        unit, phone = account.organization, account.work_phone
        return [
            account.name,
            account.username,
            unit.parent.name if unit.parent else "",
            unit.name,
            account.office,
            account.get_role_display(),
            phone if unit.pk == self.user.organization_id else phones.masked(phone),
            self.state_of(account),
            account.last_login,
        ]

    @staticmethod
    def state_of(account):
        if not account.is_active:
            return _t("已停用")
        return _t("待首次登录") if account.last_login is None else _t("使用中")
