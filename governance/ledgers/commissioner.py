"""Leaders of located units who also sit on the committee of a street or community (兼职委员)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE, PHONE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="commissioner",
        title=_("街道社区党组织兼职委员名册"),
        model="governance.Commissioner",
        item="3.3",
        natural_key=("place", "unit"),
        tenure=Tenure.REGISTER,
        since="since",
        place_levels=("village", "township"),
        title_words=words("兼职委员"),
        columns=[
            Column(
                "unit",
                _("单位名称"),
                synonyms=words("所在单位 单位 派出单位 驻区单位 成员单位 推荐单位"),
                required=True,
            ),
            Column(
                "person",
                _("姓名"),
                Kind.NAME,
                words("兼职委员"),
                personal=True,
                kept=False,  # domain 6.6: a commissioner is known by unit and post
            ),
            Column(
                "post",
                _("本单位职务"),
                synonyms=words("职务 现任职务 行政职务 单位及职务 党内职务"),
            ),
            Column(
                "since",
                _("任职时间"),
                Kind.DATE,
                words("兼任时间 聘任时间 任兼职委员时间"),
                lifelong=True,
            ),
            Column(
                "duties",
                _("履职次数"),
                Kind.COUNT,
                words("履职情况 参加活动次数 参与议事次数 履职次"),
            ),
            replace(PHONE, kept=False),
            LEFT_ON,
            NOTE,
        ],
    )
)
