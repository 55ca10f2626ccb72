"""Classes for Party members (党员教育培训): members are counted, not named."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import AtMost, Column, Kind, Ledger, NotZero, Tenure, register, words

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
                synonyms=words(
                    "培训时间 日期 时间 开展时间 举办时间 学习时间 上课时间 开课时间 授课时间 培训开展时间 开班时间 "
                    "办班时间 开班日期 举办日期 办班日期 开展日期 起止时间 培训起止时间"
                ),
                like=(r"(?:培训|开班|办班|举办|学习|授课|开课).{0,2}(?:时间|日期)$",),
                required=True,
            ),
            Column(
                "course",
                _("培训内容"),
                synonyms=words(
                    "课程 培训课程 课程名称 培训主题 主题 内容 学习内容 班次名称 培训班次 培训班名称 培训项目 "
                    "题目 课题 授课内容 培训名称 班次主题 培训班次名称 学习主题 授课题目 党课题目 班次 培训班"
                ),
                required=True,
                codes="training_topics",
            ),
            Column(
                "form",
                _("培训方式"),
                synonyms=words("培训形式 形式 方式 学习形式 学习方式 授课方式 授课形式 培训类型 组织形式 教学方式"),
            ),
            Column(
                "should",
                _("应参训人数"),
                Kind.COUNT,
                words(
                    "应参训 应到 应到人数 应参加人数 应训人数 应训 应参加 应培训人数 应培训党员数 应参训党员 "
                    "应参训党员数 应参训党员人数 应到党员 应到党员数 计划培训人数 应学人数 应参学人数 计划人数 "
                    "计划参训人数 计划参训"
                ),
                like=(r"^应.{0,8}(?:数|人|党员|训)$",),
            ),
            Column(
                "attended",
                _("实参训人数"),
                Kind.COUNT,
                words(
                    "实参训 实到 实到人数 实际参训人数 参训人数 实训人数 参加人数 实际参加人数 培训人数 "
                    "实际培训人数 参训党员数 实参训党员 实参训党员数 实到党员 实训 实际参训 实参加人数 参训人次 "
                    "培训人次 实参训党员人数 参学人数 实际到训人数"
                ),
                like=(r"^实.{0,8}(?:数|人|党员|训)$",),
            ),
            Column(
                "rate",
                _("参训率"),
                Kind.PERCENT,
                words("到训率 出勤率 到课率 参学率 培训率 到会率 覆盖率 参训比例"),
                like=("(?:参训|到课|参学|出勤|到会|培训)率",),
            ),
            Column(
                "hours",
                _("学时"),
                Kind.DECIMAL,
                words("培训学时 课时 学时数 培训课时 学习时长 时长 培训时长 人均学时 课时数"),
                like=("(?:学时|课时)(?:数)?$",),
                not_in=words("天 日"),
            ),
            Column(
                "cost_yuan",
                _("培训经费"),
                Kind.MONEY,
                words(
                    "经费 经费支出 使用经费 费用 培训费用 经费使用 支出经费 党费支出 经费开支 培训支出 投入经费 开支"
                ),
                unit="元",
                like=("经费|费用",),
            ),
            Column(
                "teacher",
                _("授课人"),
                Kind.NAME,
                words("主讲人 授课教师 教师 讲师 授课老师 师资 授课人姓名 老师 主讲 宣讲人 辅导人 授课人员 主讲教师"),
                like=(r"^(?:主讲|授课|辅导|宣讲).{0,2}(?:人|师|者)",),
                personal=True,
            ),
            Column("note", _("备注"), synonyms=words("说明 备注说明 其他"), telling=False),
        ],
        rules=(AtMost("attended", "should", reason="attended_over_should"), NotZero("hours", reason="zero_hours")),
    )
)
