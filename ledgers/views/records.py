"""The catalogue of ledgers; the list of records, the page and form of one record, template and export."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from files.writing import FORMATS
from ledgers import accepted_doubts, actions, declarations, overview, record_page, workbooks
from ledgers.actions import rights
from ledgers.declarations import Tenure
from ledgers.forms import RecordForm, ReturnForm
from ledgers.ledger_pages import crumbs, ledger_or_404, visible_record
from ledgers.lists import DeletedRecords, RecordList
from ledgers.masking import seen_columns
from ledgers.models import Confirmation, ImportBatch, LedgerRecord, PendingChange
from ledgers.periods import label_of
from ledgers.record_list import TONES, above_of, cell, lines_of_head, with_codes
from ledgers.records import read_unit
from ledgers.references import links
from ledgers.resources import model_of
from ledgers.term_forms import EndTermForm
from organizations.models import Organization
from organizations.resolving import place_index
from pages import actions as list_settings
from pages.frame import chosen_year, return_address
from pages.numbers import whole
from years import shown_day


def require_may_enter(user, ledger):
    if not rights.may_enter(user, ledger):
        raise PermissionDenied


@login_required
@require_GET
def catalogue(request):
    """List all ledgers by area with their counts, and the latest imports."""
    year = chosen_year(request)
    counts, areas = overview.counts(request.user, year=year), {}
    for ledger in declarations.open_to(request.user):
        entry = {"ledger": ledger, **counts.get(ledger.key, {"total": 0, "waiting": 0})}
        areas.setdefault(str(ledger.area), []).append(entry)
    entries = [entry for area in areas.values() for entry in area]
    context = {
        "areas": areas,
        "may_import": rights.may_import(request.user),
        "total": sum(entry["total"] for entry in entries),
        "waiting": sum(entry["waiting"] for entry in entries),
        "batches": ImportBatch.objects.visible_to(request.user).select_related("uploaded_by", "organization")[:8],
        "batch_counts": ImportBatch.objects.visible_to(request.user).filter(state=ImportBatch.State.PREVIEWED).count(),
    }
    return render(request, "ledgers/catalogue.html", context)


@login_required
@require_GET
def records(request, key):
    ledger = ledger_or_404(request, key)
    record_list = RecordList(request, ledger)
    columns = record_list.shown_columns
    context = {
        "ledger": ledger,
        "year": record_list.year,
        "asked": record_list.asked,
        "rows": _rows(record_list, columns, request.user),
        "columns": columns,
        "columns_url": reverse("ledgers:list-columns", args=[ledger.key]),
        "all_columns": [(column, column in columns) for column in record_list.seen_columns],
        "counts": record_list.counts,
        "new_count": record_list.counts["entered"] - record_list.counts["pending"],
        "may_enter": rights.may_enter(request.user, ledger),
        "upload_url": reverse("ledgers:upload") if rights.may_enter(request.user, ledger) else "",
        "may_decide": rights.may_decide(request.user),
        "return_form": ReturnForm(),
        "recent": Confirmation.objects.of_user(request.user, ledger).open(now=timezone.now()).first(),
        "deleted_count": DeletedRecords(request, ledger).base.count(),
        "crumbs": [{"label": _("台账"), "url": reverse("ledgers:list")}, {"label": ledger.area}],
    }
    return render(request, "ledgers/records.html", record_list.context(**context))


def _rows(record_list, columns, user):
    on, query = record_list.on, record_list.asked.query
    is_register = record_list.ledger.tenure == Tenure.REGISTER
    index, addresses = place_index(Organization, on=on), links(list(record_list.page.object_list), user)
    return [
        {
            "record": record,
            "url": f"{record.get_absolute_url()}?{query}" if query else record.get_absolute_url(),
            "until": record.known_end(on=on) if is_register else None,
            "label": record.label_for(user),
            "place": above_of(index, record.organization.code, read_unit(user).code),
            "cells": [cell(column, record, user, links=addresses) for column in columns],
            "concerns": record_list.concerns_of(record) if record_list.concerns else None,
            "tone": TONES[record.state],
        }
        for record in record_list.page.object_list
    ]


@login_required
@require_POST
def choose_columns(request, key):
    """Keep the ticked columns for the user's own list, or return to the default ones."""
    ledger = ledger_or_404(request, key)
    record_list_url = reverse("ledgers:records", args=[ledger.key])
    names = [column.field for column in seen_columns(ledger, request.user)]
    chosen = [name for name in names if name in request.POST.getlist("column")]
    is_default = request.POST.get("do") == "default"
    if is_default or chosen:
        list_settings.choose_columns(by=request.user, path=record_list_url, columns=[] if is_default else chosen)
    else:
        messages.warning(request, _("请至少勾选一列。"))
    return redirect(return_address(request, record_list_url))


@login_required
@require_GET
def record(request, key, pk):
    """Show one record with its source and history; viewing unmasked persons is recorded.

    A past day in the address decides where the place stood, whether the record was in force, and how far the history
    goes. The values are the newest all the same, and the page says so.
    """
    ledger = ledger_or_404(request, key)
    record = visible_record(request, ledger, pk)
    day = shown_day.from_request(request, year=timezone.localdate().year)
    on = day.on if day.is_past else None
    change = PendingChange.objects.beside(record)
    record_page.note_view(record, change, by=request.user)
    context = {
        "ledger": ledger,
        "record": record,
        "asked": day,
        "term": record_page.term_on(record, on=on),
        "label": _label(record, request.user),
        "tone": TONES[record.state],
        "cells": _cells(ledger, record, request.user),
        "change": change,
        "accepted": [] if on else accepted_doubts.of_record(record),
        "lines": lines_of_head(record, request.user),
        "warnings": [] if on else (change.applied_to(record) if change else record).warnings,  # what to check now
        "changed": record_page.changed_lines(record, change, request.user) if change else [],
        "may_withdraw": change and rights.may_withdraw(request.user, record, change),
        "history": record_page.history(record, request.user, on=on),
        "place": record_page.full_place(record, on=on),
        "is_register": ledger.tenure == Tenure.REGISTER,
        "may_enter": rights.may_enter(request.user, ledger),
        "may_decide": rights.may_decide_on(request.user, record),
        "may_send_back": record.state == LedgerRecord.State.CONFIRMED
        and not change
        and rights.may_send_back(request.user, record),
        "return_form": ReturnForm(),
        "crumbs": crumbs(ledger, {"label": _label(record, request.user)}),
    }
    return render(request, "ledgers/record.html", context)


def _cells(ledger, record, user):
    addresses = links([record], user)
    columns = with_codes(ledger.stored_columns)
    return [cell(column, record, user, alone=True, links=addresses) for column in columns]


def _label(record, user):
    """Return the heading of a record, which names its person to all but departments."""
    return record.label_for(user) if user.organization.is_department else str(record)


@login_required
def add(request, key):
    """Enter one record by hand."""
    ledger = ledger_or_404(request, key)
    require_may_enter(request.user, ledger)
    form = RecordForm(request.POST or None, ledger=ledger, user=request.user, year=chosen_year(request))
    if form.is_valid():
        try:
            saved = actions.add_record(model_of(ledger), by=request.user, **_entered(form))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已保存，等待核实。"))
            return redirect(saved)
    context = {"ledger": ledger, "form": form, "crumbs": crumbs(ledger, {"label": _("新增")})}
    return render(request, "ledgers/record_form.html", context)


def _entered(form):
    data = form.cleaned_data
    day = timezone.localdate()
    return {"organization": data["organization"], "year": form.year, "values": form.values, "on": day}


@login_required
def edit(request, key, pk):
    """Change one record; after a change by somebody else, the form says so and keeps the typed values.

    The form of a record with a waiting or returned change starts from the new values.
    """
    ledger = ledger_or_404(request, key)
    record = visible_record(request, ledger, pk)
    require_may_enter(request.user, ledger)
    change = PendingChange.objects.beside(record)
    newest = change.applied_to(record) if change else record
    form = RecordForm(request.POST or None, ledger=ledger, user=request.user, record=newest)
    if form.is_valid():
        try:
            saved = actions.change_record(
                record, by=request.user, version=form.cleaned_data["version"], **_entered(form)
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _say_changed(request, saved)
            return redirect(saved)
    context = {
        "ledger": ledger,
        "form": form,
        "record": record,
        "change": change,
        "crumbs": crumbs(ledger, {"label": str(record), "url": record.get_absolute_url()}, {"label": _("修改")}),
    }
    return render(request, "ledgers/record_form.html", context)


def _say_changed(request, record):
    if record.state != LedgerRecord.State.CONFIRMED:
        messages.success(request, _("已保存，等待核实。"))
    elif PendingChange.objects.beside(record):
        messages.success(request, _("修改已提交，等待核实；核实前仍按现行值计入指标。"))
    else:
        messages.success(request, _("内容与现行值相同，没有待核实的修改。"))


@login_required
@require_POST
def withdraw(request, key, pk):
    """Withdraw the change that the user entered beside a confirmed record."""
    ledger = ledger_or_404(request, key)
    record = visible_record(request, ledger, pk)
    require_may_enter(request.user, ledger)
    try:
        actions.withdraw_change(record, by=request.user, version=whole(request.POST.get("version", "")) or 0)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已撤回修改，现行值不变。"))
    return redirect(record)


@login_required
def delete(request, key, pk):
    """Delete one record, after a confirmation."""
    ledger = ledger_or_404(request, key)
    record = visible_record(request, ledger, pk)
    require_may_enter(request.user, ledger)
    problems = []
    if request.method == "POST":
        try:
            actions.delete_record(record, by=request.user, version=whole(request.POST.get("version", "")) or 0)
        except ValidationError as error:
            problems = [{"text": message} for message in error.messages]
        else:
            messages.success(request, _("已删除“%(record)s”。30 天内可以在“最近删除”中恢复。") % {"record": record})
            return redirect("ledgers:records", ledger.key)
    context = {
        "ledger": ledger,
        "record": record,
        "problems": problems,
        "consequences": [
            _("从台账中删去这一行，指标随之变化。"),
            _("30 天内可以在“最近删除”中原样恢复。"),
        ],
        "hidden": [{"name": "version", "value": record.seen_version}],
        "crumbs": crumbs(ledger, {"label": _("删除")}),
    }
    return render(request, "ledgers/record_delete.html", context)


@login_required
def end_term(request, key, pk):
    """Enter that a row of a register leaves it, on a day and for a reason."""
    ledger = ledger_or_404(request, key)
    record = visible_record(request, ledger, pk)
    require_may_enter(request.user, ledger)
    if ledger.tenure != Tenure.REGISTER:
        raise Http404
    form = EndTermForm(request.POST or None, initial={"version": record.version})
    if form.is_valid():
        try:
            actions.end_term(record, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已登记离任（撤销），等待核实。"))
            return redirect(record)
    context = {
        "ledger": ledger,
        "record": record,
        "form": form,
        "consequences": [
            _("从次日起，这条记录不再算作在册（在任）；此前各日的名单和数字不变。"),
            _("记录和历史都保留；登记有误的，可以在记录的页面撤回。"),
        ],
        "crumbs": crumbs(
            ledger, {"label": str(record), "url": record.get_absolute_url()}, {"label": _("登记离任（撤销）")}
        ),
    }
    return render(request, "ledgers/record_end.html", context)


@login_required
@require_POST
def resume_term(request, key, pk):
    """Take back that a row of a register has left it."""
    ledger = ledger_or_404(request, key)
    record = visible_record(request, ledger, pk)
    require_may_enter(request.user, ledger)
    try:
        actions.resume_term(record, by=request.user, version=whole(request.POST.get("version", "")) or 0)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已撤回离任（撤销）登记，等待核实。"))
    return redirect(record)


@login_required
@require_GET
def deleted(request, key):
    """List the records that were deleted in the last 30 days and can be restored."""
    ledger = ledger_or_404(request, key)
    deleted_records = DeletedRecords(request, ledger)
    context = {
        "ledger": ledger,
        "rows": [
            {"deleted": deleted_record, "label": deleted_record.record.label_for(request.user)}
            for deleted_record in deleted_records.page.object_list
        ],
        "may_enter": rights.may_enter(request.user, ledger),
        "crumbs": crumbs(ledger, {"label": _("最近删除")}),
    }
    return render(request, "ledgers/deleted.html", deleted_records.context(**context))


@login_required
@require_POST
def bring_back(request, key, pk):
    """Restore one deleted record."""
    ledger = ledger_or_404(request, key)
    deleted = get_object_or_404(DeletedRecords(request, ledger).base, pk=pk)
    require_may_enter(request.user, ledger)
    try:
        record = actions.bring_back_record(deleted, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("ledgers:deleted", ledger.key)
    messages.success(request, _("已恢复，内容和删除前一样。"))
    return redirect(record)


@login_required
@require_GET
def template(request, key):
    """Download the blank workbook; departments, which fill nothing, are refused."""
    ledger = ledger_or_404(request, key)
    if request.user.organization.is_department:
        raise PermissionDenied
    year = chosen_year(request)
    name = get_valid_filename(_("%(year)d年%(title)s（模板）") % {"year": year, "title": ledger.title})
    file = workbooks.template(ledger, request.user, year)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=FORMATS["xlsx"])


@login_required
@require_GET
def export(request, key):
    """Export the filtered list in the columns of the template; importing it again changes nothing."""
    ledger = ledger_or_404(request, key)
    record_list = RecordList(request, ledger)
    if record_list.day.problem:
        return redirect(record_list.back_url)
    on = record_list.asked.on if record_list.asked.is_past else None
    return record_list.export(_export_title(ledger, record_list, request.user), on=on)


def _export_title(ledger, record_list, user):
    """Return the title of an export with unit and year, month or quarter, which an import reads again."""
    period = label_of(record_list.period) if record_list.period else _("%(year)d年") % {"year": record_list.year}
    return _("%(unit)s%(period)s%(title)s") % {"unit": user.organization.name, "period": period, "title": ledger.title}
