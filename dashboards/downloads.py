"""Tables of the dashboards as files: with their as-of day, recorded in the history."""

from django.utils.translation import gettext as _

from audit import actions as audit
from files.writing import table_response
from pages.forms import ExportChoice


def download(request, *, title, columns, rows, wish, organization):
    """``rows`` as .xlsx or, with ``?format=csv``, as .csv; the export is recorded."""
    choice = ExportChoice(request.GET)
    choice.is_valid()
    rows = list(rows)
    audit.record_export(
        title, by=request.user, count=len(rows), filters=request.GET.urlencode(), organization=organization
    )
    values = {"day": wish.on.isoformat(), "unit": request.user.organization.name, "person": request.user.name}
    note = _("截至 %(day)s，仅含已核实数据；由%(unit)s %(person)s导出") % values
    return table_response(name=title, title=title, columns=columns, rows=rows, file_format=choice.chosen, note=note)
