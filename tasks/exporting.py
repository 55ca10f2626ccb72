"""Lists of tasks as files: every export is on record."""

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from files.writing import FORMATS, table_response


def exported(request, what, columns, rows, *, filters="", organization=None):
    """``rows`` as .xlsx or (``?format=csv``) .csv called ``what``; ``filters`` says which rows they are."""
    rows = list(rows)
    audit.record_export(what, by=request.user, count=len(rows), filters=filters, organization=organization)
    asked = request.GET.get("format")
    now = timezone.localtime()
    note = _("%(unit)s %(person)s导出于 %(time)s")
    values = {"unit": request.user.organization.name, "person": request.user.name, "time": f"{now:%Y-%m-%d %H:%M}"}
    return table_response(
        name=f"{what}{now:%Y%m%d}",
        title=what,
        columns=columns,
        rows=rows,
        file_format=asked if asked in FORMATS else "xlsx",
        note=note % values,
    )
