"""Upper bounds for files and texts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from files.errors import FileError

MEGABYTE = 1024 * 1024
TOO_MANY_CELLS = "too_many_cells"  # the code of the ``FileError`` for a sheet that is too large
LONGEST_TEXT = 32_767
"""Characters that a cell may hold in every spreadsheet program; only .csv and .ods can have longer ones."""
LONGEST_VALUE = 500
"""Characters of a date, number, name, phone, code, choice or mark, with room for remarks in brackets."""
LONGEST_ABOVE = 1_000
"""Characters of a title or of a row of labels above a table; a longer text there is an instruction."""


@dataclass(frozen=True)
class Limits:
    """Upper bounds of one file; beyond one of them reading raises ``FileError``."""

    file_bytes: int = 30 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    entries: int = 2_000
    sheets: int = 200
    rows: int = 200_000
    columns: int = 256
    cells: int = 4_000_000
    merges: int = 60_000


def too_many_cells(limits):
    return FileError(
        TOO_MANY_CELLS,
        _("表格过大：每表最多 %(rows)d 行、%(columns)d 列、%(cells)d 格。请删除多余的行列，或分成几个文件上传。")
        % {"rows": limits.rows, "columns": limits.columns, "cells": limits.cells},
    )
