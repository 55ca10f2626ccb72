"""The places of the demonstration, how far they have come, and how records about them are entered and stored."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from django.db import connections, models, router
from django.utils import timezone

from dashboards.demonstration.plan import objects_of
from ledgers import signals
from ledgers.batch_writer import insert_rows
from ledgers.coding import LedgerCoding
from ledgers.heads import Heads, head_places
from organizations.models import Organization

# One ledger of each row of the speech at least; ``whole_ledgers`` brings them in as files.
BY_FILE = {
    "secretary_training", "cycle_plan", "inspection_finding", "weak_org", "first_secretary", "spot_check",
    "township_sheet", "street_item", "community_worker", "commissioner", "demo_site", "review_problem", "policy_paper",
    "notice",
}  # fmt: skip


class City:
    """The units of the demonstration on the day ``on``; ``staff`` maps (organization pk, role) to an account.

    ``progress`` says how many objects each unit has in order (``Progress.reached``) and how it got there.

    ``weak`` and ``projects``: the villages of each township, by its pk, that are listed as weak and lax or supported
    with a project. The modules that make records add what others need: ``secretaries`` (name and day of appointment by
    pk of the village; vacant posts are missing), ``leaders`` (names by pk of the county or township), ``branches``
    (rows of the register), ``resident_units`` (rows of the register, each with the pk of its street as ``street_id``),
    ``members`` (Party members by pk of the township) and ``project_rows`` (rows of the projects by pk of the village).
    ``left_for_files`` are the rows by model that are still to be imported.
    """

    def __init__(self, *, counties, staff, progress, on):
        self.counties, self.staff, self.progress, self.on = counties, staff, progress, on
        self.townships, self.villages = defaultdict(list), defaultdict(list)
        for township in Organization.objects.filter(parent__in=counties).territory().order_by("path"):
            self.townships[township.parent_id].append(township)
        for village in Organization.objects.filter(level="village").territory().order_by("path"):
            self.villages[village.parent_id].append(village)
        self.weak, self.projects = {}, {}
        for _county, township, villages in self.each_township():
            objects = objects_of(township, villages, seeded("counts", township.code))
            self.weak[township.pk], self.projects[township.pk] = objects["weak"], objects["projects"]
        self.secretaries, self.leaders, self.members, self.project_rows = {}, {}, {}, {}
        self.branches, self.resident_units = [], []
        self.left_for_files = {}

    def each_township(self):
        """Yield (county, township, its villages)."""
        for county in self.counties:
            for township in self.townships[county.pk]:
                yield county, township, self.villages[township.pk]

    def store(self, model, rows):
        """Insert ``rows``, dictionaries of values by column; those of some ledgers are kept for a file."""
        if model.ledger().key in BY_FILE:
            self.left_for_files[model] = rows
        else:
            _insert(model, rows)

    def counted(self, number, unit, objects):
        """Return the pks of as many ``objects`` as ``unit`` has in order for the task ``number``."""
        drawn = sorted(objects, key=lambda place: seeded(number, place.code).random())
        return {place.pk for place in drawn[: self.progress.reached.get((number, unit.pk), 0)]}

    def day_in_order(self, number, county, place):
        """Return the day on which ``place`` came in order for the task ``number``: each county at its own pace."""
        outcome = self.progress.outcomes[number, county.pk]
        return outcome.day_of(seeded("day", number, place.code))

    def by_now(self, month, day=1):
        """Return the day of the year, or the day ``on`` if it has not come yet."""
        return min(date(self.on.year, month, day), self.on)

    def entry(self, unit, county, random, *, confirmed=None):
        """Return the fields that say who entered and confirmed a record: the editor of ``unit``, the county's manager.

        ``confirmed`` decides whether it is confirmed; by default one in twelve is new and waits.
        """
        if confirmed is None:
            confirmed = random.random() >= 1 / 12
        entered_on = self.on - timedelta(days=random.randint(20, 200) if confirmed else random.randint(1, 15))
        moment = _moment(entered_on)
        fields = {
            "year": self.on.year,
            "entered_by_id": self.staff[unit.pk, "editor"].pk,
            "created_at": moment,
            "updated_at": moment,
        }
        if not confirmed:
            return fields
        manager = self.staff[county.pk, "manager"]
        confirmed_at = _moment(entered_on + timedelta(days=3))
        return fields | {"state": "confirmed", "confirmed_by_id": manager.pk, "confirmed_at": confirmed_at}


@cache
def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(9)))


def seeded(*seed):
    """Return a generator of random numbers; the same ``seed`` gives the same numbers."""
    return Random("-".join(map(str, seed)))  # noqa: S311 (no secret)


def month(random, first_year, last_year):
    """Return a random month as text."""
    return f"{random.randint(first_year, last_year)}-{random.randint(1, 12):02d}"


def phone(random):
    return f"1000{random.randint(0, 9_999_999):07d}"


def _give_heads(ledger, rows):
    places = head_places(ledger, {row["organization_id"] for row in rows})
    wanted = [
        (places[row["organization_id"]], {name: row.get(name, "") for name in ledger.head_fields}) for row in rows
    ]
    for row, head in zip(rows, Heads(ledger).find_or_make(wanted), strict=True):
        row["head_id"] = head.pk


def _insert(model, rows):
    """Insert ``rows``, dictionaries of values by column, with the codes of their texts and with their heads.

    A column that a row does not name has its default.
    """
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    defaults = {field.attname: field.get_default() for field in fields}
    times = [field.attname for field in fields if isinstance(field, models.DateTimeField | models.DateField)]
    prepared, coding = {}, LedgerCoding(model.ledger())
    for row in rows:
        texts = [row.get(name, "") for name in model.ledger().fields]
        codes = coding.of_values(texts, row["year"])
        row |= {column.codes_field: code for column, code in zip(coding.columns, codes, strict=True)}
        for name in times:
            if value := row.get(name):
                if value not in prepared:
                    prepared[value] = model._meta.get_field(name).get_db_prep_save(value, connection)
                row[name] = prepared[value]
    if model.ledger().head:
        _give_heads(model.ledger(), rows)
    names = list(defaults)
    insert_rows(model, names, ([row.get(name, defaults[name]) for name in names] for row in rows), {})
    places = {(row["organization_id"], row["year"]) for row in rows}
    signals.changed.send(sender=model, places=places)
