"""The file whose import the guide shows: the secretaries of a township as an office writes them, with three slips."""

from io import BytesIO

from openpyxl import Workbook

from rectification.models import Secretary

HEADS = ["序号", "村（社区）", "姓名", "性别", "出生年月", "学历", "任现职时间", "是否“一肩挑”", "联系电话"]


def secretaries(code):
    """Return an Excel file of the secretaries of the township with this ``code``: most rows stand there already.

    One village is misspelt, another secretary took office in a month that does not exist, and a third has a new phone.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["村（社区）党组织书记备案表"])
    sheet.append(["填报单位：漆工镇党委"])
    sheet.append(HEADS)
    records = Secretary.objects.filter(organization__parent__code=code).select_related("organization")
    rows = [_row(number, record) for number, record in enumerate(records.order_by("organization__code"), start=1)]
    rows[-1][1] += "头"
    rows[-2][6] = "2021.13"
    rows[0][8] = "10007654321"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADS))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _row(number, record):
    yes_or_no = {True: "是", False: "否", None: None}[record.director_too]
    village = record.organization.name.removesuffix("村民委员会").removesuffix("居民委员会")
    values = [record.name, record.gender, record.birth, record.education, record.appointed, yes_or_no, record.phone]
    return [number, village, *(str(value) if value else None for value in values)]
