"""Heads and lines: several rows of a ledger that are about one thing, whose values stand once (``declarations.Head``).

A head has no state of its own. Its values count as soon as they are written, so a change of them waits beside the line
that it was entered for, wherever a line of the head is confirmed. A head without lines does not exist.

Whoever writes lines of a ledger with heads holds ``LedgerLock`` of that ledger: no two of them make one head twice, or
delete a head that the other gives a line. The unique constraint of the head is behind that.
"""

from collections import defaultdict
from copy import copy

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from ledgers.pending_changes import PendingChange
from ledgers.records import LedgerRecordQuerySet, key_fields, read_unit
from organizations import tree
from organizations.models import Organization

_BLANK = ("", None)


class HeadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Heads of the places that ``user`` reads, of a ledger open to ``user`` (``LedgerRecordQuerySet``)."""
        if not self.model.ledger().is_open_to(user):
            return self.none()
        return self.filter(below_q(read_unit(user).path, field="organization__path"))

    def confirmed(self):
        """Heads of which at least one line is confirmed: only these are counted."""
        line = self.model.line_model()
        return self.filter(Exists(line.objects.confirmed().filter(head=OuterRef("pk"))))

    def without_lines(self):
        return self.filter(~Exists(self.model.line_model().objects.filter(head=OuterRef("pk"))))

    def search(self, text, *, by):
        """Heads with a line that ``by`` finds with ``text``."""
        return self.filter(pk__in=self.model.line_model().objects.search(text, by=by).order_by().values("head"))


class HeadRecord(models.Model):
    """The base of heads. Every further field is a column of the ledger that its lines belong to, or of a workflow.

    ``version`` grows with every change of a value, so that nobody overwrites a newer one.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", db_index=False, verbose_name=_("单位")
    )
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    objects = HeadQuerySet.as_manager()
    changed = frozenset()  # the names of the fields that ``give`` has changed and nobody has written yet

    former_version = None  # the version that undo gives back

    class Meta:
        abstract = True
        ordering = ["organization__path", "pk"]

    def __str__(self):
        return " ".join([str(self.organization), *(text for text in map(str, self.key) if text)])

    def get_absolute_url(self):
        """The list of its lines."""
        return f"{reverse('ledgers:records', args=[self.ledger().key])}?head={self.pk}"

    @classmethod
    def line_model(cls):
        return cls._meta.get_field("lines").related_model

    @classmethod
    def ledger(cls):
        return cls.line_model().ledger()

    @classmethod
    def key_names(cls):
        """The columns that tell the heads of one place apart; of cases it is the opening."""
        ledger = cls.ledger()
        return ledger.head.key or (ledger.since,)

    @property
    def key(self):
        return tuple(getattr(self, name) for name in self.key_names())

    @property
    def key_columns(self):
        """The columns that name the head among those of its place; a case is named by its place alone."""
        ledger = self.ledger()
        return [ledger.column(name) for name in ledger.head.key]

    @property
    def is_renamed(self):
        """Whether ``give`` has changed the key."""
        return not self.changed.isdisjoint(self.key_names())

    @property
    def values(self):
        return {name: getattr(self, name) for name in self.ledger().head_fields}

    def give(self, name, value):
        """Set the field ``name`` and remember whether it changed."""
        if getattr(self, name) != value:
            setattr(self, name, value)
            self.changed = self.changed | {name}


def head_of(model):
    """Return the foreign key of a line to its head."""
    return models.ForeignKey(model, models.PROTECT, related_name="lines", editable=False, verbose_name=_("所属"))


def unique_line(name, *fields):
    """Return a unique constraint ``name`` for lines: ``fields`` tell those of one head and place apart.

    The place comes first, so that its index finds the lines of one place; ``head`` has an index of its own.
    """
    return models.UniqueConstraint(
        fields=["organization", "head", *fields], name=name, violation_error_message=_("这个单位已有相同的记录。")
    )


def of_head(name):
    """Return the property of a line that reads and writes the field ``name`` of its head."""

    def get(line):
        return getattr(_head(line), name)

    def give(line, value):
        _head(line).give(name, value)

    return property(get, give)


def _head(line):
    """Return the head of ``line`` in memory; a new line gets an empty one that is not saved."""
    try:
        return line.head
    except ObjectDoesNotExist:
        line.head = head_model(type(line))()
        return line.head


class LineManager(models.Manager.from_queryset(LedgerRecordQuerySet)):
    """Lines always come with their heads, whose values are read like their own."""

    def get_queryset(self):
        return super().get_queryset().select_related("head")


class LineRecord(models.Model):
    """A row of a ledger with heads; stands before the base class of its tenure. Saving it saves the head too."""

    objects = LineManager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            settled = settle([self])
            super().save(*args, **kwargs)
            settled.prune()

    def delete(self, *args, **kwargs):
        left = self.head_id
        deleted = super().delete(*args, **kwargs)
        prune(type(self), [left])
        return deleted

    @classmethod
    def field_of(cls, name):
        owner = head_model(cls) if name in cls.ledger().head_fields else cls
        return owner._meta.get_field(name)

    @property
    def seen_version(self):
        return self.version + self.head.version - 1

    def copied(self):
        line = copy(self)
        line.head = copy(_head(self))
        return line

    def rest_of_head(self, values):
        return rest_of(self.head, {name: values[name] for name in self.ledger().head_fields if name in values})

    def changes_confirmed_head(self, values):
        head_fields = self.ledger().head_fields
        has_change = PendingChange.objects.beside(self) is not None
        changes = any(name in head_fields and getattr(self, name) != value for name, value in values.items())
        return has_change or (changes and type(self).objects.confirmed().filter(head=self.head_id).exists())

    def places_of_head(self, changes):
        return places_of(
            type(self), {self.head_id} if not set(changes).isdisjoint(self.ledger().head_fields) else set()
        )

    def clean_fields(self, exclude=None):
        """Check the values of the head too; a new line has none that is stored."""
        super().clean_fields(exclude={*(exclude or ()), "head"})
        _head(self).clean_fields(exclude={"organization"})

    def validate_constraints(self, exclude=None):
        """Check the natural key too, since no constraint of the database spans the line and its head."""
        super().validate_constraints(exclude={*(exclude or ()), "head"})
        ledger = self.ledger()
        names = [*key_fields(ledger), *([ledger.since] if ledger.lasts else [])]
        same = {ledger.lookup(name): getattr(self, name) for name in names}
        if type(self).objects.filter(**same).exclude(pk=self.pk).exists():
            raise ValidationError(_t("这个单位已有相同的记录。"))


class Heads:
    """The stored heads of some places of one ledger, and new ones; everything is done for many rows at once.

    Of an event or a project the key decides. The heads of cases are cases: a row belongs to the one with the same
    opening, else to the newest open one, unless both openings are known and lie in different years.
    """

    def __init__(self, ledger):
        self.ledger = ledger
        self.line = apps.get_model(ledger.model)
        self.model = head_model(self.line)
        self.names = self.model.key_names()
        self.by_key, self.at_place = {}, defaultdict(list)

    def load(self, wanted):
        """Load the heads that may be meant by ``wanted``, pairs of the id of their place and {field: value}."""
        heads = self.model.objects.filter(organization__in={place for place, _values in wanted})
        for name in self.ledger.head.key:
            heads = heads.filter(**{f"{name}__in": {values[name] for _place, values in wanted}})
        for head in heads.annotate(is_open=Exists(self._open_lines())).order_by("pk"):
            self.add(head)

    def _open_lines(self):
        closing = {self.ledger.closed_on: ""} if self.ledger.closed_on else {}
        settled = {"settled_in__isnull": True} if self.ledger.settled_by else {}
        return self.line.objects.filter(head=OuterRef("pk"), **closing, **settled)

    def add(self, head):
        self.by_key.setdefault((head.organization_id, *head.key), head)
        self.at_place[head.organization_id].append(head)

    def with_key(self, place, values):
        return self.by_key.get((place, *(values[name] for name in self.names)))

    def find(self, place, values):
        """Return the head that a new line with ``values`` belongs to; None if it is a new one."""
        found = self.with_key(place, values)
        if found or self.ledger.head.key:
            return found
        opening = values[self.ledger.since]
        fitting = [head for head in self.at_place[place] if head.is_open and may_be_one_case(opening, *head.key)]
        return max(fitting, key=lambda head: head.key, default=None)

    def find_or_make(self, wanted):
        """Return the head of each of ``wanted``; three statements at most."""
        found = self.assign(wanted)
        new = {id(head): head for head in found if head.pk is None}
        self.model.objects.bulk_create(new.values(), batch_size=1000)
        return found

    def assign(self, wanted):
        """Return the head of each of ``wanted``, new ones without storing them."""
        if not wanted:
            return []
        self.load(wanted)
        found = []
        for place, values in wanted:
            head = self.find(place, values)
            if head is None:
                head = self.model(organization_id=place, **values)
                head.is_open = True
                self.add(head)
            found.append(head)
        return found


def rest_of(head, values):
    """Return those of ``values`` that a new line says otherwise than its stored ``head``; a blank says nothing."""
    return {name: value for name, value in values.items() if value not in _BLANK and getattr(head, name) != value}


def may_be_one_case(opening, other):
    """Whether rows with these openings may be about one case: one of them is blank, or they lie in the same year."""
    return not (opening and other) or opening[:4] == other[:4]


def head_places(ledger, organization_ids):
    """Return {id of a unit: id of the unit that the heads of its lines belong to}; two queries."""
    ids = set(organization_ids)
    if not ledger.head.level:
        return {pk: pk for pk in ids}
    levels = [level for level in Organization.Level.values if not _is_below(level, ledger.head.level)]
    above = dict(Organization.objects.filter(level__in=levels).values_list("path", "pk"))
    paths = Organization.objects.filter(pk__in=ids).values_list("pk", "path")
    return {pk: _nearest(above, path) or pk for pk, path in paths}


def _is_below(level, other):
    order = list(Organization.Level.values)
    return order.index(level) > order.index(other)


def _nearest(above, path):
    return next((above[each] for each in [path, *reversed(tree.ancestor_paths(path))] if each in above), None)


class Settled:
    """What ``settle`` did: heads that it ``changed``, and ids of heads that lines have ``left``."""

    def __init__(self, model, changed=(), left=()):
        self.model, self.changed, self.left = model, changed, left

    def prune(self):
        """Delete the heads that have no line any more; call this when the lines are written."""
        prune(self.model, self.left)

    def places(self):
        """Return the (unit, year) pairs of all lines of the changed heads, for ``signals.changed``."""
        return places_of(self.model, [head.pk for head in self.changed])


def settle(lines, *, is_by_file=lambda line: False):
    """Write the heads of ``lines``, whose values were changed in memory, and give each line its stored head.

    A person who changes a value of a head means all its lines. A file says of each row which head it belongs to: a line
    with another key (``is_by_file``) goes to the head of that key, which is made if there is none. Raises
    ``ValidationError`` if a person gives a head the key of another one.
    """
    ledger = lines[0].ledger()
    if not ledger.head:
        return Settled(type(lines[0]))
    model = head_model(type(lines[0]))
    stored = model.objects.in_bulk({_head(line).pk for line in lines if _head(line).pk})
    renamed = [line.head for line in lines if line.head.pk in stored and line.head.is_renamed]
    heads, going = Heads(ledger), []
    if renamed:
        heads.load([(head.organization_id, head.values) for head in renamed])
    for line in lines:
        own = stored.get(line.head.pk)
        if own is None or (line.head.is_renamed and _goes(line, own, heads, is_by_file(line))):
            going.append((line, own))
            continue
        own.former_version = line.head.former_version
        for name in line.head.changed:
            own.give(name, getattr(line.head, name))
        heads.add(own)
        line.head = own
    changed = [head for head in stored.values() if head.changed]
    write(model, changed)
    give_heads(ledger, [line for line, _own in going])
    return Settled(type(lines[0]), changed, [own.pk for _line, own in going if own])


def _goes(line, own, heads, is_by_file):
    """Whether ``line``, whose head got another key in memory, leaves its head ``own`` for another one."""
    other = heads.with_key(own.organization_id, line.head.values)
    if other is None:
        return is_by_file and bool(heads.ledger.head.key)
    if other.pk != own.pk and not is_by_file:
        raise ValidationError(_t("已有相同的“%(head)s”，不能改成与它相同。") % {"head": other})
    return other.pk != own.pk


def give_heads(ledger, lines):
    """Give new lines their heads; the values of a head that exists already are left as they are."""
    if not (ledger.head and lines):
        return
    places = head_places(ledger, {line.organization_id for line in lines})
    wanted = [(places[line.organization_id], line.head.values) for line in lines]
    for line, head in zip(lines, Heads(ledger).find_or_make(wanted), strict=True):
        line.head = head


def without_newer(line, values, base):
    """Return the previous ``values`` of a ``line`` without those of its head, if somebody has changed that since.

    ``base`` has the versions of the head before and after the batch that is undone; the head gets the former back.
    """
    if "head" not in base:
        return values
    before, after = base["head"]
    if line.head.version == after:
        line.head.former_version = before
        return values
    return {name: value for name, value in values.items() if name not in line.ledger().head_fields}


def write(model, heads):
    """Write the changed ``heads`` with their next versions, in one statement per thousand.

    Columns that are none of the ledger, such as the stage of a workflow, are left to those who write them.
    """
    for head in heads:
        head.version = head.former_version or head.version + 1
        head.changed, head.former_version = frozenset(), None
    if not heads:
        return
    names = [*model.ledger().head_fields, "organization", "version"]
    model.objects.bulk_create(heads, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=1000)


def prune(line_model, ids):
    """Delete those heads of ``ids`` that have no line any more."""
    if ids:
        head_model(line_model).objects.filter(pk__in=set(ids)).without_lines().delete()


def head_model(line_model):
    return line_model._meta.get_field("head").related_model


def places_of(line_model, ids):
    """Return the (unit, year) pairs of all lines of the heads ``ids``."""
    if not ids:
        return set()
    lines = line_model.objects.filter(head__in=ids).order_by()
    return set(lines.values_list("organization", "year").distinct())
