"""Meetings and activities of Party life (组织生活): members are counted, not named."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import AtMost, Column, Cross, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="org_life",
        title=_("党的组织生活台账"),
        model="training.OrgLife",
        item="1.3",
        natural_key=("place", "date", "kind", "topic"),
        tenure=Tenure.EVENT,
        since="date",
        place_levels=("village", "township", "county", "city"),
        cross=Cross(by="kind"),
        title_words=words("组织生活台账 三会一课 主题党日 组织生活开展 组织生活记录 组织生活情况 组织生活登记"),
        columns=[
            Column(
                "date",
                _("开展时间"),
                Kind.DATE,
                of_range="start",
                synonyms=words("时间 日期 活动时间 会议时间 召开时间 开展日期 活动日期 会议日期 召开日期 举办时间"),
                like=(r"^(?:会议|活动|组织生活|学习)(?:召开|开展|举行|举办)?(?:时间|日期)$|^开会(?:时间|日期)$",),
                required=True,
            ),
            Column(
                "kind",
                _("活动类型"),
                synonyms=words(
                    "类型 类别 活动类别 会议类型 形式 组织生活类型 组织生活类别 活动形式 组织生活形式 会议类别 "
                    "会议名称 活动名称 组织生活名称 活动种类 组织生活内容类别 名称 种类"
                ),
                like=(r"(?:类型|形式|类别|种类)$",),
                required=True,
                codes="org_life_kinds",
            ),
            Column(
                "topic",
                _("活动主题"),
                synonyms=words(
                    "主题 议题 内容 活动内容 会议内容 主要内容 会议议题 会议主题 主题内容 学习内容 主要议题 党课题目"
                ),
                like=(r"(?:主题|议题|内容)(?:摘要|提要)?$",),
            ),
            Column(
                "host",
                _("主持人"),
                Kind.NAME,
                words("主持 会议主持 主持人姓名 主持者 主讲人 授课人 召集人 会议主持人"),
                like=(r"^(?!.*职务).*(?:主持|主讲|授课人)",),
                personal=True,
            ),
            Column(
                "should",
                _("应到人数"),
                Kind.COUNT,
                words(
                    "应到 应参加人数 应到党员 应到党员数 应参加 应到会人数 应参加党员数 应出席人数 应到党员人数 "
                    "应参会人数"
                ),
                like=(r"^应(?!.*次).{0,8}(?:数|人|党员|到|会)$",),
            ),
            Column(
                "attended",
                _("实到人数"),
                Kind.COUNT,
                words(
                    "实到 实际参加人数 实到党员 实到党员数 参加人数 实参加 实到会人数 实参加人数 出席人数 "
                    "参会人数 实际到会人数 到会人数 实到党员人数 实际参加 实参会人数 参加党员数"
                ),
                like=(r"^实(?!.*次).{0,8}(?:数|人|党员|到|会)$",),
            ),
            Column(
                "leader_attended",
                _("领导干部是否参加"),
                Kind.YES_NO,
                words(
                    "领导干部参加 领导是否参加 党员领导干部参加 领导干部参加情况 双重组织生活 是否有领导干部参加 "
                    "上级领导参加 领导参加情况 领导干部是否到会 党员领导干部是否参加 领导参加 是否有领导参加 "
                    "领导干部是否参会 上级是否派员参加 领导干部是否参加双重组织生活"
                ),
                like=(r"领导.*(?:参加|参会|到会)",),
            ),
            Column(
                "recorder",
                _("记录人"),
                Kind.NAME,
                words("记录 会议记录人 记录员 记录人姓名 记录者"),
                personal=True,
            ),
            Column(
                "has_minutes",
                _("有无会议记录"),
                Kind.YES_NO,
                words(
                    "是否有记录 有无记录 记录是否完整 是否有会议记录 会议记录是否完整 是否记录 记录情况 "
                    "是否规范记录 有无纪要 是否形成记录 是否有记录本 活动记录 有无活动记录"
                ),
                like=(r"(?:有无|是否).*记录", r"记录.{0,4}(?:规范|完整|情况)$"),
                yes_words=words("完整 规范 齐全"),
                no_words=words("不完整 不规范 缺失"),
            ),
            Column(
                "minutes",
                _("会议记录要点"),
                synonyms=words("会议记录 记录要点 记录内容 会议纪要 会议摘要"),
                telling=False,
            ),
            NOTE,
        ],
        rules=(AtMost("attended", "should", reason="attended_over_should"),),
    )
)
