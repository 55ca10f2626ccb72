from workflows.declarations import Stage, Step, Workflow, day, declare, editor, manager, text


def is_introduced(applicant, *, on):
    return None if applicant.introduced else "还没有入党介绍人。"


DEVELOPMENT = declare(
    Workflow(
        key="development",
        title="党员发展流程",
        ledger="applicant",
        stages=(
            Stage("activist", "入党积极分子", months=12),
            Stage("candidate", "发展对象", days=30, working=True),
            Stage("asked", "等候部门意见", stops=True),
            Stage("member", "预备党员"),
        ),
        steps=(
            Step("propose", "→ activist", "确定积极分子", who=editor("township")),
            Step("choose", "activist → candidate", "确定发展对象", who=manager("township"), guards=(is_introduced,)),
            Step(
                "admit",
                "candidate → member",
                "接收为预备党员",
                who=manager("county", not_same_as="choose"),
                needs=(day("admitted_on", "接收时间"),),
                dated="admitted_on",
            ),
            Step("ask", "candidate → asked", "征求部门意见", who=manager("county")),
            Step("answer", "asked → candidate", "部门已回复", who=manager("county"), needs=(text("answer", "意见"),)),
        ),
        claims=lambda applicant: {"积极分子": "activist", "发展对象": "candidate"}.get(applicant.phase, ""),
    )
)
