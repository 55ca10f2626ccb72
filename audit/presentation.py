"""History rows as people read them: words for keys, names for fields, before and after."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import localize
from django.utils.translation import gettext as _

from audit import hiding, labels
from audit.models import AuditEntry

BLANK = (None, "", [], {})


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One row, ready to be shown."""

    entry: AuditEntry
    action: str
    kind: str
    label: str
    changes: list


def lines(entries, user):
    return [line(entry, user) for entry in entries]


def line(entry, user):
    """The row as ``user`` may read it."""
    model = _model(entry.object_type)
    kind = str(model._meta.verbose_name) if model else entry.object_type
    label, changed = hiding.as_read_by(entry, user)
    changes = [_change(model, name, values) for name, values in changed.items() if _tells_something(values)]
    return Line(entry, str(labels.label(entry.action)), kind, label, changes)


def as_text(changes):
    """All changes of a row in one cell: ``角色：填报 → 管理；…``."""
    return "；".join(f"{change.label}：{change.before} → {change.after}" for change in changes)


def _model(object_type):
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None  # the model was renamed since, or the row is about no object


def _tells_something(values):
    """A field that a new row leaves blank was nothing before and is nothing now."""
    return any(value not in BLANK for value in (values if isinstance(values, list) else [values]))


def _change(model, name, values):
    """``values`` is usually ``[before, after]``; anything else is shown as what came after."""
    field = _field(model, name)
    before, after = values if isinstance(values, list) and len(values) == 2 else (None, values)
    return Change(str(field.verbose_name) if field else name, _shown(field, before), _shown(field, after))


def _field(model, name):
    try:
        field = model and model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if hasattr(field, "verbose_name") else None


def _shown(field, value):
    """A value in words: choices by label, yes and no, nothing as 空."""
    if value in BLANK:
        return _("空")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(_shown(field, each) for each in value)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value) or (localize(value) if isinstance(value, float) else value))
