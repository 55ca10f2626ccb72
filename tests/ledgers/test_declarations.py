"""The declaration of a ledger and its model agree."""

from dataclasses import replace

import pytest
from django.db import models

from ledgers import declarations, heads
from ledgers.declarations import Kind, Tenure
from ledgers.fields import PartialDateField
from ledgers.record_list import list_columns
from ledgers.records import CaseRecord, LedgerRecord, RegisterRecord, key_fields, own_key_fields
from ledgers.resources import model_of
from organizations.models import Organization, User
from workflows.models import StagedRecord

FIELD_OF = {
    Kind.TEXT: models.TextField,
    Kind.NAME: models.TextField,
    Kind.PHONE: models.TextField,
    Kind.CODE: models.TextField,
    Kind.CHOICE: models.TextField,
    Kind.DATE: PartialDateField,
    Kind.DATETIME: PartialDateField,
    Kind.YES_NO: models.BooleanField,
    Kind.MONEY: models.DecimalField,
    Kind.PERCENT: models.FloatField,
    Kind.COUNT: models.BigIntegerField,
    Kind.DECIMAL: models.FloatField,
}
LEDGERS = declarations.all_ledgers()
COLUMNS = [(ledger, column) for ledger in LEDGERS for column in ledger.stored_columns]


def test_items_of_the_speech_are_in_the_order_of_their_numbers():
    items = ["2.10", "10.1", "2.9", "", "2"]

    assert sorted(items, key=declarations.item_order) == ["", "2", "2.9", "2.10", "10.1"]


def test_twelve_ledgers_are_declared():
    assert {ledger.key for ledger in LEDGERS} >= {
        "weak_org", "secretary", "secretary_training", "collective_economy", "grid", "appeal", "monthly_report",
        "life_plan", "reserve", "member_training", "org_life", "center",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ledger", "column"), COLUMNS, ids=lambda each: getattr(each, "key", getattr(each, "field", ""))
)
def test_every_column_has_a_model_field_of_its_kind(ledger, column):
    field = model_of(ledger).field_of(column.field)

    assert type(field) is FIELD_OF[column.kind]


OF_WORKFLOWS = {field.name for field in StagedRecord._meta.local_fields}


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_every_model_has_only_declared_fields(ledger):
    common = {Tenure.REGISTER: RegisterRecord, Tenure.CASE: CaseRecord}.get(ledger.tenure, LedgerRecord)
    base = {field.name for field in common._meta.get_fields()} | {"id", "period"} | ({"head"} if ledger.head else set())

    own = {field.name for field in model_of(ledger)._meta.get_fields()} - base - OF_WORKFLOWS

    found = {column.codes_field for column in ledger.coded_columns}
    assert own == {*ledger.own_fields, *found, *(column.record_field for column in ledger.referring_columns)}


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.key)
def test_natural_key_is_a_named_constraint(ledger):
    constraints = model_of(ledger)._meta.constraints

    unique = [constraint for constraint in constraints if isinstance(constraint, models.UniqueConstraint)]

    names = [*key_fields(ledger), *([ledger.since] if ledger.tenure == Tenure.CASE else [])]
    if ledger.head:  # stands for the place and year of its lines too
        names = ["organization", "head", *(name for name in own_key_fields(ledger) if name in ledger.own_fields)]
    assert [list(constraint.fields) for constraint in unique] == [names]


WITH_HEADS = [ledger for ledger in LEDGERS if ledger.head]


@pytest.mark.parametrize("ledger", WITH_HEADS, ids=lambda ledger: ledger.key)
def test_every_head_has_the_declared_fields_and_a_constraint_of_its_key(ledger):
    model = heads.head_model(model_of(ledger))

    own = {field.name for field in model._meta.concrete_fields} - {"id", "organization", "version"} - OF_WORKFLOWS

    assert own == set(ledger.head_fields)
    assert [list(rule.fields) for rule in model._meta.constraints] == [["organization", *model.key_names()]]


def test_lists_show_no_remarks_and_the_columns_that_a_ledger_names_in_its_order():
    clerk = User(organization=Organization(level="city", path="000"))
    shown = {ledger.key: [column.field for column in list_columns(ledger, clerk)] for ledger in LEDGERS}

    assert not [key for key, fields in shown.items() if "note" in fields]
    assert shown["weak_org"] == ["weak_type", "problem", "first_secretary", "deadline", "rectified", "done_on"]


def test_list_cannot_name_a_column_that_the_ledger_does_not_have():
    with pytest.raises(ValueError, match="no column nothing"):
        replace(declarations.get("weak_org"), listed=("nothing",))
