"""Meetings and activities of Party life (组织生活): members are counted, not named."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Says
from ledgers.declarations import Choice, Column, Cross, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import AtMost

# The forms of Party life that the rules of branches know (《中国共产党支部工作条例》); each is a code of its own.
KINDS = (
    Choice("支部党员大会", words("党员大会 支部大会")),
    Choice("支部委员会", words("支委会 支委会议 支部委员会会议")),
    Choice("党小组会", words("党小组会议 小组会")),
    Choice("党课", words("上党课 党课教育")),
    Choice("主题党日", words("主题党日活动 党日活动")),
    Choice("组织生活会", words("专题组织生活会")),
    Choice("民主评议党员", words("民主评议")),
    Choice("谈心谈话", words("谈心谈话活动")),
)

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
        concerns=(Says(_("没有会议记录"), "has_minutes", False),),
        columns=[
            Column(
                "date",
                _("开展时间"),
                Kind.DATE,
                of_range="start",
                synonyms=words("时间 活动时间"),
                required=True,
            ),
            Column(
                "kind",
                _("活动类型"),
                Kind.CHOICE,
                words("类型 形式 组织生活内容类别 名称"),
                choices=KINDS,
                bad_choice="unknown_kind",
                required=True,
                codes="org_life_kinds",
            ),
            Column(
                "topic",
                _("活动主题"),
                synonyms=words("主题 活动内容 会议内容 主要内容 会议议题 会议主题 学习内容 党课题目"),
            ),
            Column(
                "host",
                _("主持人"),
                Kind.NAME,
                words("主持 会议主持 主持人姓名 主讲人"),
                personal=True,
            ),
            Column(
                "should",
                _("应到人数"),
                Kind.COUNT,
                words("应到 应到党员 应到会人数"),
            ),
            Column(
                "attended",
                _("实到人数"),
                Kind.COUNT,
                words("实到 实到党员"),
            ),
            Column(
                "leader_attended",
                _("领导干部是否参加"),
                Kind.YES_NO,
                words("领导干部参加 党员领导干部参加 双重组织生活 是否有领导干部参加 上级是否派员参加"),
            ),
            Column(
                "recorder",
                _("记录人"),
                Kind.NAME,
                words("记录 会议记录人 记录员 记录人姓名"),
                personal=True,
            ),
            Column(
                "has_minutes",
                _("有无会议记录"),
                Kind.YES_NO,
                words(
                    "是否有记录 有无记录 记录是否完整 是否记录 记录情况 是否规范记录 有无纪要 是否形成记录 "
                    "活动记录 有无活动记录"
                ),
                yes_words=words("完整 规范 齐全"),
                no_words=words("不完整 不规范 缺失"),
            ),
            Column(
                "minutes",
                _("会议记录要点"),
                synonyms=words("会议记录 记录要点 会议纪要 会议摘要"),
                telling=False,
            ),
            NOTE,
        ],
        rules=(AtMost("attended", "should", reason="attended_over_should"),),
    )
)
