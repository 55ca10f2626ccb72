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
                synonyms=words("轮次 第几轮 排查次数 所属轮次 轮数 排查轮 研判轮次 排查阶段"),
            ),
            Column(
                "surveyed_on",
                _("排查时间"),
                Kind.DATE,
                words("研判时间 入村排查时间 到村排查时间 排查开展时间 实地排查时间 走访排查时间 分析研判时间"),
                of_range="end",
            ),
            Column(
                "result",
                _("排查结果"),
                Kind.CHOICE,
                words(
                    "结果 研判结果 排查情况 排查结果类别 评定结果 初步结论 排查认定 是否软弱涣散 "
                    "是否属于软弱涣散 是否列入 是否列入整顿 是否为软弱涣散村"
                ),
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
                synonyms=words("排查发现问题 问题 突出问题 问题表现 软弱涣散情形 疑似情形"),
            ),
            Column(
                "not_listed_because",
                _("未列入原因"),
                synonyms=words("未列入整顿原因 不予列入原因 排除原因 未列入说明 未列入的原因"),
            ),
            Column(
                "signed_by",
                _("签字领导"),
                Kind.NAME,
                words("签字人 签字背书 签字人职务 审核签字 排查责任人 签字县级领导 包联领导签字 签字领导姓名 排查人"),
                personal=True,
            ),
            NOTE,
        ],
    )
)
