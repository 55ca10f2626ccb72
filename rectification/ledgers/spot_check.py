"""Checks of supported villages on the spot (实地抽查), what they found and when it was put right."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Column, Kind, Ledger, NotBefore, Tenure, register, words

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
        columns=[
            Column(
                "visited_on",
                _("抽查时间"),
                Kind.DATE,
                words(
                    "抽查日期 实地抽查时间 检查时间 检查日期 核查时间 实地核查时间 实地检查时间 抽查年月 走访时间 "
                    "现场抽查时间"
                ),
                like=(r"(?:抽查|核查|检查).{0,4}(?:时间|日期|年月)",),
                required=True,
            ),
            Column(
                "team",
                _("抽查单位"),
                synonyms=words(
                    "抽查组 检查组 抽查部门 检查单位 核查单位 抽查组别 牵头抽查单位 检查部门 核查组 抽查主体"
                ),
                like=(r"(?:抽查|检查|核查).{0,2}(?:单位|组|部门)$",),
            ),
            Column(
                "finding",
                _("发现问题"),
                synonyms=words(
                    "发现的问题 存在问题 存在的问题 问题 抽查发现问题 发现的主要问题 主要问题 问题描述 抽查发现的问题 "
                    "问题清单 检查发现问题 发现问题情况 具体问题"
                ),
                like=(r"^(?!.*(?:整改|是否|个数|数量)).*(?:发现|存在|主要).{0,4}问题",),
                help=_("一行写一个问题；没有发现问题的写“未发现问题”。"),
            ),
            Column(
                "due",
                _("整改时限"),
                Kind.DATE,
                words(
                    "整改期限 完成时限 整改完成时限 要求完成时间 限期整改时间 整改截止时间 应完成时间 时限 "
                    "整改要求完成时间 完成期限"
                ),
                like=(r"^(?!.*实际).*(?:时限|期限|截止)", r"(?:要求|计划|应).{0,4}完成.{0,2}(?:时间|日期)"),
                of_range="end",
            ),
            Column(
                "closed_on",
                _("整改完成时间"),
                Kind.DATE,
                words(
                    "销号时间 完成时间 实际完成时间 整改到位时间 整改完成日期 办结时间 整改销号时间 销号日期 完成日期 "
                    "实际整改完成时间 整改落实时间 整改时间"
                ),
                like=(r"(?:销号|办结|到位|实际完成|整改完成).{0,2}(?:时间|日期)",),
            ),
            Column(
                "contract_until",
                _("合同到期时间"),
                Kind.DATE,
                words(
                    "合同期限 合同截止时间 合同到期日 经营合同到期时间 租赁到期时间 承包到期时间 合作期限 合同终止时间 "
                    "合同到期 租期 合同到期日期"
                ),
                like=(r"(?:合同|租赁|承包|合作).{0,4}(?:到期|期限|截止|终止)",),
                of_range="end",
                lifelong=True,
            ),
            Column(
                "risk",
                _("风险提示"),
                synonyms=words(
                    "风险点 存在风险 风险情况 风险隐患 经营风险 市场风险 风险 风险说明 项目风险 风险防范 风险评估"
                ),
                like=(r"风险",),
            ),
        ],
        rules=(NotBefore("visited_on", "due"), NotBefore("visited_on", "closed_on")),
    )
)
