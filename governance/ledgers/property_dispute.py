"""Disputes about the management of housing estates (物业矛盾) that a street or community has taken up."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE, PHONE
from ledgers.declarations import Column, Kind, Ledger, NotBefore, Tenure, register, words

register(
    Ledger(
        key="property_dispute",
        title=_("物业矛盾化解台账"),
        model="governance.PropertyDispute",
        item="3.3",
        natural_key=("place", "estate", "summary"),
        tenure=Tenure.CASE,
        since="opened",
        closed_on="solved_on",
        place_levels=("village", "township", "county"),
        title_words=words("物业矛盾 物业纠纷 物业管理矛盾 物业问题 红色物业"),
        lines=("住房和城乡建设局",),
        columns=[
            Column(
                "estate",
                _("小区名称"),
                synonyms=words("小区 所在小区 住宅小区 涉及小区 物业小区 小区（楼院）名称"),
                like=(r"小区",),
            ),
            Column(
                "summary",
                _("矛盾概况"),
                synonyms=words(
                    "矛盾内容 矛盾纠纷 纠纷内容 主要矛盾 问题 矛盾问题 主要问题 矛盾事项 矛盾纠纷简况 纠纷概况 反映问题"
                ),
                like=(r"(?:矛盾|纠纷).{0,4}(?:概况|内容|情况|简况|问题|事项|类型)$",),
                required=True,
                help=_("用一句话概括，不写当事人姓名、住址。"),
            ),
            Column(
                "person",
                _("当事人"),
                Kind.NAME,
                words("反映人 业主姓名 联系人 姓名 投诉人 当事人姓名 业主"),
                personal=True,
                kept=False,  # domain 6.5: of a complaint only a short neutral summary is kept
            ),
            replace(PHONE, kept=False),
            Column(
                "opened",
                _("受理时间"),
                Kind.DATE,
                words("登记时间 排查时间 发现时间 受理日期 介入时间 反映时间"),
                like=(r"(?:受理|登记|排查|发现|介入|反映).*(?:时间|日期)",),
            ),
            Column(
                "measures",
                _("化解措施"),
                synonyms=words("措施 处理措施 调处措施 解决措施 工作措施 探索做法 处理情况 调处情况 化解办法"),
                like=(r"(?:化解|调处|处理|解决).{0,2}(?:措施|办法|做法)",),
            ),
            Column(
                "solved",
                _("是否化解"),
                Kind.YES_NO,
                words("化解情况 是否解决 是否办结 是否调处成功 是否已化解 化解结果"),
                like=(r"是否.{0,4}(?:化解|解决|办结|调处)",),
                yes_words=words("已化解 已解决 化解 已办结"),
                no_words=words("未化解 正在化解 未解决 化解中"),
            ),
            Column(
                "solved_on",
                _("化解时间"),
                Kind.DATE,
                words("办结时间 解决时间 化解日期 完成时间 调处时间"),
                like=(r"(?:化解|办结|解决|完成|调处).*(?:时间|日期)",),
            ),
            NOTE,
        ],
        rules=(NotBefore("opened", "solved_on"),),
    )
)
