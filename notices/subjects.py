"""Subjects: the objects that events and reminders are about. Apps register their kinds in ``AppConfig.ready``.

An event names its subject by kind and pk, not by a foreign key. Assignments and all other objects with a deadline
share the same watch, digest and timeline.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, TextField, Value
from django.db.models.functions import Cast, Concat
from django.db.models.signals import post_delete

_kinds = {}


@dataclass(frozen=True)
class SubjectKind:
    """A kind of subject, such as assignments.

    ``key`` is stored with events and must never change. ``model`` has a field ``organization`` and a manager
    with ``visible_to(user)``. ``path_of(pk)`` returns the URL path of the page about a subject; the pk must stand
    between two slashes (``/tasks/assignments/12/``). ``related`` are the relations that ``str(subject)`` needs.
    ``period_name(subject, start)`` names a period, for kinds whose events belong to periods.
    """

    key: str
    label: str
    model: type[Model]
    path_of: Callable[[int], str]
    related: tuple[str, ...] = ()
    period_name: Callable | None = None

    def path_expression(self):
        """Return ``path_of`` as an SQL expression, for a statement that writes an event for each row of ``model``."""
        before, _, after = self.path_of(0).rpartition("/0/")
        return Concat(Value(f"{before}/"), Cast("pk", TextField()), Value(f"/{after}"), output_field=TextField())

    def fields_of(self, subject):
        """Return the fields of ``AboutSubject`` for an event or a reminder about ``subject``."""
        return {
            "subject_kind": self.key,
            "subject_id": subject.pk,
            "path": self.path_of(subject.pk),
            "organization_id": subject.organization_id,
        }


def register(kind):
    """Register ``kind``. When one of its subjects is deleted, its events and reminders are deleted too."""
    if kind.key in _kinds:
        raise ValueError(f"two kinds of subjects are called {kind.key}")
    _kinds[kind.key] = kind
    post_delete.connect(_delete_what_is_about, sender=kind.model)


def kinds():
    return list(_kinds.values())


def _delete_what_is_about(sender, instance, **kwargs):
    for kind in kinds():
        if kind.model is sender:
            for name in ("DeadlineEvent", "Reminder"):
                apps.get_model("notices", name).objects.about(kind, [instance.pk]).delete()


def add_names(rows):
    """Set ``subject_name`` on each of ``rows``: one query for each kind that occurs."""
    names = {}
    for kind in kinds():
        if pks := {row.subject_id for row in rows if row.subject_kind == kind.key}:
            subjects = kind.model._base_manager.filter(pk__in=pks).select_related(*kind.related)
            names |= {(kind.key, subject.pk): str(subject) for subject in subjects}
    for row in rows:
        row.subject_name = names.get((row.subject_kind, row.subject_id), "")
