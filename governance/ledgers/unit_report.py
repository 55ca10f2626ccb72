"""Units whose Party organizations have reported to a community (机关企事业单位党组织到社区报到)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="unit_report",
        title=_("驻区单位到社区报到台账"),
        model="governance.UnitReport",
        item="3.3",
        natural_key=("place", "unit"),
        tenure=Tenure.REGISTER,
        since="reported_on",
        place_levels=("village", "township"),
        title_words=words("单位到社区报到 单位报到 党组织报到 党组织到社区报到 双报到单位"),
        listed=("unit", "reported_on", "projects"),
        columns=[
            Column(
                "unit",
                _("单位名称"),
                synonyms=words("驻区单位 单位 党组织名称 报到党组织 共建单位"),
                required=True,
            ),
            Column(
                "reported_on",
                _("报到时间"),
                Kind.DATE,
                words("首次报到时间 到社区报到时间"),
                required=True,
            ),
            Column(
                "liaison_post",
                _("联络员职务"),
                synonyms=words("联络人职务 联络员及职务 联络员岗位 联络员单位职务"),
            ),
            Column(
                "projects",
                _("共建项目"),
                synonyms=words("服务项目 共建内容 认领事项 开展项目 项目 报到项目"),
            ),
            LEFT_ON,
            NOTE,
        ],
    )
)
