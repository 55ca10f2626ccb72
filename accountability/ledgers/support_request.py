"""What units asked departments to do by a day (部门配合), and when the departments answered."""

from django.utils.translation import gettext_lazy as _

from ledgers.concerns import Overdue, Unfinished
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="support_request",
        title=_("部门配合事项台账"),
        model="accountability.SupportRequest",
        item="4.3",
        natural_key=("place", "department", "content"),
        tenure=Tenure.CASE,
        since="asked_on",
        closed_on="done_on",
        place_levels=("village", "township", "county"),
        place_words={"county": words("提出单位 提请单位 需求单位 申请单位 商请单位 来函单位 报送单位 发起单位")},
        lines=words("人力资源和社会保障局 民政局 财政局 农业农村局 团委 妇联 总工会 市场监督管理局"),
        title_words=words("部门配合 配合事项 协调事项 商请事项 提请事项 部门协作 部门支持 需部门 协同事项 联动事项"),
        listed=("department", "content", "asked_on", "due", "done_on", "answer"),
        concerns=(
            Overdue("due"),
            Unfinished(),
        ),
        columns=[
            Column(
                "department",
                _("配合部门"),
                synonyms=words(
                    "部门 配合单位 支持部门 协作部门 协调部门 被商请部门 涉及部门 承办单位 协助部门 群团组织 "
                    "配合部门名称"
                ),
                required=True,
            ),
            Column(
                "content",
                _("需配合事项"),
                synonyms=words(
                    "配合事项 事项 协调事项 商请事项 需求事项 需协调事项 配合内容 提请事项 需支持事项 需解决的问题"
                ),
                required=True,
            ),
            Column(
                "asked_on",
                _("提出时间"),
                Kind.DATE,
                words("提请时间 商请时间 发函时间 申请时间 交办时间 发起时间 来函时间 转办时间"),
            ),
            Column(
                "due",
                _("要求办结时间"),
                Kind.DATE,
                words("时限 办理时限 配合时限 要求答复时间"),
                of_range="end",
            ),
            Column(
                "promised_on",
                _("部门承诺时间"),
                Kind.DATE,
                words("承诺时间 承诺时限 预计办结时间"),
            ),
            Column(
                "done_on",
                _("实际办结时间"),
                Kind.DATE,
                words("办结时间 答复时间"),
            ),
            Column(
                "answer",
                _("答复情况"),
                synonyms=words("办理情况 答复 办结情况 配合情况 结果 答复内容 完成情况"),
            ),
        ],
        rules=(NotBefore("asked_on", "due"), NotBefore("asked_on", "promised_on"), NotBefore("asked_on", "done_on")),
    )
)
