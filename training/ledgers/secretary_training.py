"""Rotation training (集中轮训) of the secretaries of Party organizations."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Says
from ledgers.declarations import Column, Head, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import DaysAgree, NotBefore, NotZero

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
        concerns=(Says(_("考核不合格"), "passed", False),),
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words("参训人员 学员姓名 党组织书记 参训书记 培训对象"),
                required=True,
                personal=True,
                refers_to="secretary",
            ),
            Column(
                "domain",
                _("领域"),
                synonyms=words("所属领域 类别 党组织领域 人员类别 书记类别"),
            ),
            Column(
                "post",
                _("职务"),
                synonyms=words("党内职务 现任职务 担任职务 职务名称 工作单位及职务"),
            ),
            Column(
                "class_name",
                _("培训班次"),
                synonyms=words("班次 培训名称 班级 参加班次 培训项目 期次 期别"),
                of_head=True,
            ),
            Column(
                "start_on",
                _("开始时间"),
                Kind.DATE,
                words("开始 报到时间"),
                groups=("培训时间", "起止时间", "时间"),
                of_head=True,
            ),
            Column(
                "end_on",
                _("结束时间"),
                Kind.DATE,
                words("结束 截止时间 止 至"),
                groups=("培训时间", "起止时间", "时间"),
                of_head=True,
            ),
            Column(
                "period",
                _("起止时间"),
                Kind.PERIOD,
                words("培训时间 时间 参训时间"),
                into=("start_on", "end_on"),
                unless="start_on",
            ),
            Column(
                "days",
                _("天数"),
                Kind.DECIMAL,
                words("培训天数 时长 脱产天数 实际天数"),
            ),
            Column(
                "topics",
                _("培训内容"),
                synonyms=words("培训专题 课程内容 主要内容 培训课程 授课内容 课程设置"),
                codes="training_topics",
            ),
            Column(
                "place",
                _("培训地点"),
                synonyms=words("地点 举办地点 培训基地 培训场所"),
            ),
            Column(
                "passed",
                _("考核是否合格"),
                Kind.YES_NO,
                words("是否合格 是否完成 考试结果 是否结业 完成情况 考核"),
                yes_words=words("优秀 良好 结业 准予结业"),
                no_words=("未结业", "缺考"),
            ),
            NOTE,
        ],
        rules=(NotBefore("start_on", "end_on"), NotZero("days"), DaysAgree("start_on", "end_on", "days")),
    )
)
