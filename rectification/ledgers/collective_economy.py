"""Projects of the collective economy (村级集体经济) and their money."""

from django.utils.translation import gettext_lazy as _

from ledgers.concerns import Says
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import AtMost, NotBefore, SumsTo

register(
    Ledger(
        key="collective_economy",
        title=_("扶持壮大村级集体经济项目台账"),
        model="rectification.CollectiveEconomy",
        item="2.3",
        natural_key=("place", "project"),
        tenure=Tenure.CASE,
        since="start_on",
        title_words=words("集体经济 扶持资金 扶持村"),
        lines=words("财政局 农业农村局"),
        listed=("project", "batch", "total_yuan", "spent_yuan", "progress", "end_on"),
        concerns=(Says(_("未实地抽查"), "inspected", False),),
        columns=[
            Column(
                "project",
                _("项目名称"),
                synonyms=words("项目 扶持项目 实施项目 发展项目 项目内容"),
                required=True,
                may_lack=True,
            ),
            Column("batch", _("批次"), synonyms=words("扶持批次 项目批次 实施批次 所属批次 资金批次")),
            Column(
                "central_yuan",
                _("中央资金"),
                Kind.MONEY,
                words("中央 中央财政 中央补助"),
            ),
            Column(
                "province_yuan",
                _("省级资金"),
                Kind.MONEY,
                words("省级 省级财政 省级补助 省级配套"),
            ),
            Column(
                "county_yuan",
                _("县级配套"),
                Kind.MONEY,
                words("县级 县级资金 县财政"),
            ),
            Column(
                "own_yuan",
                _("自筹"),
                Kind.MONEY,
                words("村级自筹 村集体自筹 社会资本 村投入 其他资金"),
            ),
            Column(
                "total_yuan",
                _("总投资"),
                Kind.MONEY,
                words("合计 投资总额 项目总投资 资金 计划总投资"),
            ),
            Column(
                "spent_yuan",
                _("已使用资金"),
                Kind.MONEY,
                words("已拨付 累计支出 完成投资 实际支出"),
            ),
            Column(
                "progress",
                _("项目进度"),
                Kind.PERCENT,
                words("进度 实施进度 建设进度 资金支付进度 完成比例 进展情况"),
            ),
            Column(
                "start_on",
                _("开工时间"),
                Kind.DATE,
                words("开始时间 实施时间 项目开工时间 开工"),
            ),
            Column(
                "end_on",
                _("竣工时间"),
                Kind.DATE,
                words("完成时间 计划完成时间 竣工验收时间 竣工"),
            ),
            Column(
                "income_yuan",
                _("年收益"),
                Kind.MONEY,
                words("收益 预期收益 当年收益 项目收益 集体经济收益 年经营收益 增加村集体收入 年均收益 本年"),
                groups=("收益",),
            ),
            Column(
                "inspected",
                _("是否实地抽查"),
                Kind.YES_NO,
                words("实地抽查 是否已抽查 是否开展实地抽查"),
            ),
            Column("risk", _("风险提示"), synonyms=words("风险点 存在风险"), telling=False),
        ],
        rules=(
            NotBefore("start_on", "end_on"),
            AtMost("spent_yuan", "total_yuan", reason="spent_over_total"),
            SumsTo("total_yuan", words("central_yuan province_yuan county_yuan own_yuan")),
        ),
    )
)
