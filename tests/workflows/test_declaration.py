"""A declaration that does not fit together is refused; a new workflow takes one module."""

from pathlib import Path

import pytest

import tests.development
from tests.development.workflows import DEVELOPMENT
from workflows import declarations
from workflows.declarations import Stage, Step, Workflow, day, editor, manager

ROOT = Path(tests.development.__file__).parents[2]
MODULE = Path(tests.development.__file__).parent / "workflows.py"
ENTER = Step("enter", "→ first", "进入", who=editor("township"))
LEAVE = Step("leave", "first → last", "离开", who=manager("county"))
STAGES = (Stage("first", "一"), Stage("last", "二"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"stages": (*STAGES, Stage("last", "三"))}, "two stages have the same key"),
        ({"steps": (ENTER, LEAVE, LEAVE)}, "two steps have the same key"),
        ({"steps": (ENTER, Step("leave", "first → lost", "", who=editor("county")))}, "names the stage lost"),
        ({"stages": (*STAGES, Stage("lost", "三"))}, "no step leads to lost"),
        ({"steps": (ENTER, Step("leave", "first → last", "", who=manager("county", not_same_as="x")))}, "no step is"),
        ({"steps": (ENTER, Step("leave", "first → last", "", who=editor("county"), dated="day"))}, "dated by a day"),
        ({"steps": (ENTER, LEAVE, Step("void", "first → last", "", who=editor("county")))}, "address of a page"),
    ],
)
def test_declaration_that_does_not_fit_together_is_refused(changes, reason):
    values = {"key": "trial", "title": "试", "ledger": "applicant", "stages": STAGES, "steps": (ENTER, LEAVE)}

    with pytest.raises(ValueError, match=reason):
        Workflow(**values | changes)


def test_key_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        declarations.declare(DEVELOPMENT)


def test_first_step_out_of_a_stage_is_the_one_expected():
    assert [DEVELOPMENT.next_step(key) for key in ("candidate", "member")] == [DEVELOPMENT.step("admit"), None]
    assert DEVELOPMENT.next_step("").key == "propose"


def test_need_names_itself_in_its_error():
    need = day("named_on", "命名时间")

    assert need.clean("2026年6月30日") == "2026-06-30"


def test_new_workflow_takes_less_than_80_lines():
    assert len(MODULE.read_text(encoding="utf-8").splitlines()) < 80


def test_example_in_the_guide_is_the_workflow_of_the_tests():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = guide.partition("one more workflow")[2].partition("```python\n")[2].partition("```")[0]
    written = MODULE.read_text(encoding="utf-8")

    lines = [line for line in shown.splitlines() if line]
    assert len(lines) > 20
    assert [line for line in lines if f"{line}\n" not in written] == []


def test_engine_names_no_ledger():
    keys = {workflow.ledger for workflow in declarations.all_workflows()}
    sources = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "workflows").glob("*.py")}

    assert [(name, key) for name, source in sources.items() for key in keys if f'"{key}"' in source] == []
