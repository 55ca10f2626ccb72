"""Yearly plans of Party life (年度组织生活计划); their texts are compared to find copied plans."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="life_plan",
        title=_("党支部年度组织生活计划"),
        model="training.LifePlan",
        item="1.3",
        natural_key=("place", "year", "secretary"),
        tenure=Tenure.YEARLY,
        place_levels=("village", "township", "county", "city"),
        place_words={"village": words("支部 党支部 党支部名称 支部名称 所在支部 党组织")},
        title_words=words("组织生活计划 年度计划汇总 年度组织生活"),
        columns=[
            Column(
                "members",
                _("党员人数"),
                Kind.COUNT,
                words("党员数 人数 党员 党员总数 支部党员数 支部党员人数 现有党员 现有党员数"),
                like=(r"^(?:现有|支部|在册)?党员(?:总数|总?人数)$",),
            ),
            Column(
                "plan",
                _("年度组织生活计划"),
                synonyms=words(
                    "组织生活计划 计划 计划内容 年度计划 全年计划 工作计划 计划安排 组织生活安排 主要内容 年度安排"
                ),
                like=(r"(?:计划|生活|年度).*(?:计划|安排|内容)$",),
                required=True,
            ),
            Column(
                "secretary",
                _("支部书记"),
                Kind.NAME,
                words("书记 书记姓名 党支部书记 支部书记姓名 负责人 党组织书记 支书"),
                like=(r"^(?:党|总支?|支部|组织)*(?:支书|书记)(?:姓名)?$",),
                personal=True,
            ),
        ],
        compare="plan",
    )
)
