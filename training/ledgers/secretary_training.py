"""Rotation training (集中轮训) of the secretaries of Party organizations."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, DaysAgree, Head, Kind, Ledger, NotBefore, NotZero, Tenure, register, words

register(
    Ledger(
        key="secretary_training",
        title=_("基层党组织书记集中轮训台账"),
        model="training.SecretaryTraining",
        item="1.1",
        natural_key=("place", "name", "class_name", "start_on"),
        tenure=Tenure.EVENT,
        since="start_on",
        head=Head("training.TrainingClass", key=("class_name", "start_on", "end_on"), level="county"),
        place_levels=("village", "township", "county", "city"),
        title_words=words("书记集中轮训 书记轮训 轮训台账 书记培训"),
        listed=("name", "post", "class_name", "start_on", "days", "passed"),
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words(
                    "书记姓名 参训人员 参训人姓名 学员姓名 党组织书记 参训书记 人员姓名 参训人员姓名 参训对象 培训对象"
                ),
                like=(r"^(?:参训|培训|受训|学员).{0,8}(?:姓名|书记)$",),
                required=True,
                personal=True,
                refers_to="secretary",
            ),
            Column(
                "domain",
                _("领域"),
                synonyms=words("所属领域 类别 领域类别 党组织领域 人员类别 所在领域 党组织类别 党组织类型 书记类别"),
                like=(r"领域",),
            ),
            Column(
                "post",
                _("职务"),
                synonyms=words("党内职务 现任职务 担任职务 职务名称 工作单位及职务 单位及职务"),
                like=(r"职务(?:职级)?$",),
            ),
            Column(
                "class_name",
                _("培训班次"),
                synonyms=words(
                    "班次名称 班次 培训班名称 培训班 培训名称 培训期次 班级 参加班次 培训项目 期次 期别 期数 培训期数"
                ),
                like=(r"^(?!.*(?:时间|地点|单位)).*班次",),
                of_head=True,
            ),
            Column(
                "start_on",
                _("开始时间"),
                Kind.DATE,
                words("开始 开班时间 起始时间 开始日期 培训开始时间 培训时间开始 培训时间起 起 自 报到时间 开班日期"),
                like=(r"(?:开始|起始|开班|报到).{0,3}(?:时间|日期)$",),
                groups=("培训时间", "起止时间", "时间"),
                of_head=True,
            ),
            Column(
                "end_on",
                _("结束时间"),
                Kind.DATE,
                words("结束 结业时间 截止时间 终止时间 结束日期 培训结束时间 止 至 结业日期"),
                like=(r"(?:结束|结业|截止|终止).{0,3}(?:时间|日期)$",),
                groups=("培训时间", "起止时间", "时间"),
                of_head=True,
            ),
            Column(
                "period",
                _("起止时间"),
                Kind.PERIOD,
                words("培训时间 培训起止时间 起止日期 培训日期 时间 学习时间 参训时间"),
                like=(r"^(?!.*(?:开|始|报到|结|止|补)).*(?:培训|轮训|学习|参训).{0,2}(?:时间|日期|时段)$", r"起止"),
                into=("start_on", "end_on"),
                unless="start_on",
            ),
            Column(
                "days",
                _("天数"),
                Kind.DECIMAL,
                words("培训天数 参训天数 时长 培训时长 学习天数 脱产天数 实际天数"),
                like=("^(?!.*(?:补|假|缺)).*天数$",),
            ),
            Column(
                "topics",
                _("培训内容"),
                synonyms=words("培训专题 培训主题 课程内容 主要内容 学习内容 培训课程 授课内容 课程设置"),
                like=(r"(?:培训|课程|授课|学习).{0,2}(?:内容|专题|主题)$",),
                codes="training_topics",
            ),
            Column(
                "place",
                _("培训地点"),
                synonyms=words("地点 培训地址 办班地点 举办地点 培训基地 培训场所 地址"),
                like=("地点$|场[地所]$",),
            ),
            Column(
                "passed",
                _("考核是否合格"),
                Kind.YES_NO,
                words("是否合格 考核结果 考核情况 是否完成 考试结果 是否结业 完成情况 是否考核合格 结业考核 考核"),
                yes_words=words("优秀 良好 结业 准予结业"),
                no_words=("未结业", "缺考"),
                like=("^(?!.*(?:编号|证书|时间)).*(?:合格|考核|结业|是否完成|考试)",),
            ),
            NOTE,
        ],
        rules=(NotBefore("start_on", "end_on"), NotZero("days"), DaysAgree("start_on", "end_on", "days")),
    )
)
