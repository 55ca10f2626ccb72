"""Posts that one person holds (书记): a second holder of one is asked about before an import stores it.

``Ledger.single_post`` declares such a register. A new row at a place where another record is in force is held back
(``second_holder``) until a person says whether the former holder leaves, both stay, or the row is not wanted.
"""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _


def settle_second_holders(dataset, existing, new_rows, result):
    """Return the ``new_rows`` that may be stored; those that need an answer are noted in ``result.second_holders``.

    ``existing``: the stored records of their places by key. Where the answer is that the former holder leaves, that is
    noted in ``result.replaced``. A holder who leaves by another row of the file is none any more.
    """
    if not dataset.ledger.single_post:
        return new_rows
    leaving = {pk for pk, _day, _reason in result.leaving.values()}
    holders = {}
    for key, record in existing.items():
        if not record.until and not record.waiting_until and record.pk not in leaving:
            holders.setdefault(key[0], []).append(record)
    storable = []
    for row in new_rows:
        index, key, _values = row
        position = dataset.rows[index][:2]
        if not holders.get(key[0]):
            storable.append(row)
        elif position not in dataset.holders:
            result.hold_second(index, holders[key[0]][0].pk)
        else:
            if answer := dataset.holders[position]:
                result.replaced[index] = [(record.pk, *answer) for record in holders[key[0]]]
            storable.append(row)
    return storable


def problem(dataset, index, holder):
    """Return the problem of a row whose post the record ``holder`` (its id) holds already."""
    row = dataset.rows[index][1]
    message = _("第 %(row)d 行：这个单位在台账中已有一位在任，请选定是否接任。")
    return {"reason": "second_holder", "message": message % {"row": row}, "row": row, "holder": holder}


def last_day_before(batch, staged):
    """Return the last day of the former holder: the day before the first day in the staged row, or yesterday."""
    fields, since = batch.summary["sheets"][staged[0]]["fields"], batch.ledger.since
    first = dict(zip(fields, staged[3], strict=True)).get(since) or ""
    if len(first) == len("2026-11"):
        first = f"{first}-01"
    first_day = date.fromisoformat(first[:10]) if first else timezone.localdate()
    return first_day - timedelta(days=1)
