"""Rows that are only ever added: the refusal in Python; triggers refuse the same in the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row of the history."""

    def __init__(self):
        super().__init__(_("历史记录只能追加，不能修改或删除。"))


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses before the database has to; the message is then one for people."""

    def update(self, **fields):
        raise AppendOnlyError

    def delete(self):
        raise AppendOnlyError

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnlyError


class AppendOnlyModel(models.Model):
    """A model whose stored rows never change."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **options):
        """Add the row; raises ``AppendOnlyError`` when it is stored already."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(**options | {"force_insert": True})

    def delete(self, **options):
        raise AppendOnlyError
