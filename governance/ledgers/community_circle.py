"""The circle of fifteen minutes around a service centre (15分钟服务圈), for each community."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Says
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import Between, Unusual

register(
    Ledger(
        key="community_circle",
        title=_("15分钟服务圈台账"),
        model="governance.CommunityCircle",
        item="3.4",
        natural_key=("place", "year"),
        tenure=Tenure.YEARLY,
        place_levels=("village",),
        title_words=words("15分钟服务圈 十五分钟服务圈 服务圈台账 服务圈覆盖 服务圈建设 分钟服务圈"),
        concerns=(Says(_("不在服务圈内"), "inside", False),),
        columns=[
            Column(
                "minutes",
                _("到最近中心的分钟数"),
                Kind.DECIMAL,
                words(
                    "步行时间 步行分钟 到达时间 步行时间分钟 最近中心步行分钟 到中心时间 居民步行时间 步行时长 "
                    "距最近中心分钟数"
                ),
                not_in=words("小时 米 公里 千米"),
            ),
            Column(
                "inside",
                _("是否在15分钟服务圈内"),
                Kind.YES_NO,
                words(
                    "是否覆盖 是否在服务圈内 是否纳入服务圈 是否在圈内 是否达到15分钟 服务圈覆盖情况 "
                    "是否形成15分钟服务圈 服务圈"
                ),
                yes_words=words("已覆盖 覆盖 圈内 已纳入"),
                no_words=words("未覆盖 圈外 未纳入 盲区"),
            ),
            Column(
                "center",
                _("最近的党群服务中心"),
                synonyms=words(
                    "最近中心 最近的中心 党群服务中心 所属党群服务中心 覆盖中心 就近党群服务中心 所在服务圈中心 "
                    "服务中心名称 依托中心"
                ),
            ),
            NOTE,
        ],
        rules=(
            Unusual(
                _("超过 15 分钟的，不在 15 分钟服务圈内。请核对“到最近中心的分钟数”和“是否在15分钟服务圈内”。"),
                {"minutes": Between(least=15.01), "inside": (True,)},
            ),
        ),
    )
)
