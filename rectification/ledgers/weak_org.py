"""Weak and lax village organizations (软弱涣散) under rectification."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Head, Kind, Ledger, NotBefore, Tenure, register, words

register(
    Ledger(
        key="weak_org",
        title=_("软弱涣散村党组织整顿台账"),
        model="rectification.WeakOrg",
        item="2.1",
        natural_key=("place", "problem"),
        tenure=Tenure.CASE,
        since="listed_on",
        closed_on="done_on",
        head=Head("rectification.WeakCase"),
        settled_by="rectified",
        title_words=words("软弱涣散 整顿台账 整顿工作台账 整顿情况 整顿销号"),
        listed=("weak_type", "problem", "first_secretary", "deadline", "rectified", "done_on"),
        columns=[
            Column(
                "weak_type",
                _("软弱涣散类型"),
                synonyms=words(
                    "类型 软弱涣散情形 类别 软弱涣散类别 情形 软弱涣散表现 表现类型 主要类型 整顿类型 软弱涣散具体情形"
                ),
                like=(
                    r"软弱涣散.*(?:类型|情形|表现|类别)",
                    r"^(?:存在|涣散|后进|排查|认定|确定|问题|整顿|属于).{0,4}(?:类型|情形|类别|[类种]情形)$",
                ),
                codes="weakness_types",
            ),
            Column(
                "problem",
                _("存在的主要问题"),
                synonyms=words(
                    "主要问题 存在问题 问题 突出问题 问题表现 具体问题 存在的问题 主要表现 存在的突出问题 问题清单"
                ),
                like=(r"(?:存在|主要|突出).*问题", r"症结|问题.{0,2}(?:表现|描述|原因)$|(?:涣散|主要)原因$"),
                required=True,
                may_lack=True,
            ),
            Column(
                "listed_on",
                _("确定时间"),
                Kind.DATE,
                words(
                    "列入时间 认定时间 排查时间 确定日期 纳入时间 倒排时间 列入日期 确定为软弱涣散时间 "
                    "排查认定时间 认定日期"
                ),
                like=(r"^(?!.*(?:验收|销号)).*(?:列入|列为|纳入|认定|确定|倒排|排查).{0,12}(?:时间|日期|年月)$",),
                of_head=True,
            ),
            Column(
                "county_leader",
                _("联村县级领导"),
                Kind.NAME,
                words(
                    "县级领导 联村领导 包联县级领导 联系县领导 联系领导 包村县级领导 县级包联领导 联点县领导 "
                    "县领导 县级联系领导 联系县级领导 包抓县级领导 挂点县领导 市县领导 区级领导 联村区级领导 "
                    "市级领导 联村市级领导 包联领导 联村县领导 挂点县级领导 联系村县级领导"
                ),
                like=(r"^(?!.*(?:职务|电话|签|次数|时间|人数|意见)).*县(?!直).{0,5}领导",),
                personal=True,
                of_head=True,
            ),
            Column(
                "township_leader",
                _("包村乡镇领导"),
                Kind.NAME,
                words(
                    "乡镇领导 包村领导 包村干部 乡镇包村领导 包村乡镇干部 驻村乡镇领导 乡镇包联领导 联系乡镇领导 "
                    "包村镇领导 镇领导 乡镇班子成员 包村乡镇街道领导 包抓乡镇领导 乡镇街道领导 包村乡领导 "
                    "乡镇联系领导 包村街道领导 乡镇包村干部 驻村领导 乡科级领导"
                ),
                like=(r"^(?!.*(?:职务|电话|签|次数|时间|人数|意见)).*(?:乡|镇|街道?).{0,6}(?:领导|干部|班子成员)",),
                personal=True,
                of_head=True,
            ),
            Column(
                "first_secretary",
                _("第一书记"),
                Kind.NAME,
                words("驻村第一书记 第一书记姓名 选派第一书记 派驻第一书记 下派第一书记 村第一书记"),
                personal=True,
                like=("^.{0,6}第一书记(?:姓名.*)?$",),
                of_head=True,
            ),
            Column(
                "paired_unit",
                _("结对单位"),
                synonyms=words(
                    "结对帮扶单位 帮扶单位 包联单位 结对县直单位 县直结对单位 结对共建单位 联系单位 包村单位 "
                    "县直单位 帮扶部门 结对帮扶部门 结对部门 县直帮扶单位 整顿帮扶单位 派出单位 "
                    "县直部门 县直机关"
                ),
                like=(r"(?:结对|帮扶|包联|包村|挂点|后盾|对口).{0,4}(?:单位|部门|机关)",),
                of_head=True,
            ),
            Column(
                "measures",
                _("整顿措施"),
                synonyms=words(
                    "整改措施 措施 主要措施 整顿转化措施 具体措施 工作措施 整治措施 转化措施 整顿整改措施 采取的措施"
                ),
                like=(r"(?:整顿|整改|整治|转化|解决|对策|采取).*(?:措施|方案|办法)$",),
            ),
            Column(
                "start_on",
                _("开始时间"),
                Kind.DATE,
                words("整顿开始时间 启动时间 开始日期 起始时间 整顿时限开始 开始整顿时间 整顿起始时间 整改开始时间"),
                like=(r"(?:启动|开始|起始).{0,4}(?:时间|日期)$",),
                groups=("整顿时限", "整顿时间", "整改时限", "时限"),
            ),
            Column(
                "deadline",
                _("完成时限"),
                Kind.DATE,
                of_range="end",
                range_start="start_on",
                synonyms=words(
                    "整改时限 完成时间 整顿时限 计划完成时间 时限 整顿期限 整改期限 完成期限 计划完成时限 "
                    "结束时间 整顿完成时限 整改完成时限 预计完成时间 拟完成时间 转化时限 预计销号时间 "
                    "计划销号时间 截止时间 要求完成时限 整顿结束时间"
                ),
                like=(
                    r"(?:完成|整改|整顿|转化|销号).*(?:时限|期限)",
                    r"^(?:计划|预计|拟|要求|预期).{0,8}(?:时间|日期)$|(?:整顿|整改|转化)截止(?:时间|日期)$",
                ),
            ),
            Column(
                "reviewed",
                _("是否“回头看”"),
                Kind.YES_NO,
                words("回头看 是否开展回头看 回头看情况 是否进行回头看 是否已回头看 开展回头看 是否完成回头看"),
                like=(r"回头看",),
            ),
            Column(
                "rectified",
                _("是否整顿到位"),
                Kind.YES_NO,
                words(
                    "整顿到位 是否到位 是否整改到位 是否转化 是否完成整顿 是否完成转化 是否完成整改 是否销号 "
                    "整改是否到位 是否整顿转化 是否达标 整顿是否到位 是否摘帽 是否转化提升 整改到位 "
                    "是否已整顿到位 是否完成 是否验收通过"
                ),
                like=(
                    r"是否.{0,6}(?:整顿|整改|转化|销号|验收|摘帽)",
                    r"(?:整顿|整改|转化|销号|验收|摘帽).{0,2}(?:情况|是否完成|是否到位|是否合格)$",
                ),
            ),
            Column(
                "done_on",
                _("销号时间"),
                Kind.DATE,
                words(
                    "实际完成时间 销号日期 验收时间 整顿完成时间 转化时间 摘帽时间 验收销号时间 办结时间 "
                    "实际销号时间 整改完成时间 摘牌时间 验收日期"
                ),
                like=(
                    r"^(?!计划|预计|拟|要求|预期|启动|开始).*(?:销号|验收|摘帽|摘牌|到位|转化|完成整[改顿]).*(?:时间|日期)$",
                ),
            ),
            NOTE,
        ],
        rules=(NotBefore("start_on", "deadline"), NotBefore("start_on", "done_on")),
    )
)
