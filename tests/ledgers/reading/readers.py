"""Readers of the values of one column, without a table around them."""

import pytest

from ledgers.declarations import Column
from ledgers.reading.values.base import UnreadableError
from ledgers.reading.values.factory import Setting, reader_for


def reader(kind, setting=None, **options):
    return reader_for(Column("field", "栏目", kind, **options), setting or Setting(year=2020))


def refused(kind, cell, setting=None, **options):
    """Return the error with which the reader refuses ``cell``."""
    with pytest.raises(UnreadableError) as error:
        reader(kind, setting, **options).read(cell)
    return error.value
