"""Classes for Party members (党员教育培训): members are counted, not named."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import AtMost, NotZero

register(
    Ledger(
        key="member_training",
        title=_("党员教育培训台账"),
        model="training.MemberTraining",
        item="1.2",
        natural_key=("place", "date", "course"),
        tenure=Tenure.EVENT,
        since="date",
        place_levels=("village", "township", "county", "city"),
        title_words=words("党员教育培训 党员培训 党员轮训 党员集中培训"),
        columns=[
            Column(
                "date",
                _("培训日期"),
                Kind.DATE,
                of_range="start",
                synonyms=words("日期 开展时间 上课时间 开课时间 开班时间 起止时间"),
                required=True,
            ),
            Column(
                "course",
                _("培训内容"),
                synonyms=words("课程 主题 培训项目 课题 授课内容 培训名称 党课题目 班次"),
                required=True,
                codes="training_topics",
            ),
            Column(
                "form",
                _("培训方式"),
                synonyms=words("形式 授课方式 培训类型 组织形式 教学方式"),
            ),
            Column(
                "should",
                _("应参训人数"),
                Kind.COUNT,
                words("应参训 应培训党员数 应学人数 应参学人数 计划人数 计划参训"),
            ),
            Column(
                "attended",
                _("实参训人数"),
                Kind.COUNT,
                words("实参训 培训人数 参训党员数 培训人次 实际到训人数"),
            ),
            Column(
                "rate",
                _("参训率"),
                Kind.PERCENT,
                words("到训率 出勤率 培训率 覆盖率"),
            ),
            Column(
                "hours",
                _("学时"),
                Kind.DECIMAL,
                words("培训学时 学时数 时长 人均学时"),
                not_in=words("天 日"),
            ),
            Column(
                "cost_yuan",
                _("培训经费"),
                Kind.MONEY,
                words("经费 党费支出 开支"),
                unit="元",
            ),
            Column(
                "teacher",
                _("授课人"),
                Kind.NAME,
                words("授课教师 授课人姓名"),
                personal=True,
            ),
            Column("note", _("备注"), telling=False),
        ],
        rules=(AtMost("attended", "should", reason="attended_over_should"), NotZero("hours", reason="zero_hours")),
    )
)
