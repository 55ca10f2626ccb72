"""Prepare rows of the history for display: labels for action keys, verbose names for fields, values in words."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import localize
from django.utils.translation import gettext as _

from audit import hiding, labels
from audit.models import AuditEntry
from audit.personal import in_clear

BLANK = (None, "", [], {})


@dataclass(frozen=True)
class Change:
    """One field before and after; ``before`` is None where the row only tells a number or text, not a change."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Line:
    """One row of the history, ready for a template."""

    entry: AuditEntry
    action: str
    kind: str
    label: str
    changes: list


def lines(entries, user):
    """Return the ``Line`` of each of ``entries``, masked for ``user``."""
    return [_line(entry, user) for entry in in_clear(entries)]


def _line(entry, user):
    model = _model(entry.object_type)
    kind = str(model._meta.verbose_name) if model else entry.object_type
    label, changed = hiding.as_read_by(entry, user)
    changes = [_change(model, name, values) for name, values in changed.items() if _tells_something(values)]
    return Line(entry, str(labels.label(entry.action)), kind, label, changes)


def as_text(changes):
    """Return all changes of a row as one text: ``角色：填报 → 管理；…``."""
    return "；".join(
        f"{change.label}：{change.after}"
        if change.before is None
        else f"{change.label}：{change.before} → {change.after}"
        for change in changes
    )


def _model(object_type):
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None  # the model was renamed after the row was written, or the row is about no object


def _tells_something(values):
    """Whether one of ``values`` is not blank. New objects record blank fields too; these are not shown."""
    return any(value not in BLANK for value in (values if isinstance(values, list) else [values]))


def _change(model, name, values):
    """Return the ``Change``; ``values`` is ``[before, after]``, any other value stands alone.

    A name that is neither a field nor registered with ``labels.register_changes`` comes from a row older than the
    code, and readers of the history know no names of fields.
    """
    field = _field(model, name)
    label = str(field.verbose_name if field else labels.change_label(name) or _("其他内容"))
    if isinstance(values, list) and len(values) == 2:
        return Change(label, _in_words(field, values[0]), _in_words(field, values[1]))
    return Change(label, None, _in_words(field, values))


def _field(model, name):
    try:
        field = model and model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if hasattr(field, "verbose_name") else None


def _in_words(field, value):
    """Return ``value`` as text: the label of a choice, 是 or 否 for a boolean, 空 for a blank value."""
    if value in BLANK:
        return _("空")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(_in_words(field, item) for item in value)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value) or (localize(value) if isinstance(value, float) else value))
