"""Payments of support money for the collective economy (扶持资金) and their use."""

from django.utils.translation import gettext_lazy as _

from ledgers.concerns import Says
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import Unusual
from rectification.models.economy import FORBIDDEN_USES, PERMITTED_USES

USE_WORDS = {
    "产业项目": "产业发展 产业 项目建设 产业项目建设 种植养殖 种植 养殖 农产品加工 生产经营 项目实施 工程款 项目工程款",
    "设施设备": "设施建设 设备购置 购置设备 购买设备 厂房建设 仓储设施 基础设施 生产设施 设施 设备 大棚建设 冷库建设",
    "入股投资": "入股 参股 投资入股 入股分红 股份合作 入股企业 入股合作社 参股经营",
    "购置物业": "购买物业 物业经营 购置商铺 购买商铺 购置门面 购置资产 购买资产 物业",
    "项目配套": "配套资金 配套 其他项目配套 配套投入 作配套资金",
    "偿还债务": "还债 偿债 化解债务 清偿债务 归还借款 弥补亏损 还贷 债务",
    "办公楼": "办公楼建设 办公用房 办公场所 修建办公楼 新建办公楼 楼堂馆所 村部建设 办公场所建设",
    "车辆和通讯设备": "购车 购置车辆 购买车辆 车辆 交通工具 通讯设备 购置通讯设备 手机 交通工具和通讯设备",
    "个人补贴": "发放补贴 人员补贴 奖金 津补贴 福利 个人补助 干部补贴 工资 误工补贴",
}  # data

register(
    Ledger(
        key="fund_payment",
        title=_("扶持资金拨付使用台账"),
        model="rectification.FundPayment",
        item="2.3",
        natural_key=("place", "paid_on", "project", "purpose"),
        tenure=Tenure.EVENT,
        since="paid_on",
        title_words=words(
            "资金拨付 拨付使用 资金使用台账 资金使用情况 资金支付 资金支出 拨付台账 拨付情况 资金管理使用 拨付明细"
        ),
        lines=words("财政局 农业农村局"),
        concerns=(Says(_("用途不合规"), "permitted", False),),
        columns=[
            Column(
                "project",
                _("项目名称"),
                synonyms=words("项目 扶持项目 实施项目 项目内容 建设项目"),
            ),
            Column(
                "paid_on",
                _("拨付时间"),
                Kind.DATE,
                words("拨款时间 到账时间"),
            ),
            Column(
                "amount_yuan",
                _("拨付金额"),
                Kind.MONEY,
                words(
                    "金额 支付金额 拨付资金 支出金额 付款金额 拨款金额 本次拨付金额 本次支付金额 拨付数额 "
                    "拨付资金金额 支付资金 本次拨付"
                ),
                required=True,
            ),
            Column(
                "purpose",
                _("资金用途"),
                synonyms=words("用途 款项用途 支出内容 使用方向 用途说明 具体用途"),
            ),
            Column(
                "use_kind",
                _("用途类别"),
                Kind.CHOICE,
                words("支出类别 资金用途类别 用途大类"),
                choices=tuple(Choice(use, words(USE_WORDS[use])) for use in PERMITTED_USES + FORBIDDEN_USES),
                help=_("后五类为试点资金管理办法禁止的用途。"),
            ),
            Column(
                "permitted",
                _("用途是否合规"),
                Kind.YES_NO,
                words("是否合规 是否符合用途 是否符合资金管理办法 是否按规定使用 是否符合要求"),
                yes_words=words("合规 符合 符合规定 规范 符合要求"),
                no_words=words("不合规 不符合 不符合规定 违规 不规范"),
            ),
        ],
        rules=(
            Unusual(
                _("试点资金不得用于配套、还债、办公楼、车辆和通讯设备、个人补贴，请核对用途，确属违规的请追回资金。"),
                {"use_kind": FORBIDDEN_USES},
            ),
        ),
    )
)
