"""What the successor of a unit that ends takes over from its registers and cases, for ``organizations.handover``.

Records stay with the unit that had them, so that past days do not change, and last no longer than the unit. The
successor gets copies that count from the next day on. Changes that wait beside records stay there, and can still be
decided on.
"""

from collections import Counter
from datetime import timedelta

from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import declarations, heads, signals
from ledgers.declarations import Tenure
from ledgers.models import PendingChange
from ledgers.records import own_key_fields
from ledgers.resources import model_of


def preview(unit, *, successor, last_day):
    """Return sentences about the registers, cases and waiting changes of ``unit``; none about what it does not have."""
    goes, held, ends = Counter(), Counter(), Counter()
    for ledger in _lasting_ledgers():
        records = _lasting_records(ledger, unit, last_day)
        if successor and ledger.handed_on:
            goes[ledger.title] = len(_without_those_of(successor, ledger, records))
            held[ledger.title] = len(records) - goes[ledger.title]
        else:
            ends[ledger.title] = len(records)
    return [
        *_sentence(_("“%(unit)s”在册、在办的台账（%(rows)s）自次日起由“%(successor)s”承接。"), goes, unit, successor),
        *_sentence(_("“%(unit)s”的台账（%(rows)s）“%(successor)s”已有相同的记录，不再转入。"), held, unit, successor),
        *_sentence(_("“%(unit)s”的台账（%(rows)s）随单位停用，次日起不再算作在册（在任）、在办。"), ends, unit),
        *_waiting_sentence(unit),
    ]


def _sentence(text, counts, unit, successor=None):
    rows = [_("%(title)s %(count)d 行") % {"title": title, "count": count} for title, count in counts.items() if count]
    values = {"unit": unit.label, "rows": "、".join(rows), "successor": successor.label if successor else ""}
    return [text % values] if rows else []


def _waiting_sentence(unit):
    count = PendingChange.objects.waiting().filter(organization=unit).count()
    if not count:
        return []
    sentence = _("“%(unit)s”的台账有 %(count)d 行修改待核实：停用后不转给其他单位，仍可由填报单位或其上级核实、退回。")
    return [sentence % {"unit": unit.label, "count": count}]


def hand_over(unit, *, successor, last_day, by):
    """Give ``successor`` copies of the open cases of ``unit`` and of the registers that are handed on.

    A copy keeps the values and the state of the record. None is made of a record that the successor has already.
    """
    for ledger in _lasting_ledgers():
        if ledger.handed_on:
            records = _without_those_of(successor, ledger, _lasting_records(ledger, unit, last_day))
            copies = [_copy(record, successor, last_day + timedelta(days=1)) for record in records]
            heads.give_heads(ledger, copies)
            model_of(ledger).objects.bulk_create(copies)
            changes = {"organization": [unit.name, successor.name]}
            _record("ledger.record.handed_over", copies, by=by, changes=changes)
            _announce(ledger, copies)


def take_back(unit, *, successor, on, by):
    """Delete the copies that nobody has changed since; records of ``unit``, which exists again, count again."""
    for ledger in _lasting_ledgers():
        model = model_of(ledger)
        copies = model.objects.filter(organization=successor, previous__organization=unit, version=1)
        waiting = PendingChange.objects.of(model).values("record_id")
        copies = list(copies.exclude(pk__in=waiting).select_related("organization"))
        _record("ledger.record.taken_back", copies, by=by, changes={"organization": [successor.name, unit.name]})
        left = {record.head_id for record in copies} if ledger.head else ()
        model.objects.filter(pk__in=[record.pk for record in copies]).delete()
        heads.prune(model, left)
        _announce(ledger, copies)


def _lasting_ledgers():
    return [ledger for ledger in declarations.all_ledgers() if ledger.lasts]


def _lasting_records(ledger, unit, last_day):
    """Return the records of ``unit`` that would go on after ``last_day``."""
    records = model_of(ledger).objects.filter(organization=unit).in_force(on=last_day).order_by("pk")
    return [record for record in records.select_related("organization") if not _closing(ledger, record, last_day)]


def _closing(ledger, record, last_day):
    """Whether ``record`` ends on ``last_day`` anyway, or in its month if only the month is known."""
    if ledger.tenure == Tenure.REGISTER:
        return record.until == last_day
    closed = getattr(record, ledger.closed_on) if ledger.closed_on else ""
    return bool(closed) and closed[:10] <= last_day.isoformat()


def _without_those_of(successor, ledger, records):
    """Return the ``records`` whose key no record in force of ``successor`` has, or no case opened on the same day."""
    names = own_key_fields(ledger)
    own = model_of(ledger).objects.filter(organization=successor)
    if ledger.tenure == Tenure.REGISTER:
        own = own.filter(until__isnull=True)
    else:
        names = [*names, *([ledger.since] if ledger.since else [])]
    taken = set(own.values_list(*map(ledger.lookup, names)))
    left = [record for record in records if tuple(getattr(record, name) for name in names) not in taken]
    return _without_lines_of_heads(successor, ledger, left) if ledger.head else left


def _without_lines_of_heads(successor, ledger, records):
    """Return the ``records`` whose key their head at ``successor`` has not: two open cases become one."""
    place = heads.head_places(ledger, {successor.pk})[successor.pk]
    assigned = heads.Heads(ledger).assign([(place, record.head.values) for record in records])
    names = [name for name in own_key_fields(ledger) if name in ledger.own_fields]
    lines = model_of(ledger).objects.filter(organization=successor).values_list("head", *names)
    taken, left = set(lines), []
    for record, head in zip(records, assigned, strict=True):
        line = head.pk or ("new", id(head)), *(getattr(record, name) for name in names)
        if line not in taken:
            taken.add(line)
            left.append(record)
    return left


def _copy(record, successor, first_day):
    new = record.copied()
    new.pk, new._state = None, type(record)()._state
    new.organization, new.previous, new.held_since = successor, record, first_day
    new.import_batch, new.sheet_name, new.row_number = None, "", None
    new.version = 1
    return new


def _record(action, records, *, by, changes):
    audit.record_many([audit.entry_for(action, target=record, by=by, changes=changes) for record in records])


def _announce(ledger, records):
    if records:
        places = {(record.organization_id, record.year) for record in records}
        signals.changed.send(sender=model_of(ledger), places=places)
