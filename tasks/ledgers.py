"""The monthly report (月报): how far each county is with each key task."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Choice, Column, Cross, Kind, Ledger, Tenure, register, words
from ledgers.periods import PeriodKind

# The numbered items of the speech in areas 一 to 三, each with the shorter words that monthly reports use.
KEY_TASKS = (
    Choice("基层党组织书记集中轮训", words("书记集中轮训 党组织书记轮训 书记轮训")),
    Choice("党员教育培训", words("党员培训 党员普遍轮训 党员教育")),
    Choice("落实党的组织生活基本制度", words("党的组织生活基本制度 组织生活制度 落实组织生活制度 组织生活")),
    Choice("整顿软弱涣散村党组织", words("软弱涣散村党组织整顿 整顿软弱涣散党组织 整顿软弱涣散 软弱涣散")),
    Choice("选优配强村党组织带头人", words("村党组织带头人队伍建设 选优配强带头人 选优配强村党组织书记")),
    Choice("发展壮大村级集体经济", words("村级集体经济 村集体经济 壮大村级集体经济 发展村级集体经济 集体经济")),
    Choice("加大乡镇党委建设力度", ("乡镇党委建设", "加强乡镇党委建设")),
    Choice("推进街道管理体制改革", words("街道管理体制改革 街道体制改革 街道改革")),
    Choice("深化社区网格化管理", words("社区网格化管理 网格化管理 网格整合")),
    Choice("强化各领域党组织互联互动", words("各领域党组织互联互动 党组织互联互动 互联互动")),
    Choice(
        "加强党群服务中心功能建设", words("党群服务中心功能建设 党群服务中心建设 加强党群服务中心建设 党群服务中心")
    ),
)

register(
    Ledger(
        key="monthly_report",
        title=_("重点任务进展月报"),
        model="tasks.MonthlyReport",
        item="4.1",
        natural_key=("place", "year", "period", "task"),
        tenure=Tenure.YEARLY,
        place_levels=("township", "county"),
        period=PeriodKind.MONTH,
        title_words=words("重点任务 进展情况月报 月报 工作进展"),
        cross=Cross(value="progress", by="task"),
        columns=[
            Column(
                "task",
                _("重点任务"),
                Kind.CHOICE,
                words("任务名称 工作任务 任务事项 工作事项 重点工作 事项 重点任务事项 主要任务"),
                required=True,
                choices=KEY_TASKS,
                bad_choice="unknown_task",
            ),
            Column(
                "progress",
                _("进度"),
                Kind.PERCENT,
                words("工作进度 完成比例 总体进度"),
                required=True,
                may_lack=True,
            ),
            Column(
                "measures",
                _("采取的主要措施"),
                synonyms=words("措施 工作开展情况 推进情况 本月工作"),
            ),
            Column(
                "problems",
                _("存在问题"),
                synonyms=words("问题"),
            ),
            Column(
                "next_steps",
                _("下步打算"),
                synonyms=words("下步工作 下步措施 工作打算 下月计划"),
            ),
            Column(
                "deadline",
                _("完成时限"),
                Kind.DATE,
                of_range="end",
                synonyms=words("时限 完成时间 时间节点 计划完成时间 时限要求"),
            ),
            Column(
                "owner",
                _("责任人"),
                Kind.NAME,
                words("责任领导 具体负责人 第一责任人 责任人姓名 联系人 直接责任人"),
                personal=True,
            ),
            Column("note", _("备注"), telling=False),
        ],
    )
)
