"""Projects of the collective economy (村级集体经济) and their money."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import AtMost, Column, Kind, Ledger, NotBefore, SumsTo, Tenure, register, words

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
        columns=[
            Column(
                "project",
                _("项目名称"),
                synonyms=words(
                    "项目 扶持项目 实施项目 发展项目 项目内容 产业项目 产业项目名称 实施项目名称 扶持项目名称"
                ),
                required=True,
                may_lack=True,
            ),
            Column("batch", _("批次"), synonyms=words("扶持批次 项目批次 实施批次 所属批次 资金批次 年度批次")),
            Column(
                "central_yuan",
                _("中央资金"),
                Kind.MONEY,
                words(
                    "中央 中央财政 中央财政资金 中央补助 中央扶持资金 中央补助资金 中央财政补助 中央投入 "
                    "中央财政扶持资金"
                ),
                like=(r"^中央",),
            ),
            Column(
                "province_yuan",
                _("省级资金"),
                Kind.MONEY,
                words(
                    "省级 省级财政 省 省财政 省级补助 省级配套 省级财政资金 省级扶持资金 省配套 省补助资金 "
                    "省级补助资金 省级投入 省资金"
                ),
                like=(r"^省",),
            ),
            Column(
                "county_yuan",
                _("县级配套"),
                Kind.MONEY,
                words(
                    "县级 县级资金 市县 市县配套 县配套 县财政 县级财政 市县级 县级财政资金 市县资金 区级配套 "
                    "县区配套 市县级配套 县级投入 县市区配套 市县财政 县区级 区级 区级资金 区财政 区级财政"
                ),
                like=(r"^(?:市县|县|区).{0,6}(?:配套|资金|财政|投入)", r"^(?:县|区|县区|区县|县市区|市县区)$"),
            ),
            Column(
                "own_yuan",
                _("自筹"),
                Kind.MONEY,
                words(
                    "自筹资金 村级自筹 村自筹 自有资金 村集体自筹 村级自筹资金 社会资本 村投入 自筹及其他 "
                    "自筹及社会资本 其他资金"
                ),
                like=(r"自筹",),
            ),
            Column(
                "total_yuan",
                _("总投资"),
                Kind.MONEY,
                words(
                    "合计 总金额 投资总额 总资金 资金合计 项目总投资 资金总额 总计 总投入 资金 投资 小计 项目资金 "
                    "计划总投资 投资规模"
                ),
                like=(r"总(?:投资|资金|额)",),
            ),
            Column(
                "spent_yuan",
                _("已使用资金"),
                Kind.MONEY,
                words(
                    "已使用 已支出 使用资金 已拨付 已使用金额 累计支出 已支付 资金支出 已完成投资 完成投资 "
                    "拨付资金 已拨付资金 支出金额 实际支出 累计拨付 使用金额 资金使用 支付金额 支出资金 拨付金额"
                ),
                like=(r"已(?:使用|支出|拨付|支付)", r"累计(?:使用|支出|拨付|支付)", r"^(?:资金)?拨付"),
            ),
            Column(
                "progress",
                _("项目进度"),
                Kind.PERCENT,
                words(
                    "进度 工程进度 完成进度 实施进度 建设进度 形象进度 项目实施进度 资金支付进度 完成比例 进展 "
                    "进展情况 项目进展 工程进展 完成率"
                ),
                like=("进度",),
            ),
            Column(
                "start_on",
                _("开工时间"),
                Kind.DATE,
                words(
                    "开始时间 启动时间 开工日期 实施时间 动工时间 开建时间 启动日期 项目开工时间 开工 开工年月 动工日期"
                ),
            ),
            Column(
                "end_on",
                _("竣工时间"),
                Kind.DATE,
                words(
                    "完工时间 完成时间 竣工日期 建成时间 计划完成时间 预计竣工时间 完工日期 预计完工时间 投产时间 "
                    "计划竣工时间 竣工验收时间 计划完工时间 预计完成时间 竣工 完工 竣工年月 完成日期"
                ),
                like=(r"(?:竣工|完工).*(?:时间|日期)",),
            ),
            Column(
                "income_yuan",
                _("年收益"),
                Kind.MONEY,
                words(
                    "收益 年收入 预期收益 预计年收益 当年收益 当年 项目收益 年增收 预计收益 年度收益 集体经济收益 "
                    "年经营收益 增加村集体收入 年均收益 本年 本年收益"
                ),
                groups=("收益",),
                like=(r"年.{0,4}收(?:益|入)", r"收益$"),
            ),
            Column(
                "inspected",
                _("是否实地抽查"),
                Kind.YES_NO,
                words(
                    "实地抽查 是否抽查 抽查情况 是否已抽查 是否实地核查 是否检查 是否实地查看 是否督查 "
                    "是否开展实地抽查 实地核查"
                ),
                like=(r"抽查", r"是否.*(?:核查|检查|查看|督查|核实)"),
            ),
            Column("risk", _("风险提示"), synonyms=words("风险 风险点 风险隐患 存在风险 需防范风险"), telling=False),
        ],
        rules=(
            NotBefore("start_on", "end_on"),
            AtMost("spent_yuan", "total_yuan", reason="spent_over_total"),
            SumsTo("total_yuan", words("central_yuan province_yuan county_yuan own_yuan")),
        ),
    )
)
