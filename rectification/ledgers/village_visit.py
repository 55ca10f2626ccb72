"""Visits of county-level leaders to every village (村村到)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import AtMost, Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="village_visit",
        title=_("县级领导“村村到”台账"),
        model="rectification.VillageVisit",
        item="2.1",
        natural_key=("place", "leader", "visited_on"),
        tenure=Tenure.EVENT,
        since="visited_on",
        place_words={"village": words("走访村 走访村（社区） 到访村 所到村 走访村居 到村 调研村 走访单位 所走访村")},
        title_words=words(
            "村村到 走访台账 走访情况 走访登记 走访记录 走访一览 走访汇总 走访村 走访到村 遍访 领导走访 领导下村 "
            "领导到村 领导进村 走村情况 走村台账 逐村走访 走遍"
        ),
        columns=[
            Column(
                "leader",
                _("走访领导"),
                Kind.NAME,
                words(
                    "县级领导 县领导 领导姓名 走访领导姓名 走访县级领导 到村领导 走访人 走访人姓名 领导 县级领导姓名 "
                    "县级领导干部 走访干部 领导干部 领导干部姓名 走访县领导 区领导 区级领导 市级领导 下村领导 姓名 "
                    "到访领导 带队领导"
                ),
                like=(r"^(?!.*(?:职务|层级|级别|电话)).*领导(?:干部)?(?:姓名)?$",),
                required=True,
                personal=True,
            ),
            Column(
                "post",
                _("职务"),
                synonyms=words(
                    "领导职务 现任职务 走访领导职务 县级领导职务 党政职务 职务名称 走访人职务 单位及职务 单位职务 "
                    "领导干部职务 现职"
                ),
                like=(r"职务$",),
            ),
            Column(
                "rank",
                _("领导层级"),
                Kind.CHOICE,
                words("级别 层级 领导级别 领导类别 干部级别 领导干部层级 走访层级 领导类型"),
                choices=(
                    Choice("县级领导", words("县级 县领导 县处级 区级领导 区领导 区级 市级领导(县级市) 县(市、区)级")),
                    Choice("乡镇领导", words("乡镇 乡镇级 乡科级 街道领导 乡镇(街道)领导 乡镇(街道) 镇领导 科级 镇街")),
                ),
            ),
            Column(
                "visited_on",
                _("走访时间"),
                Kind.DATE,
                words(
                    "走访日期 到村时间 到村日期 下村时间 走访年月日 入村时间 调研时间 到访时间 走村时间 下村日期 "
                    "时间 日期 进村时间 到村走访时间 入村日期"
                ),
                like=(r"(?:走访|到村|下村|入村|进村|走村|到访|调研).{0,4}(?:时间|日期)$",),
                required=True,
                of_range="start",
            ),
            Column(
                "found",
                _("发现问题数"),
                Kind.COUNT,
                words(
                    "发现问题 发现问题个数 问题数 发现问题数量 查找问题数 收集问题数 排查问题数 问题个数 查摆问题数 "
                    "发现问题件数 收集问题 查找问题 发现的问题数 收集意见建议数"
                ),
                like=(r"(?:发现|查找|收集|排查|查摆).{0,4}问题.{0,2}(?:数|数量|个数|件数)?$",),
            ),
            Column(
                "solved",
                _("解决问题数"),
                Kind.COUNT,
                words(
                    "解决问题 已解决问题数 已解决 已解决数 解决问题个数 解决数 已解决问题 解决问题数量 已整改 "
                    "已整改问题数 整改问题数 办结问题数 推动解决问题数 帮助解决问题数 现场解决问题数 已办结数"
                ),
                like=(r"(?:解决|整改|办结|化解).{0,4}(?:问题)?.{0,2}(?:数|数量|个数|件数)?$",),
            ),
            NOTE,
        ],
        rules=(AtMost("solved", "found"),),
    )
)
