"""Rounds of the dragnet survey (拉网式排查): what was found in every village."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="survey",
        title=_("村党组织拉网式排查台账"),
        model="rectification.SurveyResult",
        item="2.1",
        natural_key=("place", "round", "surveyed_on"),
        tenure=Tenure.EVENT,
        since="surveyed_on",
        place_words={"village": words("排查村 被排查村 排查村（社区） 排查对象 被排查村（社区） 排查单位")},
        title_words=words(
            "拉网式排查 拉网排查 排查台账 排查情况 排查结果 排查统计 排查汇总 排查登记 排查一览 排查表 排查摸底 "
            "摸底排查 摸排台账 摸排情况 大排查 全面排查 排查研判 分析研判台账 分析研判情况"
        ),
        columns=[
            Column(
                "round",
                _("排查轮次"),
                synonyms=words(
                    "轮次 排查批次 批次 第几轮 排查期次 排查次数 期次 排查轮数 所属轮次 摸排轮次 摸排批次 轮数 排查轮 "
                    "研判轮次 排查阶段"
                ),
                like=(r"(?:轮次|批次|期次)$",),
            ),
            Column(
                "surveyed_on",
                _("排查时间"),
                Kind.DATE,
                words(
                    "排查日期 摸排时间 摸排日期 研判时间 排查年月 入村排查时间 到村排查时间 排查开展时间 实地排查时间 "
                    "走访排查时间 分析研判时间"
                ),
                like=(r"(?:排查|摸排|研判).{0,4}(?:时间|日期|年月)$",),
                of_range="end",
            ),
            Column(
                "result",
                _("排查结果"),
                Kind.CHOICE,
                words(
                    "排查结论 结果 结论 研判结果 研判结论 排查情况 摸排结果 摸排结论 排查结果类别 评定结果 初步结论 "
                    "排查认定 认定结果 是否软弱涣散 是否属于软弱涣散 是否列入 是否列入整顿 是否为软弱涣散村"
                ),
                like=(r"(?:排查|摸排|研判|认定).{0,4}(?:结果|结论)", r"是否.{0,8}(?:软弱涣散|列入)"),
                required=True,
                choices=(
                    Choice(
                        "正常",
                        words(
                            "无问题 未发现问题 没有问题 合格 不列入 不属于 一般 好 较好 良好 否 非软弱涣散 不是 "
                            "不属于软弱涣散 未列入 未发现 健全 正常村 整体较好 未发现软弱涣散情形"
                        ),
                    ),
                    Choice(
                        "疑似",
                        words(
                            "疑似软弱涣散 拟列入 待研究 待定 初步列入 疑似对象 待研判 建议列入 拟整顿 重点关注 "
                            "疑似村 拟列入整顿 待确定 提请研究"
                        ),
                    ),
                    Choice(
                        "列入",
                        words(
                            "列入整顿 软弱涣散 已列入 确定为软弱涣散 纳入整顿 是 确定列入 软弱涣散村 列为软弱涣散 "
                            "确定整顿 认定为软弱涣散 纳入 属于 整顿对象 需整顿 列入软弱涣散"
                        ),
                    ),
                ),
            ),
            Column(
                "problem",
                _("存在问题"),
                synonyms=words(
                    "存在的问题 发现问题 主要问题 排查发现问题 问题 发现的问题 突出问题 存在主要问题 问题表现 "
                    "存在的主要问题 存在的突出问题 软弱涣散情形 疑似情形"
                ),
                like=(r"(?:存在|发现|主要).*(?:问题|情形)$",),
            ),
            Column(
                "not_listed_because",
                _("未列入原因"),
                synonyms=words(
                    "不列入原因 未列入理由 不列入理由 未纳入原因 未列入整顿原因 不予列入原因 未确定原因 排除原因 "
                    "排除理由 未列入说明 不纳入原因 未列入的原因 未列入整顿的理由 不予列入理由"
                ),
                like=(r"(?:未|不|不予)(?:列入|纳入|认定|确定).{0,6}(?:原因|理由|说明)", r"排除.{0,4}(?:原因|理由)"),
            ),
            Column(
                "signed_by",
                _("签字领导"),
                Kind.NAME,
                words(
                    "签字人 签字 签字背书 签字背书人 签字人职务 签字领导职务 审核签字 排查责任人 签字县级领导 "
                    "包联领导签字 责任领导签字 签字领导姓名 领导签字 签字负责人 排查人 排查负责人"
                ),
                like=(r"签字",),
                personal=True,
            ),
            NOTE,
        ],
    )
)
