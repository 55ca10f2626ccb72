"""Items of the reform of street management (街道管理体制改革): 明责, 赋权 and 扩能."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

register(
    Ledger(
        key="street_item",
        title=_("街道管理体制改革事项台账"),
        model="governance.StreetItem",
        item="3.1",
        natural_key=("place", "item"),
        tenure=Tenure.CASE,
        since="listed_on",
        place_levels=("township",),
        title_words=words("街道管理体制 街道体制改革 街道改革 明责赋权 赋权扩能 街道赋权 街道职责清单"),
        columns=[
            Column(
                "dimension",
                _("改革方面"),
                Kind.CHOICE,
                words("类别 方面 改革内容类别 改革方向 任务类别 明责赋权扩能"),
                required=True,
                choices=(
                    Choice("明责", words("明确职责 明晰职责 职责 明责类 厘清职责")),
                    Choice("赋权", words("赋予权力 权力下放 赋权类 下放权限 赋予权限")),
                    Choice("扩能", words("扩大能力 增强能力 提升能力 扩能类 力量下沉 能力建设")),
                ),
            ),
            Column(
                "main_duty",
                _("三项主责"),
                Kind.CHOICE,
                words("主责 主责主业 所属主责 主责类别 对应主责 街道主责"),
                choices=(
                    Choice("抓党建", words("党的建设 党建 基层党建 加强党的建设 抓党的建设")),
                    Choice("抓治理", words("社会治理 基层治理 治理 城市治理 抓社会治理 公共管理")),
                    Choice("抓服务", words("公共服务 服务 服务群众 为民服务 优化公共服务 抓公共服务")),
                ),
            ),
            Column(
                "item",
                _("改革事项"),
                synonyms=words("事项 事项名称 改革任务 任务 具体事项 改革内容 职责事项 赋权事项 改革举措"),
                required=True,
            ),
            Column(
                "dept",
                _("责任部门"),
                synonyms=words("责任单位 主管部门 区级责任部门 配合部门 下放部门"),
            ),
            Column(
                "document_no",
                _("文件文号"),
                synonyms=words("文号 文件 印发文件 文件名称及文号 文件依据 出台文件"),
            ),
            Column(
                "listed_on",
                _("列入时间"),
                Kind.DATE,
                words("列入清单时间 启动时间"),
            ),
            Column(
                "due",
                _("完成时限"),
                Kind.DATE,
                words("时限 计划完成时间 要求完成时间"),
                of_range="end",
            ),
            Column(
                "status",
                _("进展状态"),
                Kind.CHOICE,
                words("进展 状态 落实情况 推进情况"),
                choices=(
                    Choice("未启动", words("未开始 尚未启动 待启动 未开展")),
                    Choice("已起草", words("起草 已起草方案 起草中 正在起草 已启动 推进中 正在推进 征求意见")),
                    Choice("已印发", words("印发 已出台 已下发 已发文 出台")),
                    Choice("已实施", words("实施 已落实 已完成 落实到位 已运行 正式实施 完成")),
                ),
            ),
            Column(
                "implemented_on",
                _("实施时间"),
                Kind.DATE,
                words("落实时间 完成时间 实际完成时间 正式实施时间"),
            ),
            NOTE,
        ],
        rules=(NotBefore("listed_on", "implemented_on"),),
    )
)
