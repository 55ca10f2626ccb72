"""The pages 账号管理, on which managers manage the accounts of their subtree."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from audit.actions import record_personal_view
from organizations.accounts import actions, rights, slips
from organizations.accounts.forms import ChangeAccountForm, NewAccountForm
from organizations.accounts.lists import AccountList
from organizations.models import User

CONSEQUENCES = [
    gettext_lazy("正在使用的登录立即失效，不能再登录。"),
    gettext_lazy("工作电话从系统中删除，重新启用后须另行填写。"),
    gettext_lazy("已填写的内容和历史记录保留。"),
]


@login_required
def accounts(request):
    rights.check_may_manage_accounts(request.user)
    listed = AccountList(request)
    rows = [_row(account, request.user) for account in listed.page]
    return render(request, "accounts/list.html", listed.context(rows=rows))


@login_required
def accounts_export(request):
    rights.check_may_manage_accounts(request.user)
    return AccountList(request).export(_("账号名单"))


@login_required
def account_create(request):
    rights.check_may_manage_accounts(request.user)
    form = NewAccountForm(request.POST or None, by=request.user, on=timezone.localdate())
    if form.is_valid():
        try:
            user, password = actions.create_account(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("username", error)
        else:
            return _show_slip(request, user, password)
    return render(request, "accounts/create.html", {"form": form})


@login_required
def account_edit(request, pk):
    user = _manageable(request.user, pk)
    form = ChangeAccountForm(request.POST or None, user=user, by=request.user, on=timezone.localdate())
    if form.is_valid():
        try:
            changed = actions.change_account(user, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("账号已修改。") if changed else _("内容没有变化。"))
            return redirect("accounts")
    if request.method == "GET":
        record_personal_view(user, by=request.user, what=_("账号资料"))
    return render(request, "accounts/edit.html", {"form": form, "account": user})


@login_required
def account_disable(request, pk):
    user = _manageable(request.user, pk)
    if request.method != "POST":
        return render(request, "accounts/disable.html", {"account": user, "consequences": CONSEQUENCES})
    try:
        actions.disable(user, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("账号已停用，正在使用的登录已失效。"))
    return redirect("account_edit", pk)


@require_POST
@login_required
def account_enable(request, pk):
    return _with_new_password(request, pk, actions.enable)


@require_POST
@login_required
def account_reset(request, pk):
    return _with_new_password(request, pk, actions.reset_password)


@never_cache
@login_required
def account_slip(request, pk):
    """Show the new one-time password once; it is deleted then."""
    user = _manageable(request.user, pk)
    password = slips.take_one(request.session, user)
    if password is None:
        messages.info(request, _("一次性密码只显示一次。如未记下，请重置密码。"))
        return redirect("account_edit", pk)
    return render(request, "accounts/slip.html", {"account": user, "password": password})


def _manageable(manager, pk):
    """Return an account in the subtree of ``manager``: 404 outside it, 403 when ``manager`` may not change it."""
    user = get_object_or_404(User.objects.visible_to(manager).select_related("organization__parent"), pk=pk)
    rights.check_may_manage_account(manager, user)
    return user


def _row(account, manager):
    own_unit = account.organization_id == manager.organization_id
    return {"account": account, "manageable": rights.may_manage_account(manager, account), "own_unit": own_unit}


def _with_new_password(request, pk, action):
    user = _manageable(request.user, pk)
    try:
        password = action(user, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("account_edit", pk)
    return _show_slip(request, user, password)


def _show_slip(request, user, password):
    slips.keep_one(request.session, user, password)
    return redirect("account_slip", user.pk)
