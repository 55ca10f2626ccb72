"""Disputes about the management of housing estates (物业矛盾) that a street or community has taken up."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE, PHONE
from ledgers.concerns import Unfinished
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

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
        concerns=(Unfinished(_("未化解")),),
        columns=[
            Column(
                "estate",
                _("小区名称"),
                synonyms=words("小区 住宅小区 涉及小区 物业小区"),
            ),
            Column(
                "summary",
                _("矛盾概况"),
                synonyms=words("矛盾内容 矛盾纠纷 纠纷内容 主要矛盾 问题 矛盾纠纷简况 纠纷概况 反映问题"),
                required=True,
                help=_("用一句话概括，不写当事人姓名、住址。"),
            ),
            Column(
                "person",
                _("当事人"),
                Kind.NAME,
                words("联系人 姓名 业主"),
                personal=True,
                kept=False,  # domain 6.5: of a complaint only a short neutral summary is kept
            ),
            replace(PHONE, kept=False),
            Column(
                "opened",
                _("受理时间"),
                Kind.DATE,
                words("排查时间 发现时间 介入时间 反映时间"),
            ),
            Column(
                "measures",
                _("化解措施"),
                synonyms=words("措施 探索做法 处理情况 调处情况"),
            ),
            Column(
                "solved",
                _("是否化解"),
                Kind.YES_NO,
                words("是否办结 是否调处成功 是否已化解 化解结果"),
                yes_words=words("已化解 已解决 化解 已办结"),
                no_words=words("未化解 正在化解 未解决 化解中"),
            ),
            Column(
                "solved_on",
                _("化解时间"),
                Kind.DATE,
                words("办结时间 调处时间"),
            ),
            NOTE,
        ],
        rules=(NotBefore("opened", "solved_on"),),
    )
)
