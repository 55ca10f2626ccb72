"""Requests of residents (群众诉求) and whether they were answered in time."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import PHONE
from ledgers.concerns import Overdue, Says, Unfinished
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import DueAfter, Late, NotBefore

register(
    Ledger(
        key="appeal",
        title=_("群众诉求限时办结台账"),
        model="governance.Appeal",
        item="3.4",
        natural_key=("place", "no", "received_at", "content"),
        tenure=Tenure.EVENT,
        since="received_at",
        place_levels=("village", "township", "county"),
        title_words=words("诉求 接诉即办 限时办结 民呼必应 工单"),
        listed=("no", "received_at", "kind", "content", "due_at", "finished_at", "satisfied"),
        concerns=(
            Overdue("due_at", done="finished_at", label=_("逾期未办结")),
            Unfinished(done="finished_at"),
            Says(_("超期"), "overdue", True),
            Says(_("不满意"), "satisfied", False),
            Says(_("未解决"), "solved", False),
        ),
        columns=[
            Column(
                "no",
                _("编号"),
                Kind.CODE,
                words("工单编号 受理编号 诉求编号 事项编号"),
            ),
            Column(
                "received_at",
                _("受理时间"),
                Kind.DATETIME,
                words(
                    "接诉时间 登记时间 受理日期 来电时间 接件时间 反映时间 接收时间 收到时间 登记日期 受理时刻 派单时间"
                ),
            ),
            Column(
                "signed_at",
                _("签收时间"),
                Kind.DATETIME,
                words("承办单位签收时间 部门签收时间 接单时间"),
                telling=False,
            ),
            Column(
                "kind",
                _("诉求类别"),
                synonyms=words("类别 问题类别 事项类别 办理类别"),
                codes="demand_categories",
            ),
            Column(
                "content",
                _("诉求内容"),
                synonyms=words("内容 主要内容 反映问题 具体内容 问题描述 群众诉求 主要诉求 诉求描述"),
                required=True,
            ),
            Column(
                "person",
                _("反映人"),
                Kind.NAME,
                words("姓名 联系人"),
                personal=True,
                kept=False,  # domain 6.5: of a complaint only category, place and a neutral summary are kept
            ),
            Column(
                "phone",
                _("联系电话"),
                Kind.PHONE,
                PHONE.synonyms + words("诉求人电话"),
                personal=True,
                kept=False,
            ),
            Column(
                "dept",
                _("承办单位"),
                synonyms=words("承办部门 派单单位"),
            ),
            Column(
                "due_at",
                _("办结时限"),
                Kind.DATETIME,
                words("办理时限 时限 办理期限 应办结时间 要求办结时间 截止时间 限办时间 规定办结时间"),
            ),
            Column(
                "limit_hours",
                _("办理时长（小时）"),
                Kind.DECIMAL,
                words("办结时长 限办时长 限时小时 办理小时数"),
                converts=(("天", 24), ("日", 24), ("工作日", 24), ("个工作日", 24)),
                telling=False,
            ),
            Column(
                "finished_at",
                _("办结时间"),
                Kind.DATETIME,
                words("实际办结时间 办理时间 反馈时间"),
            ),
            Column(
                "result",
                _("办理结果"),
                synonyms=words("结果 办理情况 办结情况 回复内容"),
            ),
            Column(
                "solved",
                _("是否解决"),
                Kind.YES_NO,
                words("是否已解决 是否实际解决 群众诉求是否解决 问题是否得到解决"),
                yes_words=words("解决 已解决 全部解决 基本解决"),
                no_words=words("未解决 部分解决 暂未解决"),
                open_words=words("办理中 正在办理 未办结"),
                telling=False,
            ),
            Column(
                "satisfied",
                _("是否满意"),
                Kind.YES_NO,
                words("满意度 群众是否满意 满意 回访结果"),
                yes_words=words("非常满意 很满意 比较满意 较满意 基本满意"),
                no_words=words("不满意 非常不满意 很不满意"),
                open_words=words("未回访 尚未回访 待回访 未评价 尚未评价 待评价 未反馈 未办结 办理中 正在办理"),
            ),
            Column(
                "repeated",
                _("是否重复诉求"),
                Kind.YES_NO,
                words("是否重复 重复诉求 重复件"),
                telling=False,
            ),
            Column(
                "overdue",
                _("是否超期"),
                Kind.YES_NO,
                words("超期 是否超时限"),
            ),
        ],
        derived=(DueAfter("due_at", "received_at", "limit_hours"), Late("overdue", "due_at", "finished_at")),
        rules=(
            NotBefore("received_at", "signed_at"),
            NotBefore("received_at", "due_at"),
            NotBefore("received_at", "finished_at"),
        ),
    )
)
