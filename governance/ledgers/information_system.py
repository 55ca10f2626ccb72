"""Information systems of offices that are merged into one (多网合一、系统整合)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Unfinished
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="information_system",
        title=_("信息系统整合台账"),
        model="governance.InformationSystem",
        item="3.4",
        natural_key=("place", "system"),
        tenure=Tenure.CASE,
        since="listed_on",
        closed_on="merged_on",
        place_levels=("township", "county", "city"),
        title_words=words("信息系统整合 系统整合 信息系统清单 多网合一 平台整合 信息系统台账 信息平台整合 系统清单"),
        concerns=(Unfinished(_("未整合")),),
        columns=[
            Column(
                "system",
                _("系统名称"),
                synonyms=words("信息系统名称 系统 原系统名称 平台 应用系统"),
                required=True,
            ),
            Column(
                "owner",
                _("主管单位"),
                synonyms=words("主管部门 建设单位 主办单位 所属部门 使用单位 管理单位 责任部门 建设部门"),
            ),
            Column(
                "kind",
                _("系统类别"),
                Kind.CHOICE,
                words("类别 平台类型 业务领域"),
                choices=(
                    Choice("党建", words("智慧党建 党建类 党建系统 组织工作 党务")),
                    Choice("政务", words("政务服务 政务类 行政审批 办公")),
                    Choice("服务", words("便民服务 公共服务 服务类 民生服务 民生")),
                    Choice("综治", words("网格 综治类 社会治理 综治网格 平安建设 网格化")),
                    Choice("其他", words("其它 其他类")),
                ),
            ),
            Column(
                "listed_on",
                _("列入清单时间"),
                Kind.DATE,
                words("列入时间 排查时间 登记时间 清单时间"),
            ),
            Column(
                "merged_into",
                _("并入平台"),
                synonyms=words("整合到 并入系统 整合至 目标平台 并入的平台 整合去向 整合后平台名称"),
            ),
            Column(
                "merged_on",
                _("整合完成时间"),
                Kind.DATE,
                words("整合时间 完成时间 关停时间"),
            ),
            NOTE,
        ],
        rules=(NotBefore("listed_on", "merged_on"),),
    )
)
