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
                    "计划培训人数 计划轮训人数 计划轮训党员数 目标人数 培训目标 年度目标 年度培训目标 计划人数 "
                    "年度计划人数 计划培训党员 计划轮训党员 年度轮训人数 年度计划培训人数 拟培训人数"
                ),
                like=(r"(?:计划|目标|拟).{0,6}(?:人数|党员数?|人次)$",),
            ),
            Column(
                "classes",
                _("计划办班期数"),
                Kind.COUNT,
                words(
                    "计划班次 计划办班 计划期数 计划班次数 计划办班数 办班期数 计划培训班次 计划举办班次 拟办班期数 "
                    "计划培训期数 年度计划班次 计划举办期数 班次数 期数"
                ),
                like=(r"(?:计划|拟|举办).{0,6}(?:班次?|期|期数|班次数|班数)$",),
            ),
            Column(
                "compulsory",
                _("是否安排必修课"),
                Kind.YES_NO,
                words("必修课 必修课程 是否有必修课 是否列入必修课 是否设必修课 是否安排必修课程 必修课是否落实"),
                like=(r"必修课",),
                yes_words=words("已安排 已列入"),
                no_words=words("未安排 未列入"),
            ),
            Column(
                "teachers",
                _("师资人数"),
                Kind.COUNT,
                words(
                    "师资 师资数 师资库人数 教师人数 讲师人数 师资队伍人数 师资库 教师数 讲师数 兼职教师人数 师资力量"
                ),
                like=(r"(?:师资|教师|讲师).{0,4}(?:数|人数|人)$",),
            ),
            Column(
                "bases",
                _("培训基地数"),
                Kind.COUNT,
                words(
                    "培训基地 基地 基地数 阵地 阵地数 培训阵地 培训阵地数 教学点 教学点数 教育基地 "
                    "教育基地数 现场教学点数"
                ),
                like=(r"(?:基地|阵地|教学点).{0,3}(?:数|个数)$",),
            ),
            Column(
                "budget_yuan",
                _("经费预算"),
                Kind.MONEY,
                words("预算 培训经费预算 预算经费 经费预算数 安排经费 预算安排 年度预算 计划经费 经费安排 预算金额"),
                like=(r"预算|(?:安排|计划).{0,2}经费",),
            ),
            Column(
                "spent_yuan",
                _("已支出经费"),
                Kind.MONEY,
                words("已支出 支出 经费支出 已使用经费 实际支出 已用经费 支出经费 使用经费 已使用 执行数 支出金额"),
                like=(r"支出|(?:已|实际).{0,2}(?:使用|用)",),
            ),
            NOTE,
        ],
    )
)
