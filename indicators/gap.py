"""The elements behind a figure (名单): each with its state, those that are not met first."""

from django.db.models import Case, TextChoices, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from ledgers.declarations import Kind
from ledgers.masking import in_clear, is_masked_kind, masked
from ledgers.record_list import shown_value
from organizations.models import Organization


class State(TextChoices):
    """The states of an element. Their values sort in the order of the list."""

    NOT_MET = "not_met", _("未达到")
    UNKNOWN = "unknown", _("不明")
    MET = "met", _("已达到")


ORDER = {State.NOT_MET: 0, State.UNKNOWN: 1, State.MET: 2}


def elements(indicator, organization, *, on):
    """Return the elements of ``organization`` and all units below it as of the day ``on``, each with ``gap_state``."""
    span = indicator.span_on(on)
    met, unknown = indicator.conditions(span)
    state = Case(
        When(met, then=Value(State.MET)),
        When(unknown, then=Value(State.UNKNOWN)),
        default=Value(State.NOT_MET),
        output_field=TextField(),
    )
    rows = indicator.elements(span).filter(below_q(organization.path_on(on), field="place_path"))
    ranks = [When(gap_state=state, then=Value(rank)) for state, rank in ORDER.items()]
    rows = rows.annotate(gap_state=state).annotate(gap_rank=Case(*ranks)).order_by("gap_rank", "place_path", "pk")
    return rows if issubclass(rows.model, Organization) else rows.select_related("organization")


def labels_of(indicator, pks, *, on, user):
    """Return ``{pk: label}`` of elements of the population, also of those that left it since; two queries."""
    elements = indicator.population.rows(indicator.span_on(on)).model._default_manager.filter(pk__in=pks)
    if not issubclass(elements.model, Organization):
        elements = elements.select_related("organization")
    return {element.pk: label_of(element, user=user) for element in elements}


def place_of(element):
    """The unit that the element belongs to; of a unit, the unit itself."""
    return element if isinstance(element, Organization) else element.organization


def label_of(element, *, user=None):
    """Name the element for lists. Names of persons are masked outside the own unit of ``user``, and without a user."""
    unit = place_of(element)
    if element is unit:
        return unit.name
    ledger = element.ledger()
    if user is not None and not ledger.is_open_to(user):
        return unit.name
    texts = [_text(column, element, user) for column in element.key_columns]
    return "　".join([unit.name, *(text for text in texts if text)])


def _text(column, record, user):
    text = str(shown_value(column, getattr(record, column.field)) or "")
    is_clear = user is not None and in_clear(user, record.organization)
    if is_masked_kind(column) and not is_clear:
        return masked(column, text)
    return text if column.kind == Kind.NAME or len(text) <= LONGEST else f"{text[:LONGEST]}…"


LONGEST = 16  # characters of a text in a label
