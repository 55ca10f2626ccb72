"""Joint meetings of streets and communities with the units located there (党建联席会议)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="joint_meeting",
        title=_("党建联席会议台账"),
        model="governance.JointMeeting",
        item="3.3",
        natural_key=("place", "held_on", "topics"),
        tenure=Tenure.EVENT,
        since="held_on",
        place_levels=("village", "township", "county"),
        title_words=words("联席会议 联席会 大党委会议 兼职委员会议"),
        columns=[
            Column(
                "held_on",
                _("会议时间"),
                Kind.DATE,
                words("召开时间 时间 会议日期 召开日期 开会时间 日期"),
                like=(r"(?:会议|召开).*(?:时间|日期)",),
                required=True,
            ),
            Column(
                "topics",
                _("会议议题"),
                synonyms=words("议题 会议主题 主题 会议内容 主要议题 研究事项 会议名称 议题内容 主要内容"),
                like=(r"议题|会议.{0,2}(?:主题|内容)",),
                required=True,
            ),
            Column(
                "present",
                _("到会单位数"),
                Kind.COUNT,
                words("参会单位数 到会成员单位数 参加单位数 参会人数 到会人数 出席单位数 参加人数 出席人数 参会成员数"),
                like=(r"(?:到会|参会|参加|出席).*数$",),
            ),
            Column(
                "decisions",
                _("议定事项"),
                synonyms=words("会议决定 议决事项 决定事项 形成决议 会议成果 研究结果 会议议定事项 解决问题"),
                like=(r"议定|议决|决议",),
            ),
            NOTE,
        ],
    )
)
