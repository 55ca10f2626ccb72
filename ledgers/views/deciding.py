"""Confirm and return records of a ledger; look before many are confirmed, and take a confirmation back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledgers import actions
from ledgers.actions import rights
from ledgers.ledger_pages import crumbs, ledger_or_404, visible_record
from ledgers.models import Confirmation
from ledgers.record_list import above_of, cell, list_columns
from ledgers.records import read_unit
from ledgers.resources import model_of
from organizations.models import Organization
from organizations.resolving import place_index
from pages.frame import return_address
from pages.numbers import whole, wholes

LISTED = 200  # rows that the page names; the others are counted


@login_required
@require_POST
def decide(request, key):
    """Confirm or return the ticked records that the user may decide on.

    Before several are confirmed a page shows them; its form and that of a single record say ``sure``.
    """
    ledger = ledger_or_404(request, key)
    if not rights.may_decide(request.user):
        raise PermissionDenied
    back = return_address(request, reverse("ledgers:records", args=[ledger.key]))
    ticked = wholes(request.POST.getlist("pk"))
    if not ticked:
        messages.warning(request, _("请先勾选要处理的行。"))
        return redirect(back)
    records = model_of(ledger).objects.filter(pk__in=ticked)
    is_return = request.POST.get("decision") == "return"
    if not is_return and "sure" not in request.POST:
        return _look_first(request, ledger, records, back)
    try:
        if is_return:
            count = actions.return_records(records, by=request.user, reason=request.POST.get("reason", ""))
            message = _("已退回 %(count)d 行。")
        else:
            count = actions.confirm_records(records, by=request.user)
            message = _("已核实 %(count)d 行。")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _say_decided(request, message, count, len(ticked))
    return redirect(back)


def _say_decided(request, message, count, ticked):
    if count == ticked:
        messages.success(request, message % {"count": count})
    else:
        rest_message = _("其余 %(others)d 行不是待核实状态，或由您本人填报，不能由您核实。") % {
            "others": ticked - count
        }
        messages.warning(request, message % {"count": count} + rest_message)


def _look_first(request, ledger, records, back):
    """Show what would be confirmed, and which of the ticked rows not."""
    visible = records.visible_to(request.user)
    confirmable = visible.confirmable_by(request.user).select_related("organization").with_pending().order_by("pk")
    others = visible.exclude(pk__in=confirmable.values("pk")).select_related("organization").order_by("pk")
    columns, index, shown = list_columns(ledger, request.user), place_index(Organization), list(confirmable[:LISTED])
    count, excluded = confirmable.count(), others.count()
    own = read_unit(request.user).code
    context = {
        "ledger": ledger,
        "count": count,
        "excluded": excluded,
        "columns": columns,
        "rows": [
            {
                "record": record,
                "place": above_of(index, record.organization.code, own),
                "cells": [cell(column, record, request.user) for column in columns],
            }
            for record in shown
        ],
        "left_out": count - len(shown),
        "others": [
            {"label": record.label_for(request.user), "url": record.get_absolute_url()} for record in others[:20]
        ],
        "others_left_out": max(excluded - 20, 0),
        "back": back,
        "hidden": [
            {"name": "decision", "value": "confirm"},
            {"name": "sure", "value": "1"},
            {"name": "back", "value": back},
            *({"name": "pk", "value": pk} for pk in confirmable.values_list("pk", flat=True)),
        ],
        "consequences": [
            _("核实的行计入指标；其中对已核实记录的修改生效，替换原来的内容。"),
            _("每一行都记入历史。新核实的行，24 小时内可以整批撤回核实；以后发现有误的，可以在记录的页面退回。"),
        ],
        "crumbs": crumbs(ledger, {"label": _("核实")}),
    }
    return render(request, "ledgers/records_confirm.html", context)


@login_required
def confirmed(request, key):
    """List what the user has confirmed in the last day, to be taken back; take one confirmation back by POST."""
    ledger = ledger_or_404(request, key)
    if not rights.may_decide(request.user):
        raise PermissionDenied
    confirmations = Confirmation.objects.of_user(request.user, ledger).open(now=timezone.now())
    if request.method == "POST":
        chosen = get_object_or_404(
            Confirmation.objects.of_user(request.user, ledger), pk=whole(request.POST.get("confirmation", "")) or 0
        )
        _take_back(request, chosen)
        return redirect("ledgers:confirmed", ledger.key)
    context = {
        "ledger": ledger,
        "confirmations": confirmations,
        "crumbs": crumbs(ledger, {"label": _("最近核实")}),
    }
    return render(request, "ledgers/confirmed.html", context)


def _take_back(request, confirmation):
    try:
        count, kept = actions.take_back(confirmation, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    message = _("已撤回核实 %(count)d 行，这些行重新待核实。") % {"count": count}
    if kept:
        message += _("另有 %(kept)d 行核实后又有改动，保持已核实。") % {"kept": kept}
    messages.success(request, message)


@login_required
@require_POST
def send_back(request, key, pk):
    """Send a record that was confirmed wrongly back to who entered it."""
    ledger = ledger_or_404(request, key)
    record = visible_record(request, ledger, pk)
    version, reason = whole(request.POST.get("version", "")) or 0, request.POST.get("reason", "")
    try:
        actions.send_back(record, by=request.user, version=version, reason=reason)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已退回，等待填报人修改；改好并核实前不计入指标。"))
    return redirect(record)
