"""System checks of the declarations: only when all apps are loaded is it known which keys exist."""

from datetime import date

from django.core import checks
from django.db.models import Q

from indicators import populations, registry
from indicators.populations import UNITS
from ledgers import declarations
from ledgers.records import LedgerRecord

SOME_DAY = date(2026, 5, 31)  # conditions are built for a day, and their columns are the same on each


def connect():
    checks.register(check_indicators)


def check_indicators(app_configs, **options):
    """Report indicators whose population, ledgers or area nobody declares, and those that ask for a required column."""
    return [problem for indicator in registry.all_indicators() for problem in _problems(indicator)]


def _problems(indicator):
    if not populations.is_declared(indicator.of):
        yield checks.Error(f"{indicator.key} measures {indicator.of}, which no app declares.", id="indicators.E001")
        return
    for key in indicator.read_ledgers:
        if key != UNITS and key not in {ledger.key for ledger in declarations.all_ledgers()}:
            yield checks.Error(f"{indicator.key} reads {key}, which is no ledger.", id="indicators.E002")
    if indicator.area not in registry.area_labels():
        yield checks.Error(f"No app names the area {indicator.area} of {indicator.key}.", id="indicators.E004")
    if is_always_met(indicator):
        message = f"{indicator.key} only asks for columns that no record lacks, so it is always met."
        yield checks.Error(message, id="indicators.E003")


def is_always_met(indicator):
    """Whether ``met`` asks only for columns of the population's own ledger that each record must fill in."""
    span = indicator.span_on(SOME_DAY)
    model, met = indicator.population.rows(span).model, indicator.met(span)
    if not (issubclass(model, LedgerRecord) and isinstance(met, Q)):
        return False
    required = {column.field for column in model.ledger().columns if column.required and not column.may_lack}
    fields = {lookup.partition("__")[0] for lookup in _lookups(met)}
    return bool(fields) and fields <= required


def _lookups(condition):
    """The lookups in a ``Q``; a part that is no lookup gives an empty name."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from _lookups(child)
        else:
            yield child[0] if isinstance(child, tuple) else ""
