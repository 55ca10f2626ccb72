"""Read a list of demands (原文要求) from a CSV file."""

import csv

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIELDS = ("number", "item", "phrase", "addressees", "proofs", "reason")


def read_rows(path):
    """Return the rows of the file as dictionaries of the fields of a demand.

    Raises ``ValidationError`` for a file that is no UTF-8 text, has other columns, or has a row with a wrong number.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValidationError(_("无法读取“%(file)s”，请用 UTF-8 编码的 CSV 文件。") % {"file": path}) from error
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != FIELDS:
        raise ValidationError(_("第一行应是：%(fields)s。") % {"fields": ",".join(FIELDS)})
    return [_row(row, line) for line, row in enumerate(reader, start=2)]


def _row(row, line):
    if None in row or None in row.values() or not row["number"].strip().isdecimal():
        raise ValidationError(_("第 %(line)d 行：列数不对，或序号不是数字。") % {"line": line})
    return row | {"number": int(row["number"]), "proofs": row["proofs"].split()}
