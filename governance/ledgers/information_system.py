"""Information systems of offices that are merged into one (多网合一、系统整合)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, NotBefore, Tenure, register, words

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
        columns=[
            Column(
                "system",
                _("系统名称"),
                synonyms=words(
                    "信息系统名称 系统 平台名称 信息系统 系统平台名称 信息平台名称 原系统名称 系统（平台）名称 "
                    "平台 应用系统"
                ),
                like=(r"^(?!.*(?:并入|整合后|目标)).*(?:系统|平台)名称$",),
                required=True,
            ),
            Column(
                "owner",
                _("主管单位"),
                synonyms=words(
                    "主管部门 建设单位 主办单位 牵头单位 责任单位 所属部门 使用单位 管理单位 责任部门 "
                    "归口部门 建设部门 "
                    "牵头部门 所属单位"
                ),
                like=(r"(?:主管|建设|主办|归口|牵头|管理).{0,2}(?:单位|部门)$",),
            ),
            Column(
                "kind",
                _("系统类别"),
                Kind.CHOICE,
                words("类别 系统类型 类型 业务类别 平台类型 平台类别 业务领域 系统分类"),
                like=(r"(?:系统|平台|业务).{0,2}(?:类别|类型|分类)$",),
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
                words("列入时间 排查时间 摸底时间 登记时间 清单时间 列入日期 摸排时间"),
                like=(r"(?:列入|排查|摸底|摸排|登记).{0,4}(?:时间|日期)$",),
            ),
            Column(
                "merged_into",
                _("并入平台"),
                synonyms=words(
                    "整合到 并入系统 整合后平台 整合至 归并平台 目标平台 并入的平台 整合后系统 整合平台 整合去向 "
                    "整合后平台名称 归并到"
                ),
                like=(r"(?:并入|整合[到至后]|归并|目标).{0,4}(?:平台|系统|去向)?(?:名称)?$",),
            ),
            Column(
                "merged_on",
                _("整合完成时间"),
                Kind.DATE,
                words("整合时间 并入时间 完成时间 归并时间 完成整合时间 整合日期 合并时间 完成日期 关停时间"),
                like=(r"^(?!计划|预计|拟).*(?:整合|并入|归并|合并|完成).{0,2}(?:时间|日期)$",),
            ),
            NOTE,
        ],
        rules=(NotBefore("listed_on", "merged_on"),),
    )
)
