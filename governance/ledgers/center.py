"""Party and mass service centres (党群服务中心)."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Column, Kind, Ledger, NotInFuture, Tenure, register, words

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
                synonyms=words(
                    "名称 党群服务中心名称 服务中心名称 阵地名称 党群服务中心 中心站点名称 站点名称 场所名称 "
                    "中心阵地名称 党群服务阵地名称 服务阵地名称 中心 服务站名称"
                ),
                required=True,
            ),
            Column(
                "area_m2",
                _("建筑面积"),
                Kind.DECIMAL,
                words(
                    "面积 使用面积 场所面积 总面积 中心面积 办公面积 用房面积 活动场所面积 阵地面积 "
                    "建筑面积平方米 面积平方米 建设面积"
                ),
                like=(r"面积",),
            ),
            Column(
                "built",
                _("建成时间"),
                Kind.DATE,
                words(
                    "投用时间 启用时间 建成投用时间 建设时间 建成年月 投入使用时间 建成日期 建成年份 启用日期 "
                    "建成年度 建成使用时间"
                ),
                like=(r"(?:建成|投用|启用|投入使用).*(?:时间|日期|年)",),
                year_alone=True,
                lifelong=True,
            ),
            Column(
                "radius_min",
                _("服务半径"),
                Kind.DECIMAL,
                words(
                    "服务半径分钟 服务圈 服务圈分钟 步行时间 到达时间 步行分钟 服务半径步行分钟 覆盖半径 "
                    "服务圈时间 步行到达时间"
                ),
                like=(r"(?:半径|服务圈)",),
            ),
            Column(
                "windows",
                _("服务窗口数"),
                Kind.COUNT,
                words("窗口 窗口数 服务窗口 窗口数量 办事窗口 办事窗口数 便民服务窗口数 服务窗口个数 设置窗口数"),
                like=(r"窗口",),
            ),
            Column(
                "rooms",
                _("功能室数"),
                Kind.COUNT,
                words("功能室 功能室数量 功能区数 功能室个数 功能区 活动室数 功能用房数 功能室间数 功能分区数 房间数"),
                like=(r"功能(?:室|区|用房)",),
            ),
            Column(
                "staff",
                _("工作人员数"),
                Kind.COUNT,
                words(
                    "工作人员 人员数 专职人员数 专职工作人员数 专职工作人员 配备人员 人员配备 专职人员 "
                    "工作人员人数 服务人员数 配备工作人员数 工作人员数量 配备人数"
                ),
                like=(r"人员(?:数|配备|人数)", r"(?:工作|服务|专职|窗口|配备)人员$"),
            ),
            Column(
                "online",
                _("是否多网合一"),
                Kind.YES_NO,
                words(
                    "是否联网 多网合一 是否接入一体化平台 是否开通网上服务 线上服务 是否上线 是否开通线上服务 "
                    "网上服务 是否接入平台 系统是否整合 是否接入网络 是否开通网办 是否接入政务网 "
                    "是否接入政务服务网 是否实现多网合一 线上平台 是否有线上平台 是否线上服务"
                ),
                like=(r"(?:是否|有无).*(?:网|线上|平台)", r"多网合一"),
            ),
            Column(
                "demo",
                _("是否示范点"),
                Kind.YES_NO,
                words(
                    "示范点 是否示范 是否为示范点 是否市级示范点 是否党建示范点 是否县级示范点 是否示范中心 示范 "
                    "是否列为示范点 是否省市县示范点"
                ),
                like=(r"示范",),
            ),
            Column(
                "cost_yuan",
                _("建设资金"),
                Kind.MONEY,
                words(
                    "投入资金 总投资 建设投入 投资 投资额 建设经费 投资金额 建设投资 资金投入 投入 总投入 "
                    "建设成本 投资总额 造价 建设费用 改造资金 经费 运行经费 年运行经费 投入经费 投入金额"
                ),
                like=(r"(?:投资|投入|资金|经费)",),
            ),
            Column(
                "open_time",
                _("开放时间"),
                synonyms=words("服务时间 开门时间 每日开放时间 营业时间 对外开放时间 办公时间 开放时段 工作时间"),
            ),
            LEFT_ON,
            NOTE,
        ],
        rules=(NotInFuture("built"),),
    )
)
