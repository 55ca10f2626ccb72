"""Urban grids (网格), after the grids of all departments were merged into one net."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE, PHONE
from ledgers.concerns import Says
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="grid",
        title=_("网格整合台账"),
        model="governance.Grid",
        item="3.2",
        natural_key=("place", "grid_name"),
        tenure=Tenure.REGISTER,
        handed_on=True,
        title_words=("网格",),
        lines=("民政局",),
        concerns=(Says(_("未建党小组"), "party_group", False),),
        columns=[
            Column(
                "grid_name",
                _("网格名称"),
                synonyms=words("网格 所属网格 整合后网格 整合后网格名称"),
                required=True,
            ),
            Column("grid_no", _("网格编号"), Kind.CODE, words("编码 网格序号")),
            Column(
                "merged_from",
                _("整合前网格"),
                synonyms=words("原网格 整合网格 整合前网格名称 原网格类型 整合情况 由哪些网格整合 整合前 整合来源"),
            ),
            Column(
                "households",
                _("户数"),
                Kind.COUNT,
                words("覆盖户数 居民户数 总户数 常住户数 户籍户数 网格户数 管辖户数"),
            ),
            Column(
                "people",
                _("人口数"),
                Kind.COUNT,
                words("人口 人数 总人口 常住人口 覆盖人口 居民人数 管辖人口"),
            ),
            Column(
                "party_members",
                _("党员数"),
                Kind.COUNT,
                words("党员 网格内党员数 党员人数人"),
            ),
            Column(
                "grid_head",
                _("网格长"),
                Kind.NAME,
                words("负责人 网格党支部书记 网格员姓名 专职网格员姓名"),
                groups=("网格长", "网格力量"),
                personal=True,
            ),
            Column(
                "phone",
                _("联系电话"),
                Kind.PHONE,
                PHONE.synonyms + words("网格长电话"),
                personal=True,
            ),
            Column(
                "workers",
                _("专职网格员数"),
                Kind.COUNT,
                words("网格员数 工作人员数 专职人员数 网格力量人数 专职数"),
            ),
            Column(
                "party_group",
                _("是否建立党小组"),
                Kind.YES_NO,
                words("党小组 党组织 是否建立网格党小组 是否有党小组"),
            ),
            LEFT_ON,
            NOTE,
        ],
    )
)
