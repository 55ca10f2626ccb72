"""Facts about each village and its election (村情、换届准备), which other figures divide by."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="village_profile",
        title=_("村情和换届准备情况表"),
        model="rectification.VillageProfile",
        item="2.2",
        natural_key=("place",),
        tenure=Tenure.REGISTER,
        title_words=words(
            "村情 村基本情况 村级基本情况 村（社区）基本情况 村社区基本情况 行政村基本情况 村居基本情况 村级概况 "
            "村基本信息 村级基本信息 行政村信息 村（社区）基本信息 换届准备 换届情况 换届摸底 换届进展 换届选举情况 "
            "换届统计 换届台账 换届工作情况"
        ),
        columns=[
            Column(
                "poverty",
                _("贫困状况"),
                Kind.CHOICE,
                words("村类型 贫困类型 贫困情况 脱贫状态 是否建档立卡贫困村 脱贫攻坚情况 村庄类型"),
                choices=(
                    Choice("贫困村", words("贫困 未脱贫 未出列 建档立卡贫困村 未脱贫村 深度贫困村 重点贫困村")),
                    Choice(
                        "脱贫村",
                        words("已脱贫 脱贫 已出列 出列村 已脱贫村 脱贫出列村 脱贫摘帽村 已摘帽 已退出 贫困村(已脱贫)"),
                    ),
                    Choice("非贫困村", words("非贫困 非贫 一般村 普通村 其他 其它 否 不是 不属于")),
                ),
            ),
            Column(
                "committee_members",
                _("“两委”成员数"),
                Kind.COUNT,
                words("两委人数 两委成员 村干部数 现任两委成员数 两委总人数"),
            ),
            Column(
                "election_on",
                _("换届时间"),
                Kind.DATE,
                words("选举时间 选举日 计划换届时间 党组织换届时间 换届完成时间 届满时间"),
                lifelong=True,
            ),
            Column(
                "elected",
                _("是否完成换届"),
                Kind.YES_NO,
                words("是否换届 完成换届 是否完成选举 是否已换届 换届完成情况 是否完成换届选举"),
            ),
            Column(
                "candidates_studied",
                _("是否研究换届人选"),
                Kind.YES_NO,
                words(
                    "是否研究人选 是否有换届人选 是否摸排人选 是否储备人选 是否初步确定人选 是否研究书记人选 "
                    "是否酝酿人选 换届人选 是否开展人选摸底 是否已研究换届人选"
                ),
                yes_words=words("已研究 已摸排 已酝酿 已确定 已初步确定 已摸底 已储备"),
                no_words=words("未研究 未摸排 未酝酿 未确定 未摸底 未储备"),
            ),
            LEFT_ON,
            NOTE,
        ],
    )
)
