"""Leaders of counties and townships (县级领导、乡镇领导) with their work and the places that they are linked to."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="officer",
        title=_("县级领导和乡镇领导名册"),
        model="registers.Officer",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        since="since",
        place_levels=("township", "county"),
        title_words=words(
            "领导名册 领导名单 领导花名册 领导干部名册 领导干部名单 领导干部花名册 领导班子成员 班子成员名册 "
            "班子成员名单 班子成员花名册 班子成员分工 班子成员一览 领导分工 领导成员分工 领导联系点 领导联系乡镇 "
            "领导联系村 领导挂点 领导包联 领导干部联系 领导干部分工 领导基本情况 领导信息 领导一览 党政班子"
        ),
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words("县级领导 领导 乡镇领导 联系领导 挂点领导 市级领导"),
                required=True,
                personal=True,
            ),
            Column(
                "post",
                _("职务"),
                synonyms=words("现任职务 党政职务 领导职务 职务名称 担任职务 现职 行政职务 单位及职务 岗位"),
                required=True,
            ),
            Column(
                "rank",
                _("领导层级"),
                Kind.CHOICE,
                words("级别 类别 级次"),
                choices=(
                    Choice("县级领导", words("县级 县领导 县处级 市级领导(县级市) 区级领导 区领导 区级 县(市、区)级")),
                    Choice("乡镇领导", words("乡镇 乡镇级 乡科级 街道领导 乡镇(街道)领导 乡镇(街道) 镇领导 科级 镇街")),
                ),
            ),
            Column(
                "duties",
                _("分管工作"),
                synonyms=words(
                    "分管 分管领域 分管范围 分工 分管及联系工作 主管工作 负责工作 分管部门 班子分工 主要职责 "
                    "分管工作内容 分管单位"
                ),
            ),
            Column(
                "linked_places",
                _("联系点"),
                synonyms=words(
                    "联系乡镇 联系点名称 包联点 挂点乡镇 党建联系点 基层联系点 包联乡镇 挂点 包挂乡镇 联系单位 "
                    "支部联系点 联系乡镇村 联系乡镇及村 联系街道"
                ),
            ),
            Column(
                "linked_villages",
                _("联系村（社区）"),
                synonyms=words(
                    "联系村 包村 挂点村 包联村 联村 联系村居 联系社区 包保村 驻点村 挂钩村 所联系村 联系村名 包抓村"
                ),
            ),
            Column(
                "since",
                _("任职时间"),
                Kind.DATE,
                words("现职时间 当选时间 担任现职时间 开始任职时间"),
                lifelong=True,
            ),
            LEFT_ON,
            NOTE,
        ],
    )
)
