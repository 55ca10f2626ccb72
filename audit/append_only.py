"""Models whose rows can be added but not changed or deleted. Triggers in the database refuse the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row of the history."""

    def __init__(self):
        super().__init__(_("历史记录只能追加，不能修改或删除。"))


class AppendOnlyQuerySet(models.QuerySet):
    """Raises ``AppendOnlyError``, whose message people can read, before the database refuses."""

    def update(self, **fields):
        raise AppendOnlyError

    def delete(self):
        raise AppendOnlyError

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnlyError


class AppendOnlyModel(models.Model):
    """Base of models whose stored rows never change."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **options):
        """Add the row; raise ``AppendOnlyError`` when it is already stored."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(**options | {"force_insert": True})

    def delete(self, **options):
        raise AppendOnlyError
