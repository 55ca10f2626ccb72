"""Export a table as a file: its name, format and note, and the row in the history."""

import re

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record_export
from files.writing import FORMATS, table_response

_YEAR = re.compile(r"20\d\d(?=年)")


def export(request, title, columns, rows, *, count=None, filters="", on=None, organization=None, remark=""):
    """Return ``rows`` as an .xlsx file called by ``title`` and day, or as .csv with ``?format=csv``; record the export.

    ``on`` is the day of the figures, by default today; ``remark`` is one more sentence for the note. The history
    row contains ``title``, ``count`` (the number of rows) and ``filters``, a text that says which rows they are. It
    belongs to ``organization``, by default that of the user. Without ``count`` all rows are loaded to count them.
    """
    if count is None:
        rows = list(rows)
        count = len(rows)
    record_export(title, by=request.user, count=count, filters=filters, organization=organization)
    file_format = request.GET.get("format")
    return table_response(
        name=_file_name(title, on or timezone.localdate()),
        title=title,
        columns=columns,
        rows=rows,
        file_format=file_format if file_format in FORMATS else "xlsx",
        note=note(request.user, on=on, remark=remark),
    )


def _file_name(title, on):
    """Return the name of a file without its ending: 各县市区推进情况_2026-11-28. A day in ``title`` is not repeated.

    A title of another year stays as it is: imports find the year of a .csv in its name, which may name only one.
    """
    day, years = on.isoformat(), _YEAR.findall(title)
    return title if day in title or (years and str(on.year) not in years) else f"{title}_{day}"


def note(user, *, on=None, remark=""):
    """Return the sentence below the title: the day of the figures, who exported them, and when."""
    now = timezone.localtime()
    sentence = _("截至 %(day)s，由%(unit)s %(person)s于 %(moment)s 导出。") % {
        "day": (on or timezone.localdate()).isoformat(),
        "unit": user.organization.name,
        "person": user.name,
        "moment": f"{now:%Y-%m-%d %H:%M}",
    }
    return f"{sentence}{remark}"
