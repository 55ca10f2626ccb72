"""Checks of supported villages on the spot (实地抽查), what they found and when it was put right."""

from django.utils.translation import gettext_lazy as _

from ledgers.concerns import Overdue
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="spot_check",
        title=_("扶持项目实地抽查台账"),
        model="rectification.SpotCheck",
        item="2.3",
        natural_key=("place", "finding"),
        tenure=Tenure.CASE,
        since="visited_on",
        closed_on="closed_on",
        title_words=words(
            "实地抽查 抽查台账 抽查情况 抽查问题 抽查整改 抽查反馈 实地核查台账 实地检查台账 抽查记录 抽查发现"
        ),
        lines=words("财政局 农业农村局"),
        listed=("visited_on", "team", "finding", "due", "closed_on", "risk"),
        concerns=(Overdue("due"),),
        columns=[
            Column(
                "visited_on",
                _("抽查时间"),
                Kind.DATE,
                words("走访时间"),
                required=True,
            ),
            Column(
                "team",
                _("抽查单位"),
                synonyms=words("抽查组 抽查部门 抽查组别 牵头抽查单位 抽查主体"),
            ),
            Column(
                "finding",
                _("发现问题"),
                synonyms=words("问题 抽查发现问题 问题描述 问题清单"),
                help=_("一行写一个问题；没有发现问题的写“未发现问题”。"),
            ),
            Column(
                "due",
                _("整改时限"),
                Kind.DATE,
                words("要求完成时间 限期整改时间 应完成时间 时限 整改要求完成时间"),
                of_range="end",
            ),
            Column(
                "closed_on",
                _("整改完成时间"),
                Kind.DATE,
                words("销号时间 完成时间 实际完成时间 整改到位时间 整改完成日期 整改落实时间 整改时间"),
            ),
            Column(
                "contract_until",
                _("合同到期时间"),
                Kind.DATE,
                words("合同期限 合同到期日 经营合同到期时间 租赁到期时间 承包到期时间 合作期限 合同终止时间 租期"),
                of_range="end",
                lifelong=True,
            ),
            Column(
                "risk",
                _("风险提示"),
                synonyms=words("风险点 存在风险 经营风险 市场风险 风险说明 项目风险 风险评估"),
            ),
        ],
        rules=(NotBefore("visited_on", "due"), NotBefore("visited_on", "closed_on")),
    )
)
