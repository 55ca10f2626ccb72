"""Checks of demonstration sites (跟踪指导、动态管理), at least one in each half-year."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Says
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="demo_check",
        title=_("示范点跟踪检查台账"),
        model="governance.DemoCheck",
        item="3.4",
        natural_key=("place", "date", "site"),
        tenure=Tenure.EVENT,
        since="date",
        place_levels=("village", "township", "county"),
        place_in="site",
        title_words=words("示范点跟踪检查 示范点检查 示范点跟踪 示范点动态管理 示范点复核 示范点督查 示范点跟踪指导"),
        listed=("date", "site", "result", "finding"),
        concerns=(
            Says(_("预警"), "result", "预警"),  # data
            Says(_("摘牌"), "result", "摘牌"),  # data
        ),
        columns=[
            Column(
                "date",
                _("检查时间"),
                Kind.DATE,
                of_range="start",
                synonyms=words("时间 复核时间 跟踪检查时间 指导时间"),
                required=True,
            ),
            Column(
                "site",
                _("示范点名称"),
                synonyms=words("示范点 检查对象 名称 被检查示范点 基层党建示范点 检查点位"),
                required=True,
            ),
            Column(
                "result",
                _("检查结果"),
                Kind.CHOICE,
                words("结果 复核结果 跟踪结果 检查评定 动态管理结果"),
                choices=(
                    Choice("合格", words("通过 达标 优秀 良好 保留 合格保留 符合")),
                    Choice("预警", words("限期整改 整改 黄牌 警告 基本合格 黄牌预警 黄牌警告")),
                    Choice("摘牌", words("撤销 取消 不合格 不达标 退出 取消命名 撤销命名")),
                ),
            ),
            Column(
                "finding",
                _("发现问题"),
                synonyms=words("问题 检查发现问题 问题及建议"),
            ),
            NOTE,
        ],
    )
)
