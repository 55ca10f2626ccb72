"""Weak and lax village organizations (软弱涣散) under rectification."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Lacking, Overdue, Unfinished
from ledgers.declarations import Column, Head, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="weak_org",
        title=_("软弱涣散村党组织整顿台账"),
        model="rectification.WeakOrg",
        item="2.1",
        natural_key=("place", "problem"),
        tenure=Tenure.CASE,
        since="listed_on",
        closed_on="done_on",
        head=Head("rectification.WeakCase"),
        settled_by="rectified",
        title_words=words("软弱涣散 整顿台账 整顿工作台账 整顿情况 整顿销号"),
        listed=("weak_type", "problem", "first_secretary", "deadline", "rectified", "done_on"),
        concerns=(
            Overdue("deadline"),
            Unfinished(_("未销号")),
            Lacking("four", _("四个一不齐"), words("county_leader township_leader first_secretary paired_unit")),
        ),
        columns=[
            Column(
                "weak_type",
                _("软弱涣散类型"),
                synonyms=words("类型 软弱涣散表现 整顿类型"),
                codes="weakness_types",
            ),
            Column(
                "problem",
                _("存在的主要问题"),
                synonyms=words("问题 突出问题 主要表现 问题清单"),
                required=True,
                may_lack=True,
            ),
            Column(
                "listed_on",
                _("确定时间"),
                Kind.DATE,
                words("排查时间 倒排时间 确定为软弱涣散时间"),
                of_head=True,
            ),
            Column(
                "county_leader",
                _("联村县级领导"),
                Kind.NAME,
                words(
                    "县级领导 联村领导 包联县级领导 联系领导 包村县级领导 县级包联领导 联点县领导 包抓县级领导 "
                    "挂点县领导 市级领导 包联领导 挂点县级领导"
                ),
                personal=True,
                of_head=True,
            ),
            Column(
                "township_leader",
                _("包村乡镇领导"),
                Kind.NAME,
                words("乡镇领导 包村领导 包村干部 联系乡镇领导 包抓乡镇领导 驻村领导 乡科级领导"),
                personal=True,
                of_head=True,
            ),
            Column(
                "first_secretary",
                _("第一书记"),
                Kind.NAME,
                words("驻村第一书记 第一书记姓名 选派第一书记"),
                personal=True,
                of_head=True,
            ),
            Column(
                "paired_unit",
                _("结对单位"),
                synonyms=words("联系单位 县直单位 帮扶部门 整顿帮扶单位 派出单位 县直部门"),
                of_head=True,
            ),
            Column(
                "measures",
                _("整顿措施"),
                synonyms=words("措施 主要措施"),
            ),
            Column(
                "start_on",
                _("开始时间"),
                Kind.DATE,
                words("整顿时限开始"),
                groups=("整顿时限", "整顿时间", "整改时限", "时限"),
            ),
            Column(
                "deadline",
                _("完成时限"),
                Kind.DATE,
                of_range="end",
                range_start="start_on",
                synonyms=words("整改时限 完成时间 时限 结束时间 预计销号时间 计划销号时间 截止时间 要求完成时限"),
            ),
            Column(
                "reviewed",
                _("是否“回头看”"),
                Kind.YES_NO,
                words("回头看 是否开展回头看 是否进行回头看 是否已回头看 是否完成回头看"),
            ),
            Column(
                "rectified",
                _("是否整顿到位"),
                Kind.YES_NO,
                words("整顿到位 是否到位 是否转化 是否销号 是否达标 是否转化提升 是否已整顿到位 是否完成"),
            ),
            Column(
                "done_on",
                _("销号时间"),
                Kind.DATE,
                words(
                    "实际完成时间 销号日期 验收时间 整顿完成时间 转化时间 摘帽时间 验收销号时间 办结时间 "
                    "整改完成时间 摘牌时间 验收日期"
                ),
            ),
            NOTE,
        ],
        rules=(NotBefore("start_on", "deadline"), NotBefore("start_on", "done_on")),
    )
)
