"""Columns of tables in Word files are as wide as their contents need."""

import pytest
from docx import Document

from documents.columns import share_width


@pytest.fixture
def table():
    table = Document().add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "指标", "本月"
    table.cell(1, 0).text, table.cell(1, 1).text = "贫困村、脱贫村第一书记在任", "45.1%"
    return table


def widths(table):
    return [column.width for column in table.columns]


def test_column_with_longer_texts_is_wider_and_the_table_stays_as_wide(table):
    before = sum(widths(table))

    share_width(table)

    first, second = widths(table)
    assert first > 2 * second
    assert before - first - second < len(table.columns)


def test_columns_that_an_office_has_set_stay(table):
    table.columns[0].width = table.columns[1].width // 2
    before = widths(table)

    share_width(table)

    assert widths(table) == before
