"""Demonstration sites of Party building (示范点)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="demo_site",
        title=_("示范点名册"),
        model="governance.DemoSite",
        item="3.4",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        since="since",
        handed_on=True,
        place_levels=("village", "township", "county"),
        place_in="name",
        title_words=words("示范点名册 示范点名单 示范点一览 示范点花名册 示范点清单 示范点统计 示范点情况 示范点命名"),
        columns=[
            Column(
                "name",
                _("示范点名称"),
                synonyms=words("示范点 名称 基层党建示范点 示范单位"),
                required=True,
            ),
            Column(
                "rank",
                _("示范点级别"),
                Kind.CHOICE,
                words("级别 命名级别 示范点类别"),
                choices=(
                    Choice("省级", words("省 省级示范点")),
                    Choice("市级", words("市 市级示范点")),
                    Choice("县级", words("县 区级 区 县(市、区)级 县级示范点 县区级")),
                    Choice("乡镇级", words("乡镇 镇级 乡级 街道级 街道 乡镇(街道)级")),
                ),
            ),
            Column(
                "since",
                _("命名时间"),
                Kind.DATE,
                words("创建时间 认定时间 挂牌时间 评定时间 认定年度"),
                year_alone=True,
                lifelong=True,
            ),
            LEFT_ON,
            NOTE,
        ],
    )
)
