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
                words("召开时间 时间"),
                required=True,
            ),
            Column(
                "topics",
                _("会议议题"),
                synonyms=words("议题 主要议题 会议名称"),
                required=True,
            ),
            Column(
                "present",
                _("到会单位数"),
                Kind.COUNT,
                words("到会成员单位数 参会人数"),
            ),
            Column(
                "decisions",
                _("议定事项"),
                synonyms=words("会议决定 议决事项 形成决议 会议成果 研究结果 解决问题"),
            ),
            NOTE,
        ],
    )
)
