"""Lectures of the activity 党课开讲啦 and events of 学习身边榜样; the lecturer is a kind of person and not named."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="lecture",
        title=_("“党课开讲啦”和“学习身边榜样”活动台账"),
        model="training.Lecture",
        item="1.3",
        natural_key=("place", "date", "branch", "topic"),
        tenure=Tenure.EVENT,
        since="date",
        place_levels=("village", "township", "county", "city"),
        place_in="branch",
        title_words=words("党课开讲啦 党课开讲 身边榜样 党课台账 党课情况 党课登记 微党课"),
        columns=[
            Column(
                "date",
                _("开展时间"),
                Kind.DATE,
                of_range="start",
                synonyms=words("时间 授课时间 党课时间 活动时间 开讲时间"),
                required=True,
            ),
            Column(
                "activity",
                _("活动类别"),
                Kind.CHOICE,
                words("类别 活动名称 形式 活动"),
                choices=(
                    Choice("党课开讲啦", words("党课 讲党课 上党课 专题党课 微党课 “党课开讲啦” 党课开讲")),
                    Choice(
                        "学习身边榜样",
                        words("身边榜样 榜样 “学习身边榜样” 学榜样 先进事迹报告 先进事迹报告会 榜样宣讲 典型宣讲"),
                    ),
                ),
            ),
            Column(
                "branch",
                _("开展党组织"),
                synonyms=words("党支部 党支部名称 开展单位 授课单位 所在支部 承办单位"),
            ),
            Column(
                "lecturer",
                _("主讲人类别"),
                Kind.CHOICE,
                words("身份"),
                choices=(
                    Choice("领导干部", words("县级领导 乡镇领导 县领导 领导 党员领导干部 班子成员")),
                    Choice("党组织书记", words("书记 支部书记 党支部书记 村书记 村党组织书记 社区书记")),
                    Choice(
                        "先进典型",
                        words(
                            "身边榜样 榜样 劳模 劳动模范 优秀共产党员 优秀党员 道德模范 致富带头人 典型 模范 最美人物"
                        ),
                    ),
                    Choice("普通党员", words("党员 基层党员 青年党员 老党员 退休党员 离退休党员")),
                    Choice("专家教师", words("专家 教师 党校教师 党校老师 讲师 宣讲员 理论宣讲员 讲师团成员 专家学者")),
                ),
            ),
            Column(
                "topic",
                _("党课题目"),
                synonyms=words("题目 党课名称 课题 授课题目 活动主题"),
                required=True,
            ),
            Column(
                "attended",
                _("参加人数"),
                Kind.COUNT,
                words("听课人数 参加党员数 受众人数 参与人数 受教育人数 参加人次 听课人次 覆盖人数"),
            ),
            NOTE,
        ],
    )
)
