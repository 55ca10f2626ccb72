"""Decisions of joint meetings (联席会议议定事项), each with who carries it out and by when."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Overdue, Unfinished
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="meeting_decision",
        title=_("党建联席会议议定事项台账"),
        model="governance.MeetingDecision",
        item="3.3",
        natural_key=("place", "decision"),
        tenure=Tenure.CASE,
        since="met_on",
        closed_on="done_on",
        place_levels=("village", "township", "county"),
        title_words=words("议定事项 议决事项 联席会议事项 联席会议决定"),
        listed=("met_on", "decision", "owner", "due", "done_on"),
        concerns=(
            Overdue("due"),
            Unfinished(_("未完成")),
        ),
        columns=[
            Column(
                "met_on",
                _("会议时间"),
                Kind.DATE,
                words("议定时间 召开时间"),
            ),
            Column(
                "decision",
                _("议定事项"),
                synonyms=words("议决事项 决定事项 会议议定事项 事项 会议决定"),
                required=True,
            ),
            Column(
                "owner",
                _("责任单位"),
                synonyms=words("落实单位 责任部门 认领单位 责任主体 责任领导"),
            ),
            Column(
                "due",
                _("完成时限"),
                Kind.DATE,
                words("时限 计划完成时间 要求完成时间 办理时限"),
                of_range="end",
            ),
            Column(
                "done_on",
                _("完成时间"),
                Kind.DATE,
                words("实际完成时间 落实时间"),
            ),
            NOTE,
        ],
        rules=(NotBefore("met_on", "due"), NotBefore("met_on", "done_on")),
    )
)
