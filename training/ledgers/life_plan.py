"""Yearly plans of Party life (年度组织生活计划); their texts are compared to find copied plans."""

from django.utils.translation import gettext_lazy as _

from ledgers.concerns import Says
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
        concerns=(
            Says(_("退回修改"), "review", "退回修改"),  # data
        ),
        columns=[
            Column(
                "members",
                _("党员人数"),
                Kind.COUNT,
                words("人数 党员 支部党员数 现有党员"),
            ),
            Column(
                "plan",
                _("年度组织生活计划"),
                synonyms=words("计划 全年计划 主要内容"),
                required=True,
            ),
            Column(
                "secretary",
                _("支部书记"),
                Kind.NAME,
                words("书记 书记姓名 负责人"),
                personal=True,
            ),
            Column(
                "review",
                _("审核结果"),
                Kind.CHOICE,
                words("审核情况 是否通过审核 计划审核结果"),
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
                telling=False,
            ),
            Column(
                "reviewer",
                _("审核单位"),
                synonyms=words("审核党委 审核部门"),
                telling=False,
            ),
            Column(
                "review_comment",
                _("审核意见"),
                synonyms=words("修改意见 指导意见"),
                telling=False,
            ),
        ],
        compare="plan",
    )
)
