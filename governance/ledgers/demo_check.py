"""Checks of demonstration sites (跟踪指导、动态管理), at least one in each half-year."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
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
        columns=[
            Column(
                "date",
                _("检查时间"),
                Kind.DATE,
                of_range="start",
                synonyms=words("检查日期 时间 日期 复核时间 督查时间 跟踪检查时间 跟踪时间 指导时间 复核日期 督查日期"),
                like=(r"(?:检查|复核|督查|跟踪|指导).{0,2}(?:时间|日期)$",),
                required=True,
            ),
            Column(
                "site",
                _("示范点名称"),
                synonyms=words("示范点 党建示范点 党建示范点名称 检查对象 名称 被检查示范点 基层党建示范点 检查点位"),
                like=(r"示范(?:点|单位|基地)(?:名称|全称)?$",),
                required=True,
            ),
            Column(
                "result",
                _("检查结果"),
                Kind.CHOICE,
                words("结果 复核结果 检查结论 督查结果 评定结果 跟踪结果 处理结果 结论 检查评定 动态管理结果"),
                like=(r"(?:检查|复核|督查|评定|跟踪).{0,2}(?:结果|结论|评定)$",),
                choices=(
                    Choice("合格", words("通过 达标 优秀 良好 保留 合格保留 符合")),
                    Choice("预警", words("限期整改 整改 黄牌 警告 基本合格 黄牌预警 黄牌警告")),
                    Choice("摘牌", words("撤销 取消 不合格 不达标 退出 取消命名 撤销命名")),
                ),
            ),
            Column(
                "finding",
                _("发现问题"),
                synonyms=words("问题 存在问题 存在的问题 主要问题 检查发现问题 发现的问题 存在不足 问题及建议"),
                like=(r"(?:发现|存在|主要).{0,2}(?:问题|不足)",),
            ),
            NOTE,
        ],
    )
)
