from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register

register(
    Ledger(
        key="applicant",
        title="党员发展台账",
        model="development.Applicant",
        item="5.10",
        natural_key=("place", "year", "applicant"),
        tenure=Tenure.YEARLY,
        title_words=("党员发展",),
        columns=[
            Column("applicant", "申请人", Kind.NAME, ("入党申请人",), required=True, personal=True),
            Column(
                "phase", "发展阶段", Kind.CHOICE, choices=(Choice("积极分子", ("入党积极分子",)), Choice("发展对象"))
            ),
            Column("applied_on", "递交申请书时间", Kind.DATE),
            Column("dues_yuan", "首次党费", Kind.MONEY, unit="元"),
            Column("introduced", "是否有入党介绍人", Kind.YES_NO),
            Column("contact", "申请人电话", Kind.PHONE, personal=True),
            Column("remark", "考察意见"),
            Column("left", "离队原因", codes="leaving_reasons", must_fit=True),
            Column("verdict", "审查结论", seen_by_levels=("county",)),
        ],
    )
)
