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
            "集体经济收入 经营性收入 集体收入 村级收入 收入台账 收入统计 收入情况 资产收入 收支情况 资产负债 "
            "收益分配"
            "集体经济发展情况 集体经济情况统计"
        ),
        lines=words("财政局 农业农村局"),
        columns=[
            Column(
                "operating_yuan",
                _("经营性收入"),
                Kind.MONEY,
                words("经营收入 村级经营性收入 集体经营性收入 经营性收入合计 当年经营性收入"),
                required=True,
                may_lack=True,
            ),
            Column(
                "other_yuan",
                _("其他收入"),
                Kind.MONEY,
                words("非经营性收入 补助收入 上级补助收入 其他各项收入 非经营收入 财政补助收入"),
            ),
            Column(
                "assets_yuan",
                _("资产总额"),
                Kind.MONEY,
                words("资产 年末资产总额 资产总值 村集体资产"),
            ),
            Column(
                "debts_yuan",
                _("负债总额"),
                Kind.MONEY,
                words("负债 集体负债 村级债务 年末负债总额"),
            ),
            Column(
                "households",
                _("受益户数"),
                Kind.COUNT,
                words("带动户数 受益农户数 受益村民户数 受益群众户数 分红户数 惠及户数"),
            ),
            Column(
                "dividend_yuan",
                _("分红金额"),
                Kind.MONEY,
                words("分红 分红总额 收益分红 村民分红 股份分红 成员分红 分配金额 集体分红 年分红"),
            ),
        ],
    )
)
