"""Find the records of other ledgers that the texts of a row name (``Column.refers_to``)."""

from collections import defaultdict

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import DateField, F, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from ledgers import declarations
from ledgers.declarations import Tenure
from ledgers.records import own_key_fields
from ledgers.terms import opens_after

SEVERAL = "several"


class References:
    """The records that the columns of one ledger may name, at the places that were loaded."""

    def __init__(self, ledger):
        self.ledger = ledger
        self.columns = ledger.referring_columns
        self.records = {column.field: defaultdict(list) for column in self.columns}

    def load(self, places):
        """Load the records of ``places`` (ids), one statement for each column."""
        for column in self.columns:
            target = declarations.get(column.refers_to)
            last = "until" if target.tenure == Tenure.REGISTER else target.lookup(target.closed_on)
            days = [F(name) if name else Value(None, DateField()) for name in (target.lookup(target.since), last)]
            text = F(target.lookup(own_key_fields(target)[0]))
            records = apps.get_model(target.model).objects.filter(organization__in=places).order_by()
            for place, words, pk, since, until in records.values_list("organization", text, "pk", *days):
                self.records[column.field][place, words].append((pk, since or "", str(until or "")))

    def named(self, column, place, text, day):
        """Return the id of the record that ``text`` names on the partial date ``day``; None or ``SEVERAL``."""
        named = self.records[column.field].get((place, text), ()) if text else ()
        fitting = [pk for pk, since, until in named if not (opens_after(since, day) or opens_after(day, until))]
        return SEVERAL if len(fitting) > 1 else fitting[0] if fitting else None

    def day_of(self, values, year):
        """Return the day of a row with ``values`` by field: its first day, or else its year."""
        return (values.get(self.ledger.since) if self.ledger.since else "") or str(year)

    def problem(self, place, values, year):
        """Return (column, ``SEVERAL`` or None) of the first text that a person has to decide on; None without one."""
        day = self.day_of(values, year)
        for column in self.columns:
            named = self.named(column, place, values.get(column.field), day)
            if named == SEVERAL or (named is None and column.must_fit and values.get(column.field)):
                return column, named
        return None

    def of_values(self, place, values, year):
        """Return the ids of the records that a new row names, in the order of the columns; None for no single one."""
        day = self.day_of(values, year)
        named = (self.named(column, place, values.get(column.field), day) for column in self.columns)
        return [None if pk == SEVERAL else pk for pk in named]

    def assign(self, record, *, changed):
        """Give ``record`` the records that its texts name, where a text, the day or the place is among the ``changed``.

        Others keep the record that they name, whatever it is called now; a text that named none is tried again.
        """
        anew = not {"organization", self.ledger.since}.isdisjoint(changed)
        values = {name: getattr(record, name) for name in self.ledger.fields} if self.columns else {}
        ids = self.of_values(record.organization_id, values, record.year)
        for column, pk in zip(self.columns, ids, strict=True):
            attribute = f"{column.record_field}_id"
            if anew or column.field in changed or getattr(record, attribute) is None:
                setattr(record, attribute, pk)


def assign_one(record, *, changed):
    """Do the same for a single record; raise ``ValidationError`` if one of its texts has to be decided on."""
    ledger = record.ledger()
    references = References(ledger)
    if not references.columns:
        return
    references.load([record.organization_id])
    values = {name: getattr(record, name) for name in ledger.fields}
    if problem := references.problem(record.organization_id, values, record.year):
        raise ValidationError({problem[0].field: sentence(*problem, values[problem[0].field])})
    references.assign(record, changed=changed)


def links(records, user):
    """Return {(field, id of a named record): address of its page} for ``records`` of one ledger, as ``user`` sees them.

    One query for each column that refers to a ledger.
    """
    addresses = {}
    for column in records[0].ledger().referring_columns if records else ():
        ids = {getattr(record, f"{column.record_field}_id") for record in records} - {None}
        target = apps.get_model(declarations.get(column.refers_to).model)
        for pk in target.objects.visible_to(user).filter(pk__in=ids).order_by().values_list("pk", flat=True):
            addresses[column.field, pk] = reverse("ledgers:record", args=[column.refers_to, pk])
    return addresses


def sentence(column, named, text):
    """Return why the ``text`` of a row names no single record, and what to do."""
    title = declarations.get(column.refers_to).title
    if named == SEVERAL:
        message = _("“%(label)s”里的“%(text)s”当天在《%(title)s》中不止一条，请先核对该台账的同名记录。")
    else:
        message = _("“%(label)s”里的“%(text)s”在本单位的《%(title)s》中没有。请先在该台账中登记，或改用登记的写法。")
    return message % {"label": column.label, "text": text, "title": title}
