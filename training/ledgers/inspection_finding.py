"""What inspections (巡察) found about Party life, and whether it was put right in time."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Overdue, Unfinished
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

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
        concerns=(
            Overdue("due"),
            Unfinished(_("未整改完成")),
        ),
        columns=[
            Column(
                "branch",
                _("被巡察党组织"),
                synonyms=words("被巡察单位 党组织 党组织名称 整改单位 责任单位"),
            ),
            Column(
                "finding",
                _("发现问题"),
                synonyms=words(
                    "问题 反馈问题 巡察发现问题 巡察反馈问题 问题描述 发现的问题 问题清单 问题内容 反馈的问题"
                ),
                required=True,
            ),
            Column(
                "found_on",
                _("反馈时间"),
                Kind.DATE,
                words("发现时间 巡察时间 交办时间 问题反馈时间"),
            ),
            Column(
                "measures",
                _("整改措施"),
                synonyms=words("措施 整改情况 整改落实情况 整改进展"),
                telling=False,
            ),
            Column(
                "due",
                _("整改时限"),
                Kind.DATE,
                of_range="end",
                synonyms=words("时限 要求完成时间 计划完成时间 整改截止时间"),
            ),
            Column(
                "closed_on",
                _("整改完成时间"),
                Kind.DATE,
                words("完成时间 销号时间 整改到位时间 实际完成时间 整改时间"),
            ),
            NOTE,
        ],
        rules=(NotBefore("found_on", "due"), NotBefore("found_on", "closed_on")),
    )
)
