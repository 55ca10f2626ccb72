"""Rows of a register's file that have a last day (离任时间): whose term they end, on which day and for which reason."""

from calendar import monthrange

from django.utils.translation import gettext as _

from ledgers import declarations
from ledgers.code_tables import SEPARATOR, CodeTable
from ledgers.coding import Coder
from ledgers.staged_rows import Held

STILL_IN_FORCE = {"在任", "在职", "在岗", "在册", "现任", "至今", "未离任", "无"}  # data


def settle_leavers(staged):
    """Give each row that leaves the register its last day and the code of its reason; hold back those that are unclear.

    Only a month means its last day, as for cases. A row that gives no reason has the code ``CodeTable.UNSTATED``.
    """
    coder = Coder(CodeTable.Name.LEAVING_REASONS)
    rows, staged.rows = staged.rows, []
    for row in rows:
        if row.leaving:
            _settle(staged, row, coder)
        else:
            staged.rows.append(row)


def _settle(staged, row, coder):
    day, text = row.leaving
    text = "" if text in STILL_IN_FORCE else text
    code = coder.codes(text, int(day[:4])) if day else ""
    if not day and not text:
        staged.rows.append(row._replace(leaving=None))
    elif not day:
        message = _(
            "第 %(row)d 行填了离任（撤销）原因“%(text)s”，没有填离任（撤销）时间。"
            "请补填时间；仍在册（在任）的，请清空原因。"
        )
        _hold(staged, row, "no_last_day", message, text)
    elif text and (not code or SEPARATOR in code):
        message = _(
            "第 %(row)d 行的离任（撤销）原因“%(text)s”归不到代码表的任何一类，或同时归入几类，"
            "请改用标准写法：%(reasons)s。"
        )
        _hold(staged, row, "no_code", message, text)
    else:
        staged.rows.append(row._replace(leaving=(last_day(day), code or CodeTable.UNSTATED)))


def _hold(staged, row, reason, message, text):
    """Hold ``row`` back with a problem at the cell of the reason or of the day, whichever has to be corrected."""
    ledger, facts = declarations.get(staged.ledger_key), staged.sheets[row.sheet]
    day_field, reason_field = ledger.leaving_fields
    field = day_field if reason == "no_last_day" else reason_field
    at = {column["field"]: column["column"] for column in facts["columns"]}
    values = {"row": row.row, "text": text, "reasons": "、".join(CodeTable.objects.leaving_reasons())}
    problem = {"reason": reason, "message": message % values, "row": row.row, "field": field}
    staged.held.append(Held(*row[:4], [problem | ({"column": at[field]} if field in at else {})], []))


def last_day(text):
    """Return the last day in force, YYYY-MM-DD, of the partial date ``text``: of a month its last one."""
    if len(text) > 7:
        return text
    year, month = int(text[:4]), int(text[5:7])
    return f"{text}-{monthrange(year, month)[1]}"
