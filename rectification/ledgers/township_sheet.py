"""The leading teams of the townships (乡镇领导班子) in numbers, a row for each township and quarter."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.periods import PeriodKind
from ledgers.row_rules import AtMost

SOURCES = words("四类来源 来源 人员来源 干部来源 四类人员 选拔来源 来源情况")
RECRUITED = words("招录 招考 从优秀村党组织书记招录 定向招录 招录情况")

register(
    Ledger(
        key="township_sheet",
        title=_("乡镇领导班子季度表"),
        model="rectification.TownshipSheet",
        item="2.4",
        natural_key=("place", "year", "period"),
        tenure=Tenure.YEARLY,
        period=PeriodKind.QUARTER,
        place_levels=("township",),
        title_words=words(
            "班子季度表 领导班子季度 班子建设情况 班子情况 班子配备 班子结构 班子统计 领导班子建设季度 班子季报"
        ),
        columns=[
            Column(
                "approved",
                _("核定职数"),
                Kind.COUNT,
                words("职数 领导职数 班子职数 应配 核定数 编制职数"),
                required=True,
                may_lack=True,
            ),
            Column(
                "filled",
                _("实配人数"),
                Kind.COUNT,
                words("实配 实有 现有人数 班子人数 现有班子成员 实配职数"),
                help=_("季末在任的班子成员人数。"),
            ),
            Column(
                "average_age",
                _("平均年龄"),
                Kind.DECIMAL,
                words("班子平均年龄 年龄（平均）"),
            ),
            Column(
                "young",
                _("35岁以下人数"),
                Kind.COUNT,
                words("35岁以下 35岁左右 年轻干部"),
            ),
            Column(
                "women",
                _("女性人数"),
                Kind.COUNT,
                words("女 妇女干部"),
            ),
            Column(
                "from_secretaries",
                _("来自优秀村党组织书记"),
                Kind.COUNT,
                words("村书记 村干部"),
                groups=SOURCES,
                help=_("四类来源分别填写，没有的填 0。"),
            ),
            Column(
                "from_selected",
                _("来自选调生"),
                Kind.COUNT,
                words("选调生 选调生数 来自选调"),
                groups=SOURCES,
            ),
            Column(
                "from_graduates",
                _("来自大学生村官"),
                Kind.COUNT,
                words("村官 大学生村干部 大学生村官数"),
                groups=SOURCES,
            ),
            Column(
                "from_staff",
                _("来自乡镇事业编制人员"),
                Kind.COUNT,
                words("事业编 事业干部 事业人员"),
                groups=SOURCES,
            ),
            Column(
                "secretary_settled",
                _("换届党委书记是否选配到位"),
                Kind.YES_NO,
                words(
                    "党委书记选配 换届书记人选是否确定 党委书记是否到位 乡镇党委书记选配到位 党委书记配备 书记选配到位"
                ),
                yes_words=words("已选配 到位 已到位 已配备 选配到位"),
                no_words=words("未选配 未到位 未配备 空缺"),
            ),
            Column(
                "planned",
                _("本年计划从村书记招录人数"),
                Kind.COUNT,
                words("计划招录 计划招录数 计划招录人数 招录计划数 计划 本年计划招录 本年计划招录人数"),
                groups=RECRUITED,
            ),
            Column(
                "recruited",
                _("本年已从村书记招录人数"),
                Kind.COUNT,
                words(
                    "已招录 已招录数 已招录人数 招录人数 实招 完成招录 已录用 录用人数 本年已招录 本年已招录人数 实际"
                ),
                groups=RECRUITED,
                help=_("自本年1月1日起的累计数，不是本季度数。"),
            ),
        ],
        rules=(
            AtMost("filled", "approved"),
            AtMost("young", "filled"),
            AtMost("women", "filled"),
            AtMost("recruited", "planned"),
        ),
    )
)
