"""Party and mass service centres (党群服务中心)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotInFuture

register(
    Ledger(
        key="center",
        title=_("党群服务中心台账"),
        model="governance.Center",
        item="3.4",
        natural_key=("place", "center"),
        tenure=Tenure.REGISTER,
        since="built",
        handed_on=True,
        place_levels=("village", "township", "county", "city"),
        title_words=words("党群服务中心 服务中心 服务阵地 服务站"),
        columns=[
            Column(
                "center",
                _("中心名称"),
                synonyms=words("名称 党群服务中心名称 中心"),
                required=True,
            ),
            Column(
                "area_m2",
                _("建筑面积"),
                Kind.DECIMAL,
                words("面积 使用面积 总面积 办公面积 用房面积 活动场所面积 建设面积"),
            ),
            Column(
                "built",
                _("建成时间"),
                Kind.DATE,
                words("建设时间 投入使用时间 建成年度"),
                year_alone=True,
                lifelong=True,
            ),
            Column(
                "radius_min",
                _("服务半径"),
                Kind.DECIMAL,
                words("服务圈 到达时间 覆盖半径"),
            ),
            Column(
                "windows",
                _("服务窗口数"),
                Kind.COUNT,
                words("窗口 便民服务窗口数 设置窗口数"),
            ),
            Column(
                "rooms",
                _("功能室数"),
                Kind.COUNT,
                words("功能室 功能室间数 功能分区数"),
            ),
            Column(
                "staff",
                _("工作人员数"),
                Kind.COUNT,
                words("工作人员 人员数 专职人员 服务人员数"),
            ),
            Column(
                "online",
                _("是否多网合一"),
                Kind.YES_NO,
                words(
                    "多网合一 是否接入一体化平台 是否上线 网上服务 系统是否整合 是否接入网络 是否开通网办 "
                    "是否接入政务网 是否实现多网合一 是否有线上平台"
                ),
            ),
            Column(
                "demo",
                _("是否示范点"),
                Kind.YES_NO,
                words("是否为示范点 是否市级示范点 是否党建示范点 示范 是否列为示范点 是否省市县示范点"),
            ),
            Column(
                "cost_yuan",
                _("建设资金"),
                Kind.MONEY,
                words("投入资金 总投资 建设投入 投资额 建设经费 建设投资 总投入 造价 建设费用 改造资金 年运行经费"),
            ),
            Column(
                "open_time",
                _("开放时间"),
                synonyms=words("服务时间 每日开放时间 对外开放时间 办公时间 开放时段 工作时间"),
            ),
            LEFT_ON,
            NOTE,
        ],
        rules=(NotInFuture("built"),),
    )
)
