"""Sentences for invented reports: short, neutral, without names."""

DONE = {
    1: [
        "分两期组织集中学习，实行课前预习、课后测试。",
        "按季度下发组织生活安排，逐支部对照落实。",
        "依托县乡党校开班，采取集中授课和现场教学。",
    ],
    2: [
        "县委常委会听取一次汇报，逐村研究措施。",
        "组织乡镇开展拉网式排查，建立问题清单并逐项销号。",
        "召开现场推进会，组织乡镇互看互学。",
    ],
    3: [
        "召开联席会议，研究社区提出的需求清单。",
        "整合部门网格，统一编码、统一人员、统一调度。",
        "逐个中心核对功能室和开放时间，补齐短板。",
    ],
    4: [
        "党组织书记专题研究一次，明确下一步重点。",
        "清理合并报表，能共享的数据不再要求基层填报。",
        "对进展慢的单位进行提醒，限期报送整改情况。",
    ],
}
PROBLEMS = ["个别乡镇进度偏慢。", "部分村资料不够规范。", "人手偏紧，统筹力度需要加强。", ""]
NEXT = ["对照未完成名单逐个推进。", "下月组织一次督查，重点看整改成效。", "抓紧完成剩余任务，做好总结。"]


def report_texts(area, random):
    """Done, problems and next steps of one report of a task in ``area`` (1–4)."""
    return {
        "done": random.choice(DONE[area]),
        "problems": random.choice(PROBLEMS),
        "next_steps": random.choice(NEXT),
    }
