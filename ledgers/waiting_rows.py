"""Everything that waits in the ledgers, read as if it stood in one table.

``WaitingRow`` has no table. Its queries begin with ``WITH``: a union over the tables of all ledgers, in which each part
reads only a small index. Django needs a millisecond for each part of such a union, on every page; so the SQL of
the union is kept, and Django writes only the question, by the rules of ``ledgers.records``.
"""

from functools import lru_cache

from django.db import connection, models
from django.db.models import Case, Count, F, IntegerField, Min, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from ledgers import declarations
from ledgers.models import ImportBatch, LedgerRecord, PendingChange
from ledgers.records import open_rows
from ledgers.resources import model_of
from organizations.models import Organization, User

TABLE = "ledgers_waitingrow"
COLUMNS = ("state", "key", "year", "organization_id", "entered_by_id", "moment")
NO_YEAR = Cast(Value(None), IntegerField())  # PostgreSQL takes a bare null for a text
FIRST = Min("moment", output_field=models.DateTimeField())
State = LedgerRecord.State
UNDECIDED = ImportBatch.State.PREVIEWED


class WaitingRowQuerySet(models.QuerySet):
    def below(self, organization):
        """Rows of places below ``organization`` and of itself."""
        return self.filter(below_q(organization.path, field="organization__path"))

    def counted(self, ledgers, *, on):
        """Return (state, key, year, number of rows, moment of the oldest row) for ``ledgers``; one query.

        What has no year of its own, such as a row of a register, is of the year of the day ``on``.
        """
        of_year = self.annotate(shown_year=Coalesce("year", Value(on.year)))
        grouped = of_year.order_by().values_list("state", "key", "shown_year").annotate(total=Count("*"), first=FIRST)
        union, union_params = _union(tuple(ledger.key for ledger in ledgers))
        sql, params = grouped.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {TABLE} ({', '.join(COLUMNS)}) AS ({union}) {sql}", (*union_params, *params))
            return [(*row, _as_moment(first)) for *row, first in cursor.fetchall()]


class WaitingRow(models.Model):
    """One thing that is new or returned: a record, a change of a confirmed record, or an import without a decision.

    ``state`` is the one of a record, of a change what it would be for a record, of an import the one of the batch.
    ``key`` names the ledger; it is empty for imports.
    """

    state = models.CharField(max_length=10)
    key = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(null=True)
    organization = models.ForeignKey(Organization, models.DO_NOTHING, related_name="+")
    entered_by = models.ForeignKey(User, models.DO_NOTHING, related_name="+")
    moment = models.DateTimeField()

    objects = WaitingRowQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = TABLE
        verbose_name = _("待核实、退回的行")
        verbose_name_plural = _("待核实、退回的行")

    def __str__(self):
        return f"{self.key} {self.state}"


def _as_moment(value):
    """Return the moment of a row as Django reads it: SQLite gives a text."""
    for convert in connection.ops.get_db_converters(FIRST):
        value = convert(value, FIRST, connection)
    return value


@lru_cache(maxsize=32)
def _union(keys):
    """Return SQL and parameters of the union for the ledgers with ``keys``."""
    records = [_records(declarations.get(key)) for key in keys]
    return _imports(keys).union(_changes(keys), *records, all=True).order_by().query.sql_with_params()


def _records(ledger):
    year = NO_YEAR if ledger.lasts else F("year")
    rows = open_rows(model_of(ledger))
    return _columns(rows, F("state"), Value(ledger.key, TextField()), year, "entered_by_id", "updated_at")


def _changes(keys):
    state = Case(When(return_reason="", then=Value(State.ENTERED.value)), default=Value(State.RETURNED.value))
    changes = PendingChange.objects.filter(ledger_key__in=keys)
    return _columns(changes, state, F("ledger_key"), NO_YEAR, "by_id", "at")


def _imports(keys):
    open_keys = ["", *keys]
    batches = ImportBatch.objects.filter(state=UNDECIDED, ledger_key__in=open_keys, asked_key__in=open_keys)
    none = Value("", TextField()), NO_YEAR
    return _columns(batches, F("state"), *none, "uploaded_by_id", "uploaded_at")


def _columns(rows, state, key, year, *others):
    """Return the columns ``COLUMNS`` of ``rows``."""
    computed = {"waiting_state": state, "waiting_key": key, "waiting_year": year}
    return rows.order_by().annotate(**computed).values_list(*computed, "organization_id", *others)
