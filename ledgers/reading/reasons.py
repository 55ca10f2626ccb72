"""The reasons for holding a row back and for warnings, with their Chinese labels and what they mean for the row.

A row that is held back cannot be true and stays out until it is corrected, or it is only doubtful: then a person may
accept it as it stands (``DOUBTFUL``). A warning holds nothing back.
"""

from django.utils.translation import gettext_lazy as _

UNKNOWN_COUNTY = "unknown_county"
UNKNOWN_TOWNSHIP = "unknown_township"
UNKNOWN_VILLAGE = "unknown_village"
WRONG_COUNTY = "wrong_county"
WRONG_TOWNSHIP = "wrong_township"
AMBIGUOUS_COUNTY = "ambiguous_county"
AMBIGUOUS_TOWNSHIP = "ambiguous_township"
AMBIGUOUS_VILLAGE = "ambiguous_village"
MISSING_PLACE = "missing_place"
OUT_OF_SCOPE = "out_of_scope"
UNKNOWN_TASK = "unknown_task"
UNKNOWN_KIND = "unknown_kind"
INVALID_CHOICE = "invalid_choice"
INVALID_DATE = "invalid_date"
AMBIGUOUS_DATE = "ambiguous_date"
INVALID_NUMBER = "invalid_number"
INVALID_PERCENT = "invalid_percent"
INVALID_CODE = "invalid_code"
INVALID_MARK = "invalid_mark"
INVALID_TEXT = "invalid_text"
NEGATIVE_NUMBER = "negative_number"
NEGATIVE_AMOUNT = "negative_amount"
END_BEFORE_START = "end_before_start"
ZERO_DAYS = "zero_days"
ZERO_HOURS = "zero_hours"
DAYS_DISAGREE = "days_disagree"
SPENT_OVER_TOTAL = "spent_over_total"
ATTENDED_OVER_SHOULD = "attended_over_should"
DATE_IN_FUTURE = "date_in_future"
MISSING_REQUIRED = "missing_required"
MISSING_PERIOD = "missing_period"
DUPLICATE_ROW = "duplicate_row"
OUTSIDE = "outside"

LABELS = {
    UNKNOWN_COUNTY: _("县区不存在"),
    UNKNOWN_TOWNSHIP: _("乡镇不存在"),
    UNKNOWN_VILLAGE: _("村（社区）不存在"),
    WRONG_COUNTY: _("不属于所填县区"),
    WRONG_TOWNSHIP: _("不属于所填乡镇"),
    AMBIGUOUS_COUNTY: _("县区不唯一"),
    AMBIGUOUS_TOWNSHIP: _("乡镇不唯一"),
    AMBIGUOUS_VILLAGE: _("村（社区）不唯一"),
    MISSING_PLACE: _("没有写明单位"),
    OUT_OF_SCOPE: _("不在本单位范围"),
    UNKNOWN_TASK: _("不是重点任务"),
    UNKNOWN_KIND: _("没有这个类别"),
    INVALID_CHOICE: _("不在可选范围"),
    INVALID_DATE: _("日期有误"),
    AMBIGUOUS_DATE: _("日期不唯一"),
    INVALID_NUMBER: _("数字有误"),
    INVALID_PERCENT: _("百分比有误"),
    INVALID_CODE: _("编号已失真"),
    INVALID_MARK: _("是否标记有误"),
    INVALID_TEXT: _("内容有误"),
    NEGATIVE_NUMBER: _("数量为负"),
    NEGATIVE_AMOUNT: _("金额为负"),
    END_BEFORE_START: _("时间先后颠倒"),
    ZERO_DAYS: _("天数为零"),
    ZERO_HOURS: _("学时为零"),
    DAYS_DISAGREE: _("天数与起止时间不符"),
    SPENT_OVER_TOTAL: _("支出超过总额"),
    ATTENDED_OVER_SHOULD: _("实到多于应到"),
    DATE_IN_FUTURE: _("时间还没有到"),
    MISSING_REQUIRED: _("缺少必填内容"),
    MISSING_PERIOD: _("没有写明月份（季度）"),
    DUPLICATE_ROW: _("重复行"),
    OUTSIDE: _("不得录入的内容"),
}

DOUBTFUL = frozenset((ZERO_DAYS, ZERO_HOURS, DAYS_DISAGREE, SPENT_OVER_TOTAL))


def is_doubtful(reason):
    """Whether a person may accept a row that is held back for ``reason`` as it stands."""
    return reason in DOUBTFUL


# Warnings: the row is imported, and a person should check it.
APPROXIMATE = "approximate"
STRANGE_PHONE = "strange_phone"
STRANGE_NAME = "strange_name"
PICTURE = "picture"
HIDDEN_ROWS = "hidden_rows"
OLD_NAME = "old_name"
SUM_DIFFERS = "sum_differs"
TOTAL_DIFFERS = "total_differs"
EXCEEDS = "exceeds"
UNUSUAL = "unusual"
IDENTITY_NUMBER = "identity_number"
UNCALCULATED = "uncalculated"
SHARED_CELL = "shared_cell"
EXTENSION = "extension"
