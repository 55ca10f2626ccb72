"""The yearly part of the plan that trains all Party members in five years (五年规划年度计划), for each county."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="cycle_plan",
        title=_("党员教育培训五年规划年度计划"),
        model="training.CyclePlan",
        item="1.2",
        natural_key=("place", "year"),
        tenure=Tenure.YEARLY,
        place_levels=("county", "city"),
        title_words=words(
            "五年规划年度计划 党员教育培训规划 党员教育培训计划 党员培训计划 党员轮训计划 党员教育培训年度计划 "
            "党员教育培训工作计划 轮训规划"
        ),
        columns=[
            Column(
                "target",
                _("计划培训党员数"),
                Kind.COUNT,
                words(
                    "计划培训人数 计划轮训人数 计划轮训党员数 目标人数 培训目标 年度目标 计划人数 年度计划人数 "
                    "计划培训党员 年度轮训人数 年度计划培训人数 拟培训人数"
                ),
            ),
            Column(
                "classes",
                _("计划办班期数"),
                Kind.COUNT,
                words("计划办班 计划班次数 计划办班数 年度计划班次 期数"),
            ),
            Column(
                "compulsory",
                _("是否安排必修课"),
                Kind.YES_NO,
                words("必修课 是否有必修课 是否列入必修课 是否设必修课 必修课是否落实"),
                yes_words=words("已安排 已列入"),
                no_words=words("未安排 未列入"),
            ),
            Column(
                "teachers",
                _("师资人数"),
                Kind.COUNT,
                words("师资 师资库人数 师资队伍人数 兼职教师人数 师资力量"),
            ),
            Column(
                "bases",
                _("培训基地数"),
                Kind.COUNT,
                words("基地 阵地 现场教学点数"),
            ),
            Column(
                "budget_yuan",
                _("经费预算"),
                Kind.MONEY,
                words("预算 培训经费预算 经费预算数 安排经费 年度预算"),
            ),
            Column(
                "spent_yuan",
                _("已支出经费"),
                Kind.MONEY,
                words("支出 实际支出 执行数"),
            ),
            NOTE,
        ],
    )
)
