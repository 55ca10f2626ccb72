"""Every table that leaves the portal as a file: its format, its note, its row in the history, its name."""

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record_export
from files.writing import FORMATS, table_response


def export(request, title, columns, rows, *, count=None, filters="", on=None, organization=None, remark=""):
    """``rows`` as .xlsx or, with ``?format=csv``, as .csv, called ``title``.

    ``on`` is the day of the figures (today unless told), ``remark`` a further sentence of the note. The history
    names ``title``, the ``count`` of rows, and with ``filters`` which rows these are; the row belongs to
    ``organization``, or to the unit of the person. Without ``count`` all rows are held in memory to count them.
    """
    if count is None:
        rows = list(rows)
        count = len(rows)
    record_export(title, by=request.user, count=count, filters=filters, organization=organization)
    file_format = request.GET.get("format")
    return table_response(
        name=title,
        title=title,
        columns=columns,
        rows=rows,
        file_format=file_format if file_format in FORMATS else "xlsx",
        note=note(request.user, on=on, remark=remark),
    )


def note(user, *, on=None, remark=""):
    """The sentence below the title: which day the figures are of, and who took them out when."""
    now = timezone.localtime()
    sentence = _("截至 %(day)s，由%(unit)s %(person)s于 %(moment)s 导出。") % {
        "day": (on or timezone.localdate()).isoformat(),
        "unit": user.organization.name,
        "person": user.name,
        "moment": f"{now:%Y-%m-%d %H:%M}",
    }
    return f"{sentence}{remark}"
