"""Income and assets of the collective economy of all villages, year by year (村级集体经济收入)."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="village_income",
        title=_("村级集体经济收入台账"),
        model="rectification.VillageIncome",
        item="2.3",
        natural_key=("place", "year"),
        tenure=Tenure.YEARLY,
        title_words=words(
            "集体经济收入 经营性收入 集体收入 村级收入 收入台账 收入统计 收入情况 资产收入 收支情况 资产负债 收益分配 "
            "集体经济发展情况 集体经济情况统计"
        ),
        lines=words("财政局 农业农村局"),
        columns=[
            Column(
                "operating_yuan",
                _("经营性收入"),
                Kind.MONEY,
                words(
                    "经营收入 经营性收益 村级经营性收入 集体经营性收入 经营性收入合计 经营性收入小计 年经营性收入 "
                    "当年经营性收入 经营性总收入 本年经营性收入 村集体经营性收入"
                ),
                like=(r"^(?!.*(?:非经营|上年|去年)).*经营(?:性)?(?:总)?(?:收入|收益)",),
                required=True,
                may_lack=True,
            ),
            Column(
                "other_yuan",
                _("其他收入"),
                Kind.MONEY,
                words("非经营性收入 补助收入 其它收入 上级补助收入 补助性收入 其他各项收入 非经营收入 财政补助收入"),
                like=(r"(?:非经营|其[他它]|补助).{0,2}(?:收入|收益)",),
            ),
            Column(
                "assets_yuan",
                _("资产总额"),
                Kind.MONEY,
                words(
                    "集体资产 资产 资产总计 资产合计 集体资产总额 总资产 年末资产总额 资产总值 村集体资产 "
                    "年末资产 集体资产总值"
                ),
                like=(r"资产(?:总额|总计|合计|总值)?$",),
            ),
            Column(
                "debts_yuan",
                _("负债总额"),
                Kind.MONEY,
                words("负债 债务 负债合计 债务总额 集体负债 村级债务 总负债 年末负债总额 负债总计 村集体债务 年末负债"),
                like=(r"(?:负债|债务)(?:总额|总计|合计|余额)?$",),
            ),
            Column(
                "households",
                _("受益户数"),
                Kind.COUNT,
                words(
                    "受益农户 受益户 带动户数 受益农户数 受益村民户数 带动农户数 受益群众户数 分红户数 惠及户数 "
                    "受益户数（户）"
                ),
                like=(r"(?:受益|带动|分红|惠及).{0,4}户",),
            ),
            Column(
                "dividend_yuan",
                _("分红金额"),
                Kind.MONEY,
                words("分红 分红总额 分红资金 收益分红 村民分红 分红总金额 股份分红 成员分红 分配金额 集体分红 年分红"),
                like=(r"分红(?!户|人)", r"收益分配.{0,2}(?:金额|总额)"),
            ),
        ],
    )
)
