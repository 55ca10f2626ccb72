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
                synonyms=words("所在单位 单位 派出单位 工作单位 驻区单位 成员单位 所在单位名称 驻区单位名称 推荐单位"),
                like=(r"^(?:所在|派出|工作|驻区|成员|推荐)单位(?:名称)?$",),
                required=True,
            ),
            Column(
                "person",
                _("姓名"),
                Kind.NAME,
                words("兼职委员 委员姓名 兼职委员姓名"),
                personal=True,
                kept=False,  # domain 6.6: a commissioner is known by unit and post
            ),
            Column(
                "post",
                _("本单位职务"),
                synonyms=words("职务 所在单位职务 现任职务 单位职务 行政职务 单位及职务 党内职务"),
                like=(r"^(?!.*兼任).*职务$",),
            ),
            Column(
                "since",
                _("任职时间"),
                Kind.DATE,
                words("兼任时间 聘任时间 任兼职委员时间 任职日期 任职年月 兼职时间 聘任日期"),
                like=(r"(?:任职|兼任|聘任|兼职).*(?:时间|日期|年月)",),
                lifelong=True,
            ),
            Column(
                "duties",
                _("履职次数"),
                Kind.COUNT,
                words("参与履职次数 履职情况 参加活动次数 参加会议次数 参与议事次数 履职次"),
                like=(r"(?:履职|参加|参与|议事).*次数?$",),
            ),
            replace(PHONE, kept=False),
            LEFT_ON,
            NOTE,
        ],
    )
)
