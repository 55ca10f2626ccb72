"""Grids that departments had drawn for themselves (原有网格), and the one grid that each was merged into."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Says
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="former_grid",
        title=_("原有网格整合台账"),
        model="governance.FormerGrid",
        item="3.2",
        natural_key=("place", "department", "name"),
        tenure=Tenure.CASE,
        since="counted_on",
        title_words=words("原有网格 原网格 网格摸底 网格摸排 各类网格 旧网格 网格清理 部门网格"),
        lines=("民政局",),
        listed=("department", "name", "merged", "merged_into", "merged_on"),
        concerns=(Says(_("未整合"), "merged", False),),
        columns=[
            Column(
                "department",
                _("网格条线"),
                synonyms=words("条线 部门 所属部门 原主管部门 网格类型 划分部门 设置部门"),
                required=True,
            ),
            Column(
                "name",
                _("原网格名称"),
                synonyms=words("原有网格 整合前网格 整合前网格名称 旧网格名称 原网格名"),
                required=True,
            ),
            Column(
                "counted_on",
                _("摸排时间"),
                Kind.DATE,
                words("登记时间 清理时间"),
            ),
            Column(
                "merged_into",
                _("并入网格"),
                synonyms=words("整合后网格 现网格 现网格名称 并入网格名称 归并网格 新网格 对应网格 整合至网格"),
            ),
            Column(
                "merged",
                _("是否已整合"),
                Kind.YES_NO,
                words("是否整合 是否完成整合 整合完成情况"),
                yes_words=words("已整合 已并入 已撤并"),
                no_words=words("未整合 未并入 正在整合 拟整合"),
            ),
            Column(
                "merged_on",
                _("整合时间"),
                Kind.DATE,
                words("完成时间"),
            ),
            NOTE,
        ],
        rules=(NotBefore("counted_on", "merged_on"),),
    )
)
