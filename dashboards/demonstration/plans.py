"""Yearly plans of Party life, filed by most branches of the city together with their entry in the register."""

from dashboards.demonstration.city import seeded
from training.models import LifePlan

PARTS = [
    "每月5日前后开展主题党日", "每季度召开一次党员大会", "每月召开一次支部委员会会议", "每季度上一次党课",
    "七月走访慰问老党员", "年内开展两次志愿服务", "十二月召开组织生活会并民主评议党员",
]  # fmt: skip
WITHOUT = 0.12  # share of the branches that have not filed a plan
ENTRY = ("year", "entered_by_id", "created_at", "updated_at", "state", "confirmed_by_id", "confirmed_at")


def build(city):
    """Write the plans; each names the secretary of its branch, by whom it is found again."""
    plans = {}
    for branch in city.branches:
        random = seeded("plan", branch["upper"], branch["name"])
        if not branch["secretary"] or random.random() < WITHOUT:
            continue
        parts = sorted(random.sample(PARTS, random.randint(3, 5)), key=PARTS.index)
        plans[branch["organization_id"], branch["secretary"]] = {
            "organization_id": branch["organization_id"],
            "secretary": branch["secretary"],
            "members": branch["members"],
            "plan": "；".join(parts) + "。",
            **_review(city, branch),
            **{name: branch[name] for name in ENTRY if name in branch},
        }
    city.store(LifePlan, list(plans.values()))


def _review(city, branch):
    """Return how the organization above has reviewed a plan; some are sent back, of some nobody has said anything."""
    random = seeded("review", branch["upper"], branch["name"])
    review = random.choices(["通过", "退回修改", ""], [80, 8, 12])[0]
    if not review:
        return {}
    comment = random.choice(["内容与去年相同，请结合实际修改。", "活动次数不切实际，请核减。"])
    return {
        "review": review,
        "reviewed_on": city.by_now(random.randint(1, 3), random.randint(1, 28)).isoformat(),
        "reviewer": branch["upper"],
        "review_comment": comment if review == "退回修改" else "",
    }
