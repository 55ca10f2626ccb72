"""The base of the records of all ledgers. The apps of the areas define the concrete models."""

from copy import copy
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from ledgers import declarations, masking, periods
from ledgers.declarations import Tenure
from ledgers.pending_changes import PendingChange
from ledgers.reading import rules
from ledgers.record_days import happened_q, held_q, not_closed_q, not_settled_q, opened_q
from ledgers.terms import opens_after
from organizations.models import Organization, nearest_q

KEY_WORDS = {"place": "organization", "year": "year", "period": "period"}
SEARCHED = {declarations.Kind.TEXT, declarations.Kind.NAME, declarations.Kind.CHOICE, declarations.Kind.CODE}


def own_key_fields(ledger):
    """The columns of the natural key, without place, year and period."""
    return [name for name in ledger.natural_key if name not in KEY_WORDS]


def read_unit(user):
    """Return the unit whose subtree ``user`` reads: the own one, for a department the city or county it belongs to."""
    own = user.organization
    return own.parent if own.is_department else own


def changed_q(changes):
    """Records that one of ``changes``, all of their ledger, would change."""
    return Q(pk__in=changes.order_by().values("record_id"))


def pending_q(model):
    """Confirmed records of ``model`` with a waiting change (有待核实的修改)."""
    return changed_q(PendingChange.objects.of(model).waiting())


def waiting_q(model):
    """Records of ``model`` to be confirmed or returned (待核实): new ones, and those with a waiting change."""
    return Q(state=LedgerRecord.State.ENTERED) | pending_q(model)


def open_rows(model):
    """New and returned records of ``model``, found by their own small index.

    SQLite takes it only where the states stand in the statement, not in its parameters.
    """
    return model.objects.filter(RawSQL("state IN ('entered', 'returned')", (), output_field=models.BooleanField()))


def waiting_ids(model):
    """The ids of the records that ``waiting_q`` finds, read from small indexes, however many others there are."""
    new = open_rows(model).filter(state=LedgerRecord.State.ENTERED).order_by().values("pk")
    return new.union(PendingChange.objects.of(model).waiting().order_by().values("record_id"), all=True)


def new_for_q(user):
    """New records that the manager ``user`` may confirm: entered in the own unit or below it, by somebody else."""
    entered_below = below_q(user.organization.path, field="entered_by__organization__path")
    return Q(entered_below, state=LedgerRecord.State.ENTERED) & ~Q(entered_by=user)


def returned_q(model):
    """Records of ``model`` to be corrected (退回): returned ones, and those whose change was returned."""
    return Q(state=LedgerRecord.State.RETURNED) | changed_q(PendingChange.objects.of(model).returned())


def key_fields(ledger):
    """Return the model fields of the natural key, those that are no columns first: place, year, month.

    An event also has the year here, although its day tells the year: where the day is unknown, the year of the file
    stands for it, so that two yearly files without days hold different events.
    """
    head = ["organization"]
    if ledger.tenure in (Tenure.EVENT, Tenure.YEARLY):
        head.append("year")
    if "period" in ledger.natural_key:
        head.append("period")
    return [*head, *own_key_fields(ledger)]


class LedgerRecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Records that ``user`` may read, in a ledger open to ``user``; every view starts here.

        They are those of the places that ``user`` answers for; a department reads those of its city or county.
        """
        if not self.model.ledger().is_open_to(user):
            return self.none()
        return self.descendants_of(read_unit(user), include_self=True)

    def descendants_of(self, organization, *, on=None, include_self=False):
        """Records of every place below ``organization`` in the newest tree, or as the tree stood on the day ``on``.

        With ``on`` each record has the path of its place on that day as ``path_then``; of places that have ended by
        then their last one, of places to come their first one.
        """
        if on is None:
            records = self.filter(below_q(organization.path, field="organization__path"))
        else:
            placements = "organization__placements__"
            is_nearest = nearest_q(on, prefix=placements, unit="organization__")
            is_below = below_q(organization.path_on(on), field=f"{placements}path")
            records = self.filter(is_nearest & is_below).annotate(path_then=F(f"{placements}path"))
        return records if include_self else records.exclude(organization=organization)

    def in_force(self, *, on):
        """Records that are in force (在册、在办) on the day ``on``: see ``in_span``."""
        return self.in_span(on, on)

    def in_span(self, first, last):
        """Records of the days from ``first`` to ``last``, with both, by the tenure of the ledger.

        Events that happened, rows of a register in force on at least one day, cases that were opened by ``last`` and
        not closed before ``first``; of yearly ledgers those of the years, quarters or months that the days lie in. No
        row of a register and no case lasts longer than its unit (see ``LastingRecord``).
        """
        ledger = self.model.ledger()
        since = ledger.lookup(ledger.since)
        if ledger.tenure == Tenure.EVENT:
            return self.filter(happened_q(since, first=first, last=last))
        if ledger.tenure == Tenure.REGISTER:
            still = Q(until__isnull=True) | Q(until__gte=first)
            return self.filter(held_q(first, last) & opened_q(since, by=last) & still)
        if ledger.tenure == Tenure.CASE:
            still = not_closed_q(ledger.lookup(ledger.closed_on), before=first) & not_settled_q(before=first)
            return self.filter(held_q(first, last) & opened_q(since, by=last) & still)
        records = self.filter(year__gte=first.year, year__lte=last.year)
        if ledger.period:
            records = records.filter(period__gte=ledger.period.key_of(first), period__lte=ledger.period.key_of(last))
        return records

    def in_year(self, year):
        """Records of a year (年度): events and sheets of it, rows of a register and cases in force on a day of it."""
        if self.model.ledger().tenure in (Tenure.EVENT, Tenure.YEARLY):
            return self.filter(year=year)
        return self.in_span(date(year, 1, 1), date(year, 12, 31))

    def until_day(self, day):
        """Records that lists of the day ``day`` show: those in force on it; of other ledgers those of its year so far.

        An event without a day counts in its whole year, the sheet of a month or quarter from its first day.
        """
        ledger = self.model.ledger()
        if ledger.lasts:
            return self.in_force(on=day)
        records = self.in_year(day.year).filter(opened_q(ledger.lookup(ledger.since), by=day))
        return records.filter(period__lte=ledger.period.key_of(day)) if ledger.period else records

    def confirmed(self):
        """Confirmed records (已核实), the only ones that indicators count."""
        return self.filter(state=LedgerRecord.State.CONFIRMED)

    def waiting(self):
        """Records to be confirmed or returned (待核实): new ones, and confirmed ones with a waiting change."""
        return self.filter(pk__in=waiting_ids(self.model))

    def with_pending(self):
        """Add ``has_pending`` (a change waits beside the record) and ``has_returned_change`` to each record."""
        of_record = PendingChange.objects.of(self.model).filter(record_id=OuterRef("pk"))
        return self.annotate(has_pending=Exists(of_record.waiting()), has_returned_change=Exists(of_record.returned()))

    def of_batch(self, batch):
        """Records whose newest values come from the import ``batch``: their own, or those of a waiting change."""
        own = Q(import_batch=batch) & ~pending_q(self.model)
        return self.filter(own | changed_q(PendingChange.objects.of(self.model).filter(batch=batch)))

    def confirmable_by(self, user):
        """Waiting records that ``user`` may confirm or return, or whose waiting change ``user`` may.

        That is a manager of the unit that entered them or of a unit above it, but not the person who entered them.
        """
        if not user.can_manage or user.organization.is_department:
            return self.none()
        changes = PendingChange.objects.of(self.model)
        # The values of a head wait beside new records too.
        entered = new_for_q(user) & ~changed_q(changes.waiting().filter(by=user))
        confirmed = Q(state=LedgerRecord.State.CONFIRMED) & changed_q(changes.confirmable_by(user))
        return self.visible_to(user).filter(entered | confirmed)

    def search(self, text, *, by):
        """Records with ``text`` in a text column that ``by`` sees, or whose place (name, alias, code …) matches."""
        text = text.strip()
        if not text:
            return self
        ledger, matches = self.model.ledger(), Q(organization__in=Organization.objects.search(text))
        for column in masking.seen_columns(ledger, by):
            if column.kind in SEARCHED:
                matches |= Q(**{f"{ledger.lookup(column.field)}__icontains": text})
        return self.filter(matches)


class LedgerRecord(models.Model):
    """One row of a ledger (台账) about one place.

    ``year``: of an event the year of its day, of a yearly ledger part of the key; of registers and cases only the year
    of the file that first brought the record. What a record is over time says ``Ledger.tenure``.
    ``version`` grows with every change, so that nobody overwrites a newer one. ``sheet_name`` and
    ``row_number`` are where the values stood in the file of ``import_batch``.
    """

    class State(models.TextChoices):
        ENTERED = "entered", _("待核实")
        CONFIRMED = "confirmed", _("已核实")
        RETURNED = "returned", _("退回")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", db_index=False, verbose_name=_("单位")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(_("核实状态"), max_length=10, choices=State, default=State.ENTERED)
    return_reason = models.TextField(_("退回原因"), blank=True, default="")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, verbose_name=_("填报人")
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("核实人"),
    )
    confirmed_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    import_batch = models.ForeignKey(
        "ledgers.ImportBatch", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("导入批次")
    )
    sheet_name = models.CharField(_("来源工作表"), max_length=100, blank=True, default="")
    row_number = models.PositiveIntegerField(_("来源行"), null=True, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1)
    created_at = models.DateTimeField(_("录入时间"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("更新时间"), default=timezone.now, editable=False)

    objects = LedgerRecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["organization__path", "pk"]
        # Every page asks whether some of these wait for its reader (``ledgers.todo``).
        indexes = [
            models.Index(fields=["entered_by"], name="%(class)s_open", condition=Q(state__in=["entered", "returned"]))
        ]

    def __str__(self):
        return f"{self.organization}　{self.title}" if self.title else str(self.organization)

    def get_absolute_url(self):
        return reverse("ledgers:record", args=[self.ledger().key, self.pk])

    @classmethod
    def field_of(cls, name):
        """Return the model field of the column ``name``, or of another field of the record."""
        return cls._meta.get_field(name)

    @property
    def seen_version(self):
        """The version that a form is opened with; of a line it also grows with its head."""
        return self.version

    def rest_of_head(self, values):
        """Return those of the ``values`` of a new record that its head, which existed already, has otherwise."""
        return {}

    def changes_confirmed_head(self, values):
        """Whether ``values`` have to wait since the head of the record has confirmed lines."""
        return False

    def places_of_head(self, changes):
        """Return the (unit, year) pairs of all lines of the head if ``changes`` name one of its fields."""
        return set()

    def note_settled(self, year):
        """Note that the record was confirmed in ``year``: see ``CaseRecord``."""

    def copied(self):
        """Return a copy whose values can be changed without touching this record."""
        return copy(self)

    @classmethod
    def ledger(cls):
        """The declaration that this model belongs to."""
        return declarations.of_model(cls._meta.label)

    @property
    def warnings(self):
        """What a person should check in the values, in words; the record is accepted all the same."""
        ledger = self.ledger()
        return rules.warnings_about(ledger, {name: getattr(self, name) for name in ledger.fields})

    @property
    def period_label(self):
        """The month or quarter of the record in words; an empty text in other ledgers."""
        key = getattr(self, "period", "")
        return periods.label_of(key) if key else ""

    @property
    def personal_fields(self):
        """The columns about persons, whose values can be purged from the history (see ``audit.personal``)."""
        return frozenset(column.field for column in self.ledger().stored_columns if column.personal)

    @property
    def personal_label(self):
        """The title if it names a person, else an empty text."""
        return self.title if any(column.personal for column in self.key_columns) else ""

    @property
    def title(self):
        """The natural key without place and year, which distinguishes the records of one place."""
        return self._title(self.key_columns)

    def title_for(self, user):
        """Return ``title`` for lists, without persons if the record is outside the own unit of ``user``."""
        columns = self.key_columns
        if not masking.in_clear(user, self.organization):
            columns = [column for column in columns if not masking.is_masked_kind(column)]
        return self._title(columns)

    def label_for(self, user):
        """Return the label of the record in lists: its place and title."""
        title = self.title_for(user)
        return f"{self.organization}　{title}" if title else str(self.organization)

    @property
    def key_columns(self):
        """The columns of the natural key."""
        return [self.ledger().column(name) for name in own_key_fields(self.ledger())]

    def _title(self, columns):
        values = [str(getattr(self, column.field) or "") for column in columns]
        words = [
            value.replace("T", " ") if column.kind == declarations.Kind.DATETIME else value
            for column, value in zip(columns, values, strict=True)
        ]
        return " ".join(word if len(word) <= 16 else f"{word[:15]}…" for word in words if word)


class LastingRecord(LedgerRecord):
    """A record of a register or a case, which goes on over the end of the year but not longer than its unit.

    When the unit ends, its successor may take the record over (``ledgers.succession``): it gets a copy, which counts
    from the day ``held_since`` on and names the record of the ended unit as ``previous``.
    """

    held_since = models.DateField(_("承接日期"), null=True, blank=True, editable=False)
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("承接自")
    )

    class Meta(LedgerRecord.Meta):
        abstract = True


class CaseRecord(LastingRecord):
    """A case (事项) that is opened, worked on and closed: see ``Ledger.since`` and ``Ledger.closed_on``.

    ``settled_in``: the year in which somebody first confirmed that the case is done (``Ledger.settled_by``). Without a
    closing day it counts as closed at the end of that year, since otherwise it would stay open for ever.
    """

    settled_in = models.PositiveSmallIntegerField(_("办结核实年度"), null=True, blank=True, editable=False)

    class Meta(LastingRecord.Meta):
        abstract = True

    @classmethod
    def unsettled_q(cls):
        """Records that are done and lack the year of it; nothing in ledgers without ``settled_by``."""
        name = cls.ledger().settled_by
        return Q(**{cls.ledger().lookup(name): True, "settled_in__isnull": True}) if name else Q(pk__in=[])

    def note_settled(self, year):
        if name := self.ledger().settled_by:
            self.settled_in = (self.settled_in or year) if getattr(self, name) else None


class RegisterRecord(LastingRecord):
    """A row of a register (名册): in force from the day in ``Ledger.since`` to ``until``, which is its last day.

    A blank first day means since ever, a blank last day until now. ``leaving_reason`` is a code of the code table
    ``leaving_reasons``; nobody has to give one when the unit ends, which ends its rows too.
    """

    until = models.DateField(_("离任（撤销）时间"), null=True, blank=True, help_text=_("在任、在册的最后一天。"))
    leaving_reason = models.CharField(_("离任（撤销）原因"), max_length=60, blank=True, default="")

    class Meta(LastingRecord.Meta):
        abstract = True
        # The unique constraint covers only rows that have not ended, so no query by unit alone can use it.
        indexes = [
            *LastingRecord.Meta.indexes,
            models.Index(fields=["organization", "until"], name="%(app_label)s_%(class)s_unit"),
        ]

    def known_end(self, *, on=None):
        """``until``, for a page of the past day ``on`` None if that came later."""
        return self.until if on is None or (self.until and self.until < on) else None

    def clean(self):
        super().clean()
        ledger = self.ledger()
        since = getattr(self, ledger.since) if ledger.since else ""
        if self.until and opens_after(since, self.until.isoformat()):
            values = {"label": ledger.column(ledger.since).label, "first": since, "until": self.until.isoformat()}
            raise ValidationError(_t("“%(label)s”（%(first)s）晚于离任（撤销）时间（%(until)s），请核对。") % values)


def unique(name, *fields):
    """Return a unique constraint ``name`` for the natural key of a yearly ledger or of events."""
    return models.UniqueConstraint(
        fields=["organization", "year", *fields],
        name=name,
        violation_error_message=_("这个单位本年度已有相同的记录。"),
    )


def unique_in_force(name, *fields):
    """Return a unique constraint ``name`` for a register: at most one record of a natural key has not ended."""
    return models.UniqueConstraint(
        fields=["organization", *fields],
        name=name,
        condition=Q(until__isnull=True),
        violation_error_message=_("这个单位已有相同的记录，并且仍在册（在任）。"),
    )


def unique_case(name, *fields, since):
    """Return a unique constraint ``name`` for cases: those of one natural key were opened on different days."""
    return models.UniqueConstraint(
        fields=["organization", *fields, since],
        name=name,
        violation_error_message=_("这个单位已有相同的记录，开始的时间也相同。"),
    )


def ends_with_reason(name):
    """A row of a register has ended on a day and for a reason, or neither."""
    in_force = Q(until__isnull=True, leaving_reason="")
    return models.CheckConstraint(name=name, condition=in_force | (Q(until__isnull=False) & ~Q(leaving_reason="")))


def confirmed_has_reviewer(name):
    """A confirmed record names who confirmed it, and nobody confirms what they entered."""
    reviewed = Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("entered_by"))
    return models.CheckConstraint(name=name, condition=~Q(state="confirmed") | reviewed)
