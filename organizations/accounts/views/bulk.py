"""The pages 批量创建账号: upload a table, check the preview, create all accounts or none."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from files.errors import FileError
from files.writing import Column, table_response
from organizations.accounts import actions, bulk, rights, slips
from organizations.accounts.forms import UploadForm

UPLOAD_LIMIT = 5 * 1024 * 1024
SALT = "organizations.accounts.bulk"
PREVIEW_LIFE = timedelta(hours=2)
SLIP_COLUMNS = [
    Column(gettext_lazy("单位"), width=24),
    Column(gettext_lazy("姓名"), width=12),
    Column(gettext_lazy("角色"), width=8),
    Column(gettext_lazy("账号"), width=18),
    Column(gettext_lazy("一次性密码"), width=20),
]


@login_required
def upload(request):
    """Read an uploaded table and show the preview; nothing is stored."""
    rights.check_may_manage_accounts(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            table = bulk.read(_of_fair_size(form.cleaned_data["file"]))
            sheet = bulk.check(table, by=request.user, on=timezone.localdate())
        except FileError as error:
            form.add_error("file", str(error))
        else:
            return _preview(request, table, sheet)
    return render(request, "accounts/bulk.html", {"form": form, "headers": bulk.HEADERS})


@require_POST
@login_required
def create(request):
    """Create the accounts of the preview. The table is checked again: the database may have changed."""
    rights.check_may_manage_accounts(request.user)
    try:
        table = _unsigned(request)
        sheet = bulk.check(table, by=request.user, on=timezone.localdate())
    except (signing.BadSignature, FileError):
        messages.error(request, _("预览已过期，请重新上传文件。"))
        return redirect("accounts_bulk")
    if sheet.problems:
        return _preview(request, table, sheet)
    try:
        pairs = actions.create_accounts(sheet.rows, by=request.user)
    except ValidationError:
        return _preview(request, table, bulk.check(table, by=request.user, on=timezone.localdate()))
    slips.keep_many(request.session, [_slip(user, password) for user, password in pairs])
    return redirect("accounts_bulk_done")


@never_cache
@login_required
def done(request):
    rights.check_may_manage_accounts(request.user)
    return render(request, "accounts/bulk_done.html", {"total": slips.count_many(request.session)})


@never_cache
@require_POST
@login_required
def take_slips(request):
    """Download the result sheet with the one-time passwords; this works only once."""
    rights.check_may_manage_accounts(request.user)
    rows = slips.take_many(request.session)
    if not rows:
        messages.info(request, _("结果表只能下载一次。如未保存，请逐个重置密码。"))
        return redirect("accounts")
    title = _("新建账号及一次性密码")
    note = _("一次性密码仅供首次登录，登录后须立即修改。请分别交给本人，用后销毁本表。")
    return table_response(name=title, title=title, columns=SLIP_COLUMNS, rows=rows, note=note)


@login_required
def template(request):
    """Download an empty table with the header."""
    rights.check_may_manage_accounts(request.user)
    columns = [Column(header, width=18) for header in bulk.HEADERS]
    title = _("批量创建账号模板")
    note = _("单位代码和单位名称填一项即可；角色填查看、填报或管理；账号留空由系统按姓名拼音生成。")
    return table_response(name=title, title=title, columns=columns, rows=[], note=note)


def _of_fair_size(file):
    if file.size > UPLOAD_LIMIT:
        raise FileError("too_large", _("文件超过 5 MB，请只保留要创建的账号，另存后再上传。"))
    return file


def _preview(request, table, sheet):
    context = {"sheet": sheet, "signed": "" if sheet.problems else _signed(request, table)}
    return render(request, "accounts/bulk_preview.html", context)


def _signed(request, table):
    """Return the signed table for a hidden field. Nothing is stored on the server, and two tabs do not interfere."""
    return signing.dumps({"by": request.user.pk, "table": table}, salt=SALT, compress=True)


def _unsigned(request):
    sent = signing.loads(request.POST.get("table", ""), salt=SALT, max_age=PREVIEW_LIFE)
    if sent["by"] != request.user.pk:
        raise signing.BadSignature
    return sent["table"]


def _slip(user, password):
    return [user.organization.name, user.name, user.get_role_display(), user.username, password]
