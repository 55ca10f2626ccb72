"""What inspections (巡察) found about Party life, and whether it was put right in time."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Kind, Ledger, NotBefore, Tenure, register, words

register(
    Ledger(
        key="inspection_finding",
        title=_("组织生活巡察整改台账"),
        model="training.InspectionFinding",
        item="1.3",
        natural_key=("place", "branch", "finding"),
        tenure=Tenure.CASE,
        since="found_on",
        closed_on="closed_on",
        place_levels=("village", "township", "county", "city"),
        place_in="branch",
        title_words=words("巡察整改 组织生活巡察 巡察发现 巡察反馈 组织生活整改"),
        columns=[
            Column(
                "branch",
                _("被巡察党组织"),
                synonyms=words(
                    "被巡察单位 被巡察党支部 党组织 党组织名称 党支部 支部 支部名称 党支部名称 整改单位 责任单位 "
                    "责任党组织 整改党组织 被巡察单位党组织"
                ),
                like=(r"^(?:被巡察|整改|责任).{0,3}(?:单位|党组织|支部)",),
            ),
            Column(
                "finding",
                _("发现问题"),
                synonyms=words(
                    "问题 存在问题 存在的问题 反馈问题 巡察发现问题 巡察反馈问题 问题描述 具体问题 主要问题 发现的问题 "
                    "问题清单 问题内容 反馈的问题"
                ),
                like=(r"(?:发现|反馈|存在|具体).{0,2}问题", r"问题.{0,2}(?:描述|内容|表现)$"),
                required=True,
            ),
            Column(
                "found_on",
                _("反馈时间"),
                Kind.DATE,
                words("发现时间 巡察时间 反馈日期 巡察反馈时间 发现日期 交办时间 问题反馈时间"),
                like=(r"(?:反馈|发现|巡察|交办).{0,2}(?:时间|日期)$",),
            ),
            Column(
                "measures",
                _("整改措施"),
                synonyms=words("措施 整改情况 整改举措 整改落实情况 整改进展 整改办法 采取措施 整改进展情况"),
                like=(r"整改.{0,4}(?:措施|举措|情况|进展)",),
                telling=False,
            ),
            Column(
                "due",
                _("整改时限"),
                Kind.DATE,
                of_range="end",
                synonyms=words(
                    "整改期限 完成时限 时限 整改完成时限 要求完成时间 限期 计划完成时间 整改截止时间 完成期限"
                ),
                like=(r"(?:整改|完成|办理).{0,4}(?:时限|期限)", r"^(?:计划|要求|应).{0,6}(?:时间|日期)$"),
            ),
            Column(
                "closed_on",
                _("整改完成时间"),
                Kind.DATE,
                words("完成时间 销号时间 整改到位时间 实际完成时间 完成日期 销号日期 整改销号时间 办结时间 整改时间"),
                like=(r"^(?!计划|要求|应).*(?:完成|销号|到位|办结).{0,2}(?:时间|日期)$",),
            ),
            NOTE,
        ],
        rules=(NotBefore("found_on", "due"), NotBefore("found_on", "closed_on")),
    )
)
