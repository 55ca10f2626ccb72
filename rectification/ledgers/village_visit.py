"""Visits of county-level leaders to every village (村村到)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import AtMost

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
                    "县级领导 县领导 走访县级领导 到村领导 走访人 领导 县级领导干部 走访干部 走访县领导 区领导 "
                    "区级领导 市级领导 下村领导 姓名 到访领导 带队领导"
                ),
                required=True,
                personal=True,
            ),
            Column(
                "post",
                _("职务"),
                synonyms=words("现任职务 县级领导职务 党政职务 职务名称 走访人职务 单位及职务 现职"),
            ),
            Column(
                "rank",
                _("领导层级"),
                Kind.CHOICE,
                words("级别 领导类别 走访层级"),
                choices=(
                    Choice("县级领导", words("县级 县领导 县处级 区级领导 区领导 区级 市级领导(县级市) 县(市、区)级")),
                    Choice("乡镇领导", words("乡镇 乡镇级 乡科级 街道领导 乡镇(街道)领导 乡镇(街道) 镇领导 科级 镇街")),
                ),
            ),
            Column(
                "visited_on",
                _("走访时间"),
                Kind.DATE,
                words("到村时间 入村时间 调研时间 走村时间 时间 进村时间"),
                required=True,
                of_range="start",
            ),
            Column(
                "found",
                _("发现问题数"),
                Kind.COUNT,
                words("发现问题 问题数 排查问题数 问题个数 查摆问题数 发现问题件数 收集问题 查找问题 收集意见建议数"),
            ),
            Column(
                "solved",
                _("解决问题数"),
                Kind.COUNT,
                words(
                    "解决问题 已解决问题数 已解决 解决数 已整改 已整改问题数 整改问题数 办结问题数 "
                    "推动解决问题数 帮助解决问题数 现场解决问题数 已办结数"
                ),
            ),
            NOTE,
        ],
        rules=(AtMost("solved", "found"),),
    )
)
