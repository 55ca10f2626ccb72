"""Decisions of joint meetings (联席会议议定事项), each with who carries it out and by when."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Kind, Ledger, NotBefore, Tenure, register, words

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
        columns=[
            Column(
                "met_on",
                _("会议时间"),
                Kind.DATE,
                words("议定时间 召开时间 会议日期 议定日期"),
                like=(r"(?:会议|议定|召开).*(?:时间|日期)",),
            ),
            Column(
                "decision",
                _("议定事项"),
                synonyms=words("议决事项 决定事项 会议议定事项 事项 事项内容 议定内容 会议决定 具体事项"),
                like=(r"(?:议定|议决|决定).{0,2}(?:事项|内容)",),
                required=True,
            ),
            Column(
                "owner",
                _("责任单位"),
                synonyms=words("牵头单位 承办单位 落实单位 责任部门 认领单位 责任主体 责任领导 牵头部门"),
                like=(r"(?:责任|牵头|承办|落实|认领).{0,2}(?:单位|部门)",),
            ),
            Column(
                "due",
                _("完成时限"),
                Kind.DATE,
                words("时限 完成期限 计划完成时间 办结时限 要求完成时间 办理时限"),
                like=(r"(?:完成|办结|计划|要求).*(?:时限|期限)",),
                of_range="end",
            ),
            Column(
                "done_on",
                _("完成时间"),
                Kind.DATE,
                words("办结时间 实际完成时间 落实时间 完成日期 办结日期 实际办结时间"),
                like=(r"^(?!.*(?:计划|要求)).*(?:完成|办结|落实).*(?:时间|日期)",),
            ),
            NOTE,
        ],
        rules=(NotBefore("met_on", "due"), NotBefore("met_on", "done_on")),
    )
)
