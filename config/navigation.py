"""Context processor for the frame of every page: navigation, year, account menu, demonstration banner."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from dashboards.demonstration import people
from dashboards.districts import UNITS_BELOW
from guide.chapters import help_url
from notices import todo
from organizations.models import Contact, Organization
from pages import frame as hooks

NAVIGATION = (
    ("overview", _("总览")),
    ("tasks:list", _("重点任务")),
    ("supervision:list", _("督办")),
    ("districts", ""),  # named after the units below the user's unit
    ("indicators:own", _("指标")),
    ("ledgers:list", _("台账")),
    ("documents:list", _("公文")),
    (hooks.INBOX, _("待办")),
    ("organizations", _("组织机构")),
)
ALSO_BELOW = {  # more address prefixes of an entry
    "overview": ("/areas/",),
    "districts": ("/places/",),
    "ledgers:list": ("/workflows/",),
}


class AccountEntry(NamedTuple):
    """A line of the account menu. One with ``manages`` is shown to managers only (``User.can_manage``)."""

    name: str
    label: str
    manages: bool = False


ACCOUNT_MENU = (
    AccountEntry("account", _("我的账号")),
    AccountEntry("schedule:month", _("日历")),
    AccountEntry("years:chosen", _("年度设置")),
    AccountEntry("accounts", _("账号管理"), manages=True),
    AccountEntry("audit:history", _("历史记录"), manages=True),
    AccountEntry("contact", _("平台联系人")),
)


def frame(request):
    """Return the context. Values that need a query are lazy: a page that does not show them makes no query."""
    user = getattr(request, "user", None)
    context = {"demonstration": SimpleLazyObject(lambda: _is_demonstration(user))}
    if user is None or not user.is_authenticated:
        return context | {
            "demonstration_accounts": SimpleLazyObject(_demonstration_accounts),
            "contacts": SimpleLazyObject(lambda: list(Contact.objects.select_related("organization"))),
        }
    return context | {
        "navigation": _navigation(request),
        "account_menu": _account_menu(user),
        "help_url": SimpleLazyObject(lambda: help_url(request.resolver_match)),
        "years": SimpleLazyObject(hooks.years),
        "year": SimpleLazyObject(lambda: hooks.chosen_year(request)),
    }


def _is_demonstration(user):
    """Whether the user's organization tree holds invented data; without a user, whether any tree does."""
    if hasattr(user, "sees_demonstration"):
        return user.sees_demonstration
    marked = Organization.objects.roots().filter(is_demonstration=True)
    if user is not None and user.is_authenticated:
        marked = marked.filter(path=user.organization.root_path)
    return marked.exists()


def _demonstration_accounts():
    """Return the public accounts of the demonstration, which the login page lists."""
    return [
        {"username": username, "password": password, "label": purpose}
        for username, password, purpose in people.accounts_here()
    ]


def _navigation(request):
    unit = request.user.organization
    below = "" if unit.is_department else UNITS_BELOW.get(unit.level, "")
    entries = [
        {"name": name, "label": label or below, "url": reverse(name)} for name, label in NAVIGATION if label or below
    ]
    current = _current(entries, request)
    for entry in entries:
        entry["current"] = entry["name"] == current
        if entry["name"] == hooks.INBOX:
            entry["badge"] = SimpleLazyObject(lambda: todo.badge(request.user))
    return entries


def _current(entries, request):
    """Return the name of the entry to mark: the one set by the view, else the longest prefix of the path, else None."""
    if name := getattr(request, "navigation_entry", None):
        return name
    nearest = max(entries, key=lambda entry: _prefix_length(entry, request.path), default=None)
    return nearest["name"] if nearest and _prefix_length(nearest, request.path) else None


def _prefix_length(entry, path):
    """Return the length of the longest address of ``entry`` with which ``path`` begins; 0 if there is none."""
    addresses = (entry["url"], *ALSO_BELOW.get(entry["name"], ()))
    return max(len(address) if path.startswith(address) else 0 for address in addresses)


def _account_menu(user):
    allowed = [entry for entry in ACCOUNT_MENU if user.can_manage or not entry.manages]
    return [{"label": entry.label, "url": reverse(entry.name)} for entry in allowed]
