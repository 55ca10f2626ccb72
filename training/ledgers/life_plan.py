"""Yearly plans of Party life (年度组织生活计划); their texts are compared to find copied plans."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

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
            Column(
                "review",
                _("审核结果"),
                Kind.CHOICE,
                words("审核情况 把关情况 审批结果 审定结果 审核结论 是否通过审核 审批情况 把关结果 计划审核结果"),
                like=(r"(?:审核|审批|审定|把关).{0,2}(?:结果|情况|结论)$",),
                choices=(
                    Choice("通过", words("审核通过 已通过 同意 合格 已审定 批准 已批准 是 符合要求")),
                    Choice("退回修改", words("退回 不通过 未通过 修改 退回重报 需修改 不合格 否 打回")),
                ),
                telling=False,
            ),
            Column(
                "reviewed_on",
                _("审核时间"),
                Kind.DATE,
                words("审核日期 审批时间 审定时间 把关时间 审批日期"),
                like=(r"(?:审核|审批|审定|把关).{0,2}(?:时间|日期)$",),
                telling=False,
            ),
            Column(
                "reviewer",
                _("审核单位"),
                synonyms=words("审核党委 审批单位 审核部门 把关单位 审核党组织 审定单位 审核机关"),
                like=(r"(?:审核|审批|审定|把关).{0,2}(?:单位|党委|部门|党组织|机关)$",),
                telling=False,
            ),
            Column(
                "review_comment",
                _("审核意见"),
                synonyms=words("审批意见 修改意见 指导意见 把关意见 审定意见 审核修改意见"),
                like=(r"(?:审核|审批|审定|把关|指导|修改).{0,4}意见$",),
                telling=False,
            ),
        ],
        compare="plan",
    )
)
