import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from files.writing import Column, escape, table_response

COLUMNS = [Column("村"), Column("完成率", "percent"), Column("金额", "money"), Column("期限", "date")]


def content(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx=1"])
def test_text_that_looks_like_a_formula_is_escaped(text):
    assert escape(text) == "'" + text


@pytest.mark.parametrize("text", ["-", "-5", "+3.5", "湖塘村", "-12.5%", ""])
def test_plain_text_and_numbers_stay_as_they_are(text):
    assert escape(text) == text


def test_control_characters_are_dropped():
    assert escape("湖\x00塘\x0b村") == "湖塘村"


def test_xlsx_has_types_title_and_note():
    rows = [["湖塘村", 0.85, Decimal("1234.50"), date(2026, 10, 31)], ["=1+1", None, "", None]]

    response = table_response(name="台账", title="整顿台账", columns=COLUMNS, rows=rows, note="单位：元")

    sheet = load_workbook(io.BytesIO(content(response))).active
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == ["整顿台账", "单位：元", "村"]
    assert [cell.value for cell in sheet[4]][:3] == ["湖塘村", 0.85, 1234.5]
    assert sheet["D4"].value.date() == date(2026, 10, 31)
    assert sheet["A5"].value == "'=1+1"


def test_csv_starts_with_a_byte_order_mark():
    rows = [["湖塘村，东", 0.85, Decimal("1234.50"), date(2026, 10, 31)]]

    response = table_response(name="台账", title="整顿台账", columns=COLUMNS, rows=rows, file_format="csv")

    expected = "\ufeff村,完成率,金额,期限\r\n湖塘村，东,0.85,1234.50,2026-10-31\r\n"
    assert content(response).decode() == expected


def test_a_table_of_one_column_and_no_rows_is_a_valid_workbook():
    response = table_response(name="空表", title="空表", columns=[Column("村")], rows=[])

    assert load_workbook(io.BytesIO(content(response))).active["A2"].value == "村"
