"""Rules, plans, practice notes and activities that carry out an item of the speech (制度文件和经验做法)."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="policy_paper",
        title=_("制度文件和经验做法台账"),
        model="accountability.PolicyPaper",
        item="4.2",
        natural_key=("place", "name", "issued_on"),
        tenure=Tenure.EVENT,
        since="issued_on",
        place_levels=("township", "county", "city"),
        place_words={
            "county": words("制定单位 印发单位 发文单位 报送单位 做法来源 来源单位 经验单位 实施单位 开展单位 出台单位")
        },
        title_words=words(
            "制度文件 经验做法 制度建设 典型经验 制度清单 文件清单 实施方案清单 制度台账 典型做法 政策文件 做法清单 "
            "制度汇编 配套制度"
        ),
        listed=("kind", "name", "item", "document_no", "issued_on"),
        columns=[
            Column(
                "kind",
                _("类型"),
                Kind.CHOICE,
                words("文件类型 材料类型"),
                choices=(
                    Choice("制度", words("办法 规定 细则 意见 机制 制度办法 制度文件 规则 规范")),
                    Choice("方案", words("计划 实施方案 工作方案 规划 行动方案 工作计划")),
                    Choice("经验做法", words("经验 做法 典型经验 典型 案例 典型案例 经验材料 总结")),
                    Choice("活动", words("专项活动 主题活动 学习活动 行动")),
                ),
                required=True,
            ),
            Column(
                "name",
                _("名称"),
                synonyms=words("方案名称 经验名称 做法名称 题目 文件 活动名称 材料名称"),
                required=True,
            ),
            Column(
                "item",
                _("对应任务"),
                synonyms=words(
                    "重点任务 服务任务 对应条目 任务编号 对应事项 所属任务 涉及任务 任务项目 落实任务 对应讲话内容"
                ),
                codes="speech_items",
            ),
            Column(
                "document_no",
                _("文号"),
                synonyms=words("文件号 发文字号"),
            ),
            Column(
                "issued_on",
                _("印发（开展）时间"),
                Kind.DATE,
                words("出台时间 制定时间 发布时间 成文日期 开展时间 推广时间 时间 总结时间"),
            ),
            Column(
                "reviewed_on",
                _("评估时间"),
                Kind.DATE,
                words("修订时间 清理时间 最近修订时间 复查时间"),
            ),
            Column(
                "taken_up_by",
                _("学习借鉴单位"),
                synonyms=words("借鉴单位 推广单位 推广范围 学习单位 采用单位 推广情况 学习借鉴情况 应用单位"),
            ),
        ],
        rules=(NotBefore("issued_on", "reviewed_on"),),
    )
)
