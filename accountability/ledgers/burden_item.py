"""Forms, ledgers, meetings, checks and contests that are asked of the base (减负清单)."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="burden_item",
        title=_("基层减负事项清单"),
        model="accountability.BurdenItem",
        item="4.2",
        natural_key=("place", "name"),
        tenure=Tenure.CASE,  # an item ends by itself on the day that it names, which may lie ahead
        since="since",
        closed_on="ends_on",
        place_levels=("township", "county", "city"),
        title_words=words(
            "减负 报表台账 台账报表 报表清单 报表目录 督查检查考核计划 督查检查考核事项 检查考核清单 "
            "检查考核事项 填报事项 报送事项 准入清单 会议计划"
        ),
        listed=("name", "kind", "issuer", "frequency", "field_count", "approved_by", "ends_on"),
        columns=[
            Column(
                "name",
                _("事项名称"),
                synonyms=words(
                    "名称 事项 台账名称 表格名称 会议名称 项目名称 检查考核事项 填报事项 报送事项 工作事项 "
                    "事项内容 清单事项 要求事项"
                ),
                required=True,
            ),
            Column(
                "kind",
                _("类别"),
                Kind.CHOICE,
                words("事项类别 形式 报送形式"),
                choices=(
                    Choice("报表", words("表格 统计表 填报 月报 季报 年报 报送")),
                    Choice("台账", words("纸质台账 电子台账 档案 记录簿 资料")),
                    Choice("会议", words("会 视频会议 会商 调度会")),
                    Choice("检查", words("督查 考核 督查检查 检查考核 督查检查考核 督导 调研督导 巡查")),
                    Choice("评比", words("创建 评比表彰 示范创建 达标 竞赛 评比达标 创建评比")),
                ),
            ),
            Column(
                "issuer",
                _("要求单位"),
                synonyms=words(
                    "发起单位 牵头单位 制发单位 布置单位 主管部门 责任部门 要求部门 布置部门 制表单位 发文单位 "
                    "来源部门 组织单位 提出单位 下达单位"
                ),
            ),
            Column(
                "basis",
                _("依据文件"),
                synonyms=words("依据 政策依据 制发依据 设立依据 文件名称 文件文号 法律法规依据"),
            ),
            Column(
                "frequency",
                _("频次"),
                Kind.CHOICE,
                words("填报频次 频率 周期 报送时间要求"),
                choices=(
                    Choice("每日", words("日报 每天 一天一次 每日一报")),
                    Choice("每周", words("周报 一周一次 每周一次")),
                    Choice("每月", words("月报 一月一次 每月一次 按月 每月一报")),
                    Choice("每季度", words("季报 每季 一季一次 每季度一次 按季 每季一次")),
                    Choice("每半年", words("半年 半年报 半年一次 每半年一次")),
                    Choice("每年", words("年报 一年一次 每年一次 年度 按年 全年一次")),
                    Choice("一次性", words("一次 临时 单次 仅一次")),
                    Choice("不定期", words("随时 实时 按需 据实 有变化时")),
                ),
            ),
            Column(
                "answered_by",
                _("填报层级"),
                Kind.CHOICE,
                words("填报单位层级 承担层级 落实层级 填报主体 报送主体 层级 涉及范围 对象"),
                choices=(
                    Choice("村（社区）", words("村 社区 村社区 村级 村居 行政村 村（居） 村（社区）级")),
                    Choice("乡镇（街道）", words("乡镇 街道 镇街 乡镇街道 乡镇级 乡（镇、街道）")),
                    Choice("县（市、区）", words("县 县区 县市区 区县 县级")),
                ),
            ),
            Column(
                "asked",
                _("填报内容"),
                synonyms=words("内容 主要内容 报送内容 填报项目 指标名称 填报指标 主要指标 涉及内容 字段"),
                help=_("逐项写出，用顿号隔开，如“姓名、任现职时间、培训天数”。与本平台台账重复的会提示。"),
            ),
            Column(
                "field_count",
                _("填报项数"),
                Kind.COUNT,
                words("项数 指标数 字段数 栏目数 填报栏数 项目数 表格栏数"),
            ),
            Column(
                "replaces",
                _("替代的原有事项"),
                synonyms=words("整合事项 替代 原有事项 替代报表"),
                required_if_new=True,
                help=_("这项要求替代哪一项原有要求；没有替代的填“新增”。"),
            ),
            Column(
                "approved_by",
                _("批准人"),
                synonyms=words("审批人 批准领导 审批部门 批准 备案单位 审批情况"),
                required_if_new=True,
                help=_("写职务，如“县委常委、组织部部长”。"),
            ),
            Column(
                "since",
                _("开始时间"),
                Kind.DATE,
                words("启用时间 执行时间 施行时间 实施时间 设立时间 布置时间 下发时间"),
                year_alone=True,
            ),
            Column(
                "ends_on",
                _("终止时间"),
                Kind.DATE,
                words("截止时间 有效期 停用时间 取消时间 废止时间"),
                of_range="end",
                range_start="since",
                help=_("最后一个有效日，可以是将来的日子；到期自动终止，不再计入。"),
            ),
        ],
        rules=(NotBefore("since", "ends_on"),),
    )
)
