"""Problems that secretaries were told at the yearly review (述职评议), until they are closed."""

from django.utils.translation import gettext_lazy as _

from ledgers.concerns import Overdue, Unfinished
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="review_problem",
        title=_("述职评议问题整改台账"),
        model="accountability.ReviewProblem",
        item="4.1",
        natural_key=("place", "problem"),
        tenure=Tenure.CASE,
        since="reviewed_on",
        closed_on="closed_on",
        order=("closed_on", "reviewed_on"),  # open problems first, of them those of the earliest review
        place_levels=("township", "county"),
        place_words={"county": words("述职单位 述职对象单位 被评议单位 述职评议单位 评议单位 所在单位")},
        title_words=words(
            "述职评议 述职考核 书记述职 抓党建述职 评议问题 述职问题 评议考核整改 述评考 评议反馈问题 述职点评"
        ),
        concerns=(
            Overdue("due"),
            Unfinished(_("未销号")),
        ),
        columns=[
            Column(
                "post",
                _("述职人职务"),
                synonyms=words("职务 述职人 述职书记 述职人姓名及职务 述职党组织书记 评议对象"),
            ),
            Column(
                "reviewed_on",
                _("评议年度"),
                Kind.DATE,
                words("年度 评议时间 述职时间 述职评议年度 考核年度 所属年度"),
                year_alone=True,
            ),
            Column(
                "grade",
                _("评议等次"),
                Kind.CHOICE,
                words("等次 评议结果 考核等次 综合评价"),
                choices=(
                    Choice("好", words("优秀 优 评价好")),
                    Choice("较好", words("良好 良 比较好")),
                    Choice("一般", words("合格 中")),
                    Choice("差", words("较差 不合格 不好")),
                ),
            ),
            Column(
                "problem",
                _("评议指出的问题"),
                synonyms=words("问题 反馈问题 查摆问题 问题清单 上级点评问题 述职评议问题 问题描述 点评意见"),
                required=True,
            ),
            Column(
                "measures",
                _("整改措施"),
                synonyms=words("措施 整改内容 整改落实措施 整改方案 整改措施及进展"),
            ),
            Column(
                "due",
                _("整改时限"),
                Kind.DATE,
                words("时限 计划完成时间 要求完成时间 整改时间"),
                of_range="end",
            ),
            Column(
                "closed_on",
                _("销号时间"),
                Kind.DATE,
                words("完成时间 实际完成时间 整改完成时间"),
            ),
        ],
        rules=(NotBefore("reviewed_on", "due"), NotBefore("reviewed_on", "closed_on")),
    )
)
