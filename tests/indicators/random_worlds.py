"""Random trees with random records of each ledger that an indicator reads, driven by the declarations of the ledgers.

The numbers are small and the words few, so that names, days and limits meet often.
"""

from datetime import date
from types import SimpleNamespace

from django.db import IntegrityError, transaction

from indicators import registry
from indicators.models import Exemption
from indicators.populations import UNITS
from ledgers import declarations
from ledgers.declarations import Kind
from ledgers.models import PendingChange
from ledgers.records import LedgerRecord
from ledgers.resources import model_of
from organizations import actions
from organizations.models import Organization
from tests.factories import make_organization
from tests.indicators.plain.world import Unit, World
from tests.indicators.worlds import REVIEWED, make_people
from years.models import TaskYear

DAYS = [date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 15), date(2026, 12, 31), date(2027, 1, 2)]
MERGED_AFTER = date(2026, 6, 30)
NAMES = ["张三", "李四", "王五"]
BIRTHS = ["1980-04", "1980-04-12", "1975-09", ""]
WORDS = {  # the texts that decide, by field; any other text is 甲 or 乙
    "birth": BIRTHS,
    "grade": ["", "三级", "未定级"],
    "finding": ["", "无", "未发现问题", "账目不清"],
    "item_codes": ["", "1 不忘初心", "2 农村基层", "2.3 集体经济", "3.2 网格、2.3 集体经济"],
    "topics_codes": ["", "应急处突能力", "乡村振兴、党支部工作条例"],
    "days": [2, 3, 1.5, None],
    "days_in_village": [19.5, 20, 21, None],
    "minutes": [15, 15.5, 10, None],
    "progress": [100, 99.9, 0, None],
    "operating_yuan": [49_999.99, 50_000, 99_999.99, 100_000],
}
PER_UNIT = 2  # records of a ledger at a unit, at most


def read_ledgers():
    """The declarations of all ledgers that an indicator reads."""
    keys = {key for indicator in registry.all_indicators() for key in indicator.read_ledgers}
    return [declarations.get(key) for key in sorted(keys - {UNITS})]


def fill(random, city):
    """Build a random tree below ``city`` with random records, settings and exemptions."""
    _build_tree(random, city)
    for year in (2025, 2026):
        cycle = random.choice([None, year, year - 2])
        switches = {name: random.random() < 0.5 for name in ("short_classes_add_up", "joint_meetings_half_yearly")}
        TaskYear.objects.update_or_create(year=year, defaults={"cycle_first_year": cycle, **switches})
    ledgers = sorted(read_ledgers(), key=lambda ledger: ledger.key != "secretary")  # others name secretaries
    people = make_people(city)
    for unit in Organization.objects.exclude(kind="部门"):
        for ledger in ledgers:
            if unit.level in ledger.place_levels:
                most = 1 if ledger.natural_key == ("place",) else PER_UNIT
                for _number in range(random.randint(0, most)):
                    _make(random, ledger, unit, people)
    _exempt(random, people)


def _build_tree(random, city):
    kinds = {"county": ["县", "区"], "township": ["镇", "乡", "街道", "街道"], "village": ["村", "村", "社区"]}
    first_days = [None, None, date(2026, 3, 31), date(2026, 4, 1)]
    make_organization("财政局", parent=city, level="city", kind="部门")
    for _county in range(2):
        county = make_organization("县", parent=city, kind=random.choice(kinds["county"]))
        for _township in range(random.randint(1, 2)):
            township = make_organization("镇", parent=county, kind=random.choice(kinds["township"]))
            for _village in range(random.randint(1, 2)):
                kind, first_day = random.choice(kinds["village"]), random.choice(first_days)
                make_organization("村", parent=township, kind=kind, valid_from=first_day)


def _make(random, ledger, unit, people):
    values = {column.field: _value(random, ledger, column) for column in ledger.stored_columns}
    values |= {
        column.codes_field: random.choice(WORDS.get(column.codes_field, [""]))
        for column in ledger.stored_columns
        if column.codes
    }
    year = random.choice([2024, 2025, 2026])
    if ledger.tenure == "event" and values[ledger.since]:
        year = int(values[ledger.since][:4])
    if ledger.tenure == "register" and random.random() < 0.3:
        values |= {"until": random.choice(DAYS), "leaving_reason": "其他"}
    if ledger.tenure == "case" and ledger.settled_by and values[ledger.settled_by]:
        values["settled_in"] = random.choice([None, 2025, 2026])
    if ledger.period:
        values["period"] = f"{year}-Q{random.randint(1, 4)}"
    if ledger.key == "secretary_training" and random.random() < 0.5:
        values["name_record"] = model_of(declarations.get("secretary")).objects.order_by("?").first()
    state = random.choice(["confirmed", "confirmed", "confirmed", "entered", "returned"])
    try:
        with transaction.atomic():
            record = model_of(ledger).objects.create(**_head_of_record(unit, year, state, people), **values)
    except IntegrityError:  # the natural key exists already
        return
    if state == "confirmed" and random.random() < 0.1:
        column = next(column for column in ledger.stored_columns if column.field in values)
        changed = {column.field: _value(random, ledger, column)}
        fields = {"organization": unit, "base_version": 1, "by": people[0], "values": changed}
        reason = random.choice(["", "请核对"])
        PendingChange.objects.create(ledger_key=ledger.key, record_id=record.pk, return_reason=reason, **fields)


def _head_of_record(unit, year, state, people):
    reviewed = {"confirmed_by": people[1], "confirmed_at": REVIEWED} if state == "confirmed" else {}
    return {"organization": unit, "year": year, "state": state, "entered_by": people[0], **reviewed}


def _value(random, ledger, column):
    """A random value of the column; blanks only where they are allowed."""
    if column.field in WORDS and not column.choices and column.kind != Kind.YES_NO:
        return random.choice([word for word in WORDS[column.field] if word or not column.required])
    is_blank = not column.required and random.random() < 0.2
    if column.kind in {Kind.DATE, Kind.DATETIME}:
        return "" if is_blank else _day(random, with_time=column.kind == Kind.DATETIME)
    if column.kind == Kind.YES_NO:
        return random.choice([True, False, None])
    if column.kind in {Kind.COUNT, Kind.DECIMAL, Kind.PERCENT}:
        return None if is_blank else random.randint(0, 3)
    if column.kind == Kind.MONEY:
        return None if is_blank else random.choice([0, 100, 100.5, 250])
    if column.choices:
        return "" if is_blank else random.choice([choice.value for choice in column.choices])
    return "" if is_blank else random.choice(NAMES if column.kind == Kind.NAME else ["甲", "乙"])


def _day(random, *, with_time):
    """A day of 2025 to 2027, a third of them only a month, often one of the days on which figures are counted."""
    if random.random() < 0.2:
        day = random.choice(DAYS).isoformat()
    else:
        day = f"{random.choice([2025, 2026, 2026, 2027])}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    exactness = random.choice([7, 10, 10, 16 if with_time else 10])
    return f"{day}T14:00"[:exactness]


def _exempt(random, people):
    """Grant, ask and refuse exemptions of units and of records."""
    for indicator in registry.all_indicators():
        if random.random() > 0.3:
            continue
        unit = random.choice(list(Organization.objects.exclude(kind="部门")))
        model = indicator.population.rows(indicator.span_on(DAYS[2])).model
        record = model._default_manager.order_by("?").first() if issubclass(model, LedgerRecord) else None
        values = {"organization": unit}
        if record:
            label = record._meta.label_lower
            values = {"organization": record.organization, "record_type": label, "record_id": record.pk}
        until, state = (
            random.choice([date(2026, 6, 14), date(2026, 6, 15), date(2026, 12, 31)]),
            random.choice(["granted", "granted", "asked"]),
        )
        decided_by = people[1] if state == "granted" else None
        Exemption.objects.create(
            indicator=indicator.key,
            reason="洪灾",
            since=date(2026, 3, 31),
            until=until,
            state=state,
            asked_by=people[0],
            decided_by=decided_by,
            **values,
        )


def reorganize(random, city, by):
    """Merge two villages and two townships after ``MERGED_AFTER``, or move a township to another county."""
    townships = list(Organization.objects.filter(level="township"))
    for township in random.sample(townships, min(2, len(townships))):
        villages = list(township.children.filter(valid_to=None, valid_from=None))
        if len(villages) == 2:
            actions.merge(villages[:1], into=villages[1], last_day=MERGED_AFTER, by=by)
    unit, other = random.sample(townships, 2)
    if unit.parent_id == other.parent_id:
        actions.merge([unit], into=other, last_day=MERGED_AFTER, by=by)
    else:
        actions.move(unit, parent=other.parent, since=date(2026, 7, 1), by=by)


# The copy in plain objects


def copied():
    """Return the ``World`` that is stored now."""
    units = {unit.pk: _unit(unit) for unit in Organization.objects.prefetch_related("placements")}
    records = {ledger.key: _records(ledger, units) for ledger in read_ledgers()}
    tenures = {ledger.key: ledger for ledger in read_ledgers()}
    years = {row.year: row for row in TaskYear.objects.all()}
    exemptions = [
        SimpleNamespace(
            key=row.indicator,
            unit=units[row.organization_id],
            record=(row.record_type, row.record_id),
            since=row.since,
            until=row.until,
        )
        for row in Exemption.objects.filter(state="granted")
    ]
    return World(list(units.values()), records, tenures, years, exemptions)


def _unit(unit):
    placements = [(row.path, row.since, row.until) for row in unit.placements.all()]
    return Unit(unit.pk, unit.level, unit.kind, unit.valid_to, placements, unit.successor_id)


def _records(ledger, units):
    model = model_of(ledger)
    waiting = set(
        PendingChange.objects.filter(ledger_key=ledger.key, return_reason="").values_list("record_id", flat=True)
    )
    codes = [column.codes_field for column in ledger.stored_columns if column.codes]
    names = [*(column.field for column in ledger.stored_columns), *codes]
    heads, rows = {}, {}
    for record in model.objects.all():
        values = {name: getattr(record, name) for name in names}
        values |= {name: getattr(record, name, None) for name in ("until", "held_since", "settled_in", "period")}
        references = {name: getattr(record, f"{name}_id", None) for name in ("previous", "name_record")}
        own = {"pk": record.pk, "label": model._meta.label_lower, "place": units[record.organization_id]}
        own |= {"state": record.state, "year": record.year, "has_change": record.pk in waiting}
        row = Row(**values | references | own)
        if ledger.head:
            head = record.head
            fields = {"pk": head.pk, "label": head._meta.label_lower, "place": units[head.organization_id]}
            row.head = heads.setdefault(head.pk, Head(**fields))
        rows[record.pk] = row
    for row in rows.values():
        row.previous = rows.get(row.previous)
    return list(rows.values())


class Row(SimpleNamespace):
    """A record; two of them are the same only if they are one object."""

    __eq__, __hash__ = object.__eq__, object.__hash__


class Head(Row):
    """The head of records."""
