"""What the pages of one ledger share: the ledger and the record of an address, and breadcrumbs."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ledgers import declarations
from ledgers.resources import model_of


def ledger_or_404(request, key):
    """Return the ledger of ``key``; raise ``Http404`` if it is not open to the user."""
    ledger = next((ledger for ledger in declarations.open_to(request.user) if ledger.key == key), None)
    if ledger is None:
        raise Http404
    return ledger


def visible_record(request, ledger, pk):
    """Return the record of ``pk`` in the user's scope; raise ``Http404`` without one."""
    records = model_of(ledger).objects.visible_to(request.user)
    related = records.select_related("organization", "entered_by__organization", "confirmed_by", "import_batch")
    return get_object_or_404(related, pk=pk)


def crumbs(ledger, *more):
    return [
        {"label": _("台账"), "url": reverse("ledgers:list")},
        {"label": ledger.title, "url": reverse("ledgers:records", args=[ledger.key])},
        *more,
    ]
