"""The files of ``test_fourteen_rows``, one for each row of the speech, with the figures before and after.

All persons are invented.
"""

from dataclasses import dataclass, field


@dataclass
class Walk:
    """A ``file`` of the ``ledger`` moves the ``indicator`` of an ``item`` from ``before`` to ``after``.

    ``before`` and ``after`` are (numerator, denominator). ``known`` are the records confirmed earlier: ledger, place,
    values. ``cells`` is what the map shows for the county before and after. ``left_over`` is who is not met at the end.
    """

    item: str
    title: str
    ledger: str
    indicator: str
    before: tuple
    after: tuple
    cells: tuple
    left_over: list
    file: list
    merges: tuple = ()
    known: list = field(default_factory=list)


SECRETARIES = Walk(
    "1.1",
    "抓好书记集中轮训",
    ledger="secretary_training",
    indicator="secretaries_trained",
    known=[
        ("secretary", "湖塘村", {"name": "张小山", "appointed": "2021-03"}),
        ("secretary", "程畈村", {"name": "李大河", "appointed": "2021-03"}),
    ],
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["程畈村　李大河"],
    file=[
        ["弋阳县2026年村（社区）党组织书记集中轮训台账"],
        ["填报单位：中共弋阳县委组织部（盖章）　　填报时间：2026年11月20日"],
        ["序号", "乡镇", "行政村", "书记\n姓名", "培训情况", "", "", "是否完成"],
        ["", "", "", "", "班次名称", "起止时间", "天数", ""],
        [1, "漆工镇", "湖塘", "张 小山", "第一期示范班", "2026.5.11-5.15", "5天", "√"],
        [2, "", "程畈村委会", "李大河", "第一期示范班", "2026.5.11-5.12", 2, "×"],
        ["合计", "", "", "2人", "", "", "", ""],
    ],
    merges=("A1:H1", "A2:H2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4", "B5:B6"),
)

MEMBERS = Walk(
    "1.2",
    "普遍轮训党员",
    ledger="branch_training",
    indicator="members_trained",
    known=[
        ("branch", "湖塘村", {"name": "湖塘村党支部", "kind": "党支部", "members": 30}),
        ("branch", "程畈村", {"name": "程畈村党支部", "kind": "党支部", "members": 20}),
    ],
    before=(0, 50),
    after=(35, 50),
    cells=("0", "70"),
    left_over=["程畈村　程畈村党支部"],
    file=[
        ["附件3"],
        ["弋阳县党员普遍轮训五年轮训进度统计表"],
        ["填报单位：弋阳县委组织部    统计截止时间：2026.10    单位：名"],
        ["序号", "乡镇（街道）", "党支部名称", "现有党员", "2019年以来累计轮训人数"],
        ["1", "漆工镇", "中共漆工镇湖塘村支部委员会", "30人", 30],
        ["2", "漆工镇", "程畈村党支部", 20, "５"],
        ["合计", "", "", 50, 35],
    ],
)

PLANS = Walk(
    "1.3",
    "严格把关年度组织生活计划",
    ledger="life_plan",
    indicator="life_plans_approved",
    known=[
        ("branch", "湖塘村", {"name": "湖塘村党支部", "secretary": "张小山"}),
        ("branch", "程畈村", {"name": "程畈村党支部", "secretary": "李大河"}),
    ],
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["程畈村　程畈村党支部"],
    file=[
        ["弋阳县2026年党支部年度组织生活计划汇总"],
        ["序号", "镇（街）", "支部", "支书", "现有党员数", "全年计划", "审核"],
        ["", "", "", "", "", "", "审核结果"],
        [1, "漆工镇", "湖塘村党支部", "张小山", 30, "每月15日主题党日；\n每季度上党课", "同意"],
        [2, "漆工镇", "程畈村党支部", "李大河", 20, "按上级要求开展", "退回重报"],
    ],
    merges=("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3"),
)

WEAK = Walk(
    "2.1",
    "整顿软弱涣散村党组织",
    ledger="weak_org",
    indicator="weak_villages_rectified",
    known=[
        ("weak_org", "湖塘村", {"problem": "班子不健全", "listed_on": "2026-01-05", "rectified": False}),
        ("weak_org", "程畈村", {"problem": "村务公开不及时", "listed_on": "2026-01-05", "rectified": False}),
    ],
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["程畈村"],
    file=[
        ["弋阳县软弱涣散村党组织整顿台账"],
        ["填报单位：弋阳县委组织部  填报时间：2026年11月15日"],
        ["序号", "乡（镇、办）", "村名", "确定时间", "主要问题", "整顿措施", "是否销号", "销号时间"],
        [1, "漆工", "湖塘村", "2026.1.5", "班子不健全", "补选委员2名", "已销号", "2026年10月30日"],
        [2, "漆工镇", "程畈村", "2026.1.5", "村务公开不及时", "每月公开", "否", "—"],
        ["小计", "", "2个村", "", "", "", "1", ""],
    ],
)

RESERVES = Walk(
    "2.2",
    "每村储备后备力量",
    ledger="reserve",
    indicator="villages_with_reserve",
    before=(0, 4),
    after=(2, 4),
    cells=("0", "50"),
    left_over=["东街社区", "西街社区"],
    file=[
        ["弋阳县村级后备力量花名册（2026年）"],
        ["序号", "乡镇", "村居", "姓  名", "性别", "出生\n年月", "政治面貌", "入库时间", "备注"],
        [1, "漆工镇", "湖塘村", "周 青", "女", "1995.8", "中共党员", "2025年12月", ""],
        [2, "", "", "吴山河", "男", "199003", "群众", "2026.3", "返乡"],
        [3, "", "程畈村", "郑水", "男", "1988年5月", "预备党员", "2026.3", ""],
        ["合计", "", "", "3人", "", "", "", "", ""],
    ],
    merges=("A1:I1", "B3:B5", "C3:C4"),
)

MONEY = Walk(
    "2.3",
    "管好用好扶持资金",
    ledger="fund_payment",
    indicator="support_money_paid",
    known=[
        ("supported_village", "湖塘村", {"batch": "第一批", "allocated_yuan": 500_000}),
        ("supported_village", "程畈村", {"batch": "第一批", "allocated_yuan": 500_000}),
    ],
    before=(0, 1_000_000),
    after=(700_000, 1_000_000),
    cells=("0", "70"),
    left_over=["程畈村"],
    file=[
        ["弋阳县扶持壮大村级集体经济扶持资金拨付使用台账"],
        ["填报单位：县财政局    2026年11月    单位：万元"],
        ["序号", "乡镇", "村", "项目名称", "拨付金额", "拨付日期", "用途"],
        [1, "漆工镇", "湖塘村", "光伏电站", "50", "2026/3/18", "设备采购"],
        [2, "漆工镇", "程畈村", "冷库", "20万元", "2026.6.5", "土建首付款"],
        ["合计", "", "", "2个", 70, "", ""],
    ],
)

TOWNSHIPS = Walk(
    "2.4",
    "选优配强乡镇党委书记",
    ledger="township_sheet",
    indicator="township_secretaries_settled",
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["曹溪镇"],
    file=[
        ["弋阳县2026年第三季度乡镇领导班子情况统计表"],
        ["填报单位：中共弋阳县委组织部"],
        ["序号", "乡镇", "核定职数", "实配人数", "换届党委书记是否选配到位"],
        [1, "漆工镇", "9名", 8, "已到位"],
        [2, "曹溪镇", 9, "9", "未到位"],
        ["合计", "", 18, 17, ""],
    ],
)

STREETS = Walk(
    "3.1",
    "深化街道管理体制改革",
    ledger="street_item",
    indicator="streets_with_progress",
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["城北街道"],
    file=[
        ["弋阳县2026年街道管理体制改革任务清单（明责赋权扩能）"],
        ["序号", "街道", "改革任务", "", "时限", "推进情况", "完成时间"],
        ["", "", "类别", "事项", "", "", ""],
        [1, "桃源街道办事处", "明责", "制定街道职责清单", "2026.6", "落实到位", "2026.6.18"],
        [2, "", "赋权", "赋予规划参与权", "2026年9月30日", "已实施", "2026.9"],
        [3, "", "扩能", "执法力量下沉", "20261031", "落实到位", "2026年10月"],
        [4, "城北街道", "明责", "制定街道职责清单", "2026.6", "起草中", ""],
    ],
    merges=("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3", "B4:B6"),
)

GRIDS = Walk(
    "3.2",
    "各类网格整合成一张网",
    ledger="former_grid",
    indicator="communities_merged",
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["西街社区"],
    file=[
        ["弋阳县桃源街道原有网格摸底整合情况表"],
        ["填报单位：桃源街道党工委    填报时间：2026年10月30日    单位：个"],
        ["序号", "社区", "原有网格", "", "整合情况", "", ""],
        ["", "", "网格类型", "名称", "整合后网格", "是否整合（√）", "整合时间"],
        [1, "东街", "综治", "综治第一网格", "第一网格", "√", "2026.5"],
        [2, "", "城管", "东街城管网格", "第一网格", "√", "2026年5月8日"],
        [3, "西街社区居委会", "应急", "应急网格", "", "×", ""],
    ],
    merges=("A3:A4", "B3:B4", "C3:D3", "E3:G3", "B5:B6"),
)

UNITS = Walk(
    "3.3",
    "组织机关企事业单位到社区报到",
    ledger="unit_report",
    indicator="units_reported",
    known=[
        ("resident_unit", "东街社区", {"name": "弋阳县财政局"}),
        ("resident_unit", "西街社区", {"name": "弋阳县第一小学"}),
    ],
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["西街社区　弋阳县第一小学"],
    file=[
        ["附件"],
        ["弋阳县机关企事业单位党组织到社区报到情况表"],
        ["填报单位：弋阳县委组织部（盖章）   填报时间：2026年11月10日"],
        ["序号", "街道", "社区", "报到单位", "报到时间", "认领项目"],
        [1, "桃源街道", "东街社区", "弋阳县财政局", "2026.4", "认领微心愿12个"],
    ],
)

CIRCLES = Walk(
    "3.4",
    "建设15分钟服务圈",
    ledger="community_circle",
    indicator="communities_inside_circle",
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["西街社区"],
    file=[
        ["弋阳县2026年15分钟服务圈覆盖情况统计表"],
        ["序号", "街道", "社区", "最近的党群服务中心", "步行时间（分钟）", "是否覆盖"],
        [1, "桃源街道", "东街社区", "东街社区党群服务中心", "8分钟", "√"],
        [2, "桃源街道", "西街", "", 22, "√"],
        ["合计", "", "", "", "", 2],
    ],
)

REVIEWS = Walk(
    "4.1",
    "落实书记第一责任人职责",
    ledger="review_problem",
    indicator="review_problems_closed",
    known=[
        (
            "review_problem",
            place,
            {"post": "镇党委书记", "reviewed_on": "2025", "problem": problem, "due": "2026-06-30"},
        )
        for place, problem in (("漆工镇", "后备力量培养不够"), ("曹溪镇", "阵地建设滞后"))
    ],
    before=(0, 2),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["曹溪镇　阵地建设滞后"],
    file=[
        ["弋阳县2025年度党组织书记抓基层党建述职评议问题整改台账"],
        ["填报单位：中共弋阳县委组织部（盖章）   填报时间：2026年11月20日"],
        ["序号", "单位", "述职人", "述职年度", "查摆问题", "整改时限", "完成情况"],
        ["", "", "", "", "", "", "销号时间"],
        [1, "漆工镇", "镇党委书记", "2025年", "后备力量培养不够", "2026.6.30前", "2026年6月20日"],
        [2, "曹溪镇", "镇党委书记", "2025年度", "阵地建设滞后", "2026.6.30", ""],
    ],
    merges=("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4"),
)

BURDEN = Walk(
    "4.2",
    "切实减轻基层负担",
    ledger="burden_item",
    indicator="burden_items_approved",
    known=[("burden_item", "弋阳县", {"name": "党建工作调度会", "kind": "会议", "since": "2025"})],
    before=(0, 1),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["弋阳县　党建工作调度会"],
    file=[
        ["弋阳县基层减负事项准入清单（2026年）"],
        ["填报单位：县减负办                      填报时间：2026.4.1"],
        ["序号", "县（市、区）", "报表名称", "类型", "文件依据", "报送频次", "填报主体", "审批领导", "执行时间"],
        [1, "弋阳县", "农村人居环境月报", "表格", "县办〔2026〕3号", "月报", "村", "县委副书记", "2026.1"],
    ],
)

SUPPORT = Walk(
    "4.3",
    "推动部门配合",
    ledger="support_request",
    indicator="support_requests_in_time",
    known=[
        ("support_request", "曹溪镇", {
            "department": "县人社局", "content": "社区工作者招聘", "asked_on": "2026-04-01", "due": "2026-05-01",
        })
    ],
    before=(0, 1),
    after=(1, 2),
    cells=("0", "50"),
    left_over=["曹溪镇　县人社局　社区工作者招聘"],
    file=[
        ["弋阳县基层党建部门配合事项台账（2026年）"],
        ["填报单位：弋阳县委组织部　　填报时间：2026.6.30"],
        ["序号", "提出单位", "配合部门", "需协调事项", "时间", "", "", "办理结果"],
        ["", "", "", "", "提出时间", "要求办结时间", "实际办结时间", ""],
        [1, "漆工镇", "县财政局", "拨付扶持资金50万元", "2026.3.2", "2026.3.20", "2026.3.19", "已拨付"],
    ],
    merges=("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4"),
)  # fmt: skip

WALKS = [
    SECRETARIES, MEMBERS, PLANS, WEAK, RESERVES, MONEY, TOWNSHIPS,
    STREETS, GRIDS, UNITS, CIRCLES, REVIEWS, BURDEN, SUPPORT,
]  # fmt: skip
