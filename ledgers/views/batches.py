"""The pages of an import: upload, preview, confirm, undo, discard, and downloads of the file."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from audit import actions as audit
from files.errors import FileError
from ledgers import actions, full_list, marked_workbook
from ledgers.actions import rights
from ledgers.batch_pages import act, column_lines, confirmable_rows, crumbs, steps, visible_batch, workable_batch
from ledgers.declarations import Tenure
from ledgers.forms import TypeForm, UploadForm
from ledgers.lists import BatchList, StagedRows
from ledgers.masking import hidden_fields, in_clear
from ledgers.models import ImportBatch
from ledgers.outcomes import ALIKE
from ledgers.preview_page import Preview, doubtful_counts
from ledgers.reading import reasons
from ledgers.resources import model_of
from ledgers.term_forms import FullListForm

State = ImportBatch.State
TONES = {
    State.UPLOADED: "wait", State.PREVIEWED: "warn", State.STORING: "wait",
    State.STORED: "done", State.REFUSED: "late", State.DISCARDED: "idle", State.UNDOING: "wait", State.UNDONE: "idle",
}  # fmt: skip
LABELS = {
    State.UPLOADED: gettext_lazy("正在读取和核对表格…"),
    State.STORING: gettext_lazy("正在写入…"),
    State.UNDOING: gettext_lazy("正在撤销…"),
}


@login_required
@require_GET
def batches(request):
    batch_list = BatchList(request)
    context = {
        "rows": [{"batch": batch, "tone": TONES[batch.state]} for batch in batch_list.page.object_list],
        "may_import": rights.may_import(request.user),
        "crumbs": [{"label": _("台账"), "url": reverse("ledgers:list")}, {"label": _("导入记录")}],
    }
    return render(request, "ledgers/batches.html", batch_list.context(**context))


@login_required
@require_GET
def export(request):
    return BatchList(request).export(_("导入记录"))


@login_required
def upload(request):
    """Upload one or several files; each becomes a batch."""
    if not rights.may_import(request.user):
        raise PermissionDenied
    initial = {"key": request.GET.get("key", "auto")}
    form = UploadForm(request.POST or None, request.FILES or None, initial=initial, user=request.user)
    if request.method == "POST" and form.is_valid() and (fit := _fitting(request, form)):
        opened = [_open(request.user, file, form.cleaned_data) for file in fit]
        if len(opened) == 1:
            return redirect(opened[0])
        messages.success(request, _("已收到 %(count)d 个文件，正在逐个读取。") % {"count": len(opened)})
        return redirect(reverse("ledgers:batches") + "?mine=1")
    context = {"form": form, "steps": steps(1), "crumbs": crumbs(), "limits": settings.LEDGER_LIMITS}
    return render(request, "ledgers/upload.html", context)


def _fitting(request, form):
    """Return the files that are neither empty nor too large.

    The other files are named in messages, or in errors of the form if no file is left.
    """
    files = form.cleaned_data["files"]
    refused = {file: message for file in files if (message := _unfit(file))}
    fit = [file for file in files if file not in refused]
    for message in refused.values():
        if fit:
            messages.error(request, message)
        else:
            form.add_error("files", message)
    return fit


def _unfit(file):
    limit = settings.LEDGER_LIMITS["file_bytes"]
    if not file.size:
        return _("“%(name)s”是空文件，请打开核对并保存后再上传。") % {"name": file.name}
    if file.size > limit:
        message = _("“%(name)s”超过 %(limit)d MB，请删除图片或分成几个文件上传。")
        return message % {"name": file.name, "limit": limit // 2**20}
    return ""


def _open(user, file, cleaned_data):
    return actions.upload(
        data=file.read(),
        file_name=file.name,
        by=user,
        asked_key=cleaned_data["key"] or "auto",
        year=cleaned_data["year"],
    )


@login_required
@require_GET
def batch(request, pk):
    """Show one import."""
    return batch_page(request, visible_batch(request, pk))


def refused_page(request, pk):
    """Show the batch after a refused action, with status 409; the reason is in the messages."""
    return batch_page(request, visible_batch(request, pk), status=409)


def batch_page(request, batch, *, status=200):
    """Show the page of a batch according to its state: progress, preview, refusal or result."""
    may_work = rights.may_work_on(request.user, batch)
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "tone": TONES[batch.state],
        "may_work": may_work,
        "columns_url": reverse("ledgers:batch-columns", args=[batch.pk]) if may_work else "",
        "may_download": rights.may_download(request.user, batch),
        "may_import": rights.may_import(request.user),
        "crumbs": crumbs({"label": batch.file_name}, ledger=batch.ledger),
    }
    if batch.is_working:
        return render(
            request,
            "ledgers/batch_working.html",
            context | {"steps": steps(2 if batch.state == State.UPLOADED else 3), "label": LABELS[batch.state]},
            status=status,
        )
    if batch.state == State.PREVIEWED:
        context |= _preview(request, batch) | _full_list(batch, request.user)
        return render(request, "ledgers/batch_preview.html", context, status=status)
    if batch.state == State.REFUSED:
        return render(
            request,
            "ledgers/batch_refused.html",
            context | {"form": _type_form(batch, request.user), "steps": steps(2)},
            status=status,
        )
    return render(request, "ledgers/batch_result.html", context | _result(batch, request.user), status=status)


def _preview(request, batch):
    staged_rows = StagedRows(request, batch)
    sheets = [facts for facts in batch.summary["sheets"] if not facts["skipped"]]
    columns = column_lines(batch)
    return staged_rows.context() | {
        "preview": Preview(batch, request.user, staged_rows.page.object_list),
        "type_form": _type_form(batch, request.user),
        "sheets": sheets,
        "skipped": [facts for facts in batch.summary["sheets"] if facts["skipped"]],
        "columns": columns,
        "asked_year": batch.year_in_question,
        "alike": staged_rows.base.counts[ALIKE],
        "doubtful": doubtful_counts(batch),
        "accepted": len({(doubt["sheet"], doubt["row"]) for doubt in batch.accepted}),
        "warnings": _warnings(batch, sheets, request.user),
        "steps": steps(3, unmatched=len(columns["unknown"])),
    }


def _full_list(batch, user):
    """Return what the preview of a register says about the full list: a form, or how many records are missing in it."""
    if batch.ledger.tenure != Tenure.REGISTER:
        return {}
    return {
        "full_list_form": FullListForm(user=user, proposed=full_list.proposed_place(batch)),
        "missing": len(full_list.missing_records(batch)) if batch.covers else 0,
    }


def _warnings(batch, sheets, user):
    """Return the first fifty warnings of the file and its sheets, and how many there are.

    Warnings about phone numbers and hidden columns quote them, so only the own unit sees these.
    """
    text = _("第 %(rows)s 行的内容几乎相同，请核对是否照抄。")
    copy_warnings = [
        {"message": text % {"rows": "、".join(map(str, rows))}} for facts in sheets for rows in facts["similar"]
    ]
    warnings = [
        *copy_warnings,
        *batch.summary["warnings"],
        *(warning for facts in sheets for warning in facts["warnings"]),
    ]
    hidden = hidden_fields(batch.ledger, user, batch.organization.path)
    warnings = [warning for warning in warnings if warning.get("field") not in hidden]
    if not in_clear(user, batch.organization):
        warnings = [warning for warning in warnings if warning.get("reason") != reasons.STRANGE_PHONE]
    total = len(copy_warnings) + len(batch.summary["warnings"]) + sum(facts["warning_count"] for facts in sheets)
    return {"listed": warnings[:50], "total": total}


def _type_form(batch, user):
    initial = {"key": batch.ledger_key, "year": batch.year, "money_unit": batch.money_unit}
    return TypeForm(initial=initial, user=user)


def _result(batch, user):
    now = timezone.now()
    model = model_of(batch.ledger) if batch.ledger else None
    years = {facts["context"]["year"] for facts in batch.summary.get("sheets", []) if not facts["skipped"]}
    return {
        "steps": steps(5),
        "may_undo": batch.may_be_undone(now=now),
        "records": model.objects.filter(import_batch=batch).count() if model else 0,
        "year": next(iter(years), None),
        "undo": batch.summary.get("undo"),
        "may_mark": batch.held_count and batch.chunks.exists(),
        "rest": batch.followed_by.order_by("-pk").first() if batch.held_count else None,
        "kept": _kept(batch, model, user),
        "confirmable": _confirmable(batch, user),
        "confirmed": _confirmed(batch, user),
    }


def _confirmable(batch, user):
    """Return how many rows of a stored batch ``user`` may confirm."""
    if batch.state != State.STORED or not rights.may_decide(user):
        return 0
    return confirmable_rows(batch, user).count()


def _confirmed(batch, user):
    """Return how many rows of a stored batch are confirmed already, for those who may confirm."""
    if batch.state != State.STORED or not rights.may_decide(user):
        return 0
    rows = model_of(batch.ledger).objects.visible_to(user)
    return rows.filter(import_batch=batch).confirmed().count()


def _kept(batch, model, user):
    """Return a label and address for each record that an undo left unchanged; None for records deleted since."""
    lines = batch.summary.get("undo", {}).get("kept", [])
    queryset = model.objects.visible_to(user).select_related("organization") if lines else None
    records = queryset.in_bulk([line["pk"] for line in lines if line["pk"]]) if lines else {}
    labels = {pk: {"label": record.label_for(user), "url": record.get_absolute_url()} for pk, record in records.items()}
    return [labels.get(line["pk"]) for line in lines]


@login_required
@require_GET
def status(request, pk):
    """Return the progress as JSON for the script of the waiting page."""
    batch = visible_batch(request, pk)
    is_done = not batch.is_working
    label = LABELS.get(batch.state, batch.get_state_display())
    return JsonResponse(
        {"percent": batch.progress, "label": str(label), "done": is_done, "url": batch.get_absolute_url()}
    )


@login_required
@require_GET
def original(request, pk):
    """Download the uploaded file."""
    batch = visible_batch(request, pk)
    if not rights.may_download(request.user, batch):
        raise PermissionDenied
    audit.record("ledger.batch.downloaded", target=batch, by=request.user, note=batch.file_name)
    return _attachment(batch.file.open("rb"), batch.kept_name)


def _attachment(file, name):
    """Return a response that browsers download and never open, for any type of file."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_GET
def marked(request, pk):
    """Download the workbook with the problems marked, to correct it and upload it again."""
    batch = visible_batch(request, pk)
    if not rights.may_download(request.user, batch):
        raise PermissionDenied
    if not batch.held_count or not batch.chunks.exists():
        raise Http404
    try:
        content, name = marked_workbook.marked_workbook(batch)
    except FileError as error:
        messages.error(request, error.message)
        return redirect(batch)
    audit.record("ledger.batch.downloaded", target=batch, by=request.user, note=name)
    return _attachment(content, name)


@login_required
@require_POST
def confirm(request, pk):
    """Confirm an import: store the good rows, or all rows or none."""
    batch = workable_batch(request, pk)
    if not act(request, actions.confirm, batch, mode=request.POST.get("mode", "")):
        return refused_page(request, pk)
    return redirect(batch)


@login_required
def undo(request, pk):
    """Undo a stored batch, after a confirmation."""
    batch = workable_batch(request, pk)
    if request.method == "POST":
        if not act(request, actions.request_undo, batch, now=timezone.now()):
            return refused_page(request, pk)
        return redirect(batch)
    if not batch.may_be_undone(now=timezone.now()):
        return redirect(batch)
    context = {
        "batch": batch,
        "ledger": batch.ledger,
        "consequences": [
            _("删去这次新增的 %(count)s 行。") % {"count": f"{batch.new_count:,}"},
            _("把这次更新的 %(count)s 行恢复为原来的内容，其中待核实的修改一并撤回。")
            % {"count": f"{batch.changed_count:,}"},
            *_ended_sentences(batch),
            _("导入后又被修改或核实过的行保持不变，并逐行列出。"),
        ],
        "crumbs": crumbs({"label": _("撤销")}, ledger=batch.ledger),
    }
    return render(request, "ledgers/batch_undo.html", context)


def _ended_sentences(batch):
    ended = batch.summary.get("ended", 0)
    return [_("这次登记离任（撤销）的 %(count)d 行恢复为在册。") % {"count": ended}] if ended else []


@login_required
@require_POST
def discard(request, pk):
    """Discard an import that is not stored yet."""
    batch = workable_batch(request, pk)
    if not act(request, actions.discard, batch):
        return refused_page(request, pk)
    messages.success(request, _("已放弃导入“%(name)s”，没有写入任何数据。") % {"name": batch.file_name})
    return redirect("ledgers:batches")
