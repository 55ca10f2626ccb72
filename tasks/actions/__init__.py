"""Everything that changes tasks. ``by`` is the user who does it, ``on`` the day on which it happens.

Each action is one transaction with its row in the history. It raises ``ValidationError`` with a reason in Chinese, or
``PermissionDenied`` if the role or the place in the tree does not allow it; in both cases nothing is changed.
"""

from tasks.actions.areas import open_area, rename_area
from tasks.actions.assignments import (
    change_assignment,
    finish,
    mark_applicable,
    mark_not_applicable,
)
from tasks.actions.claims import claim_finish, confirm_claim, return_claim
from tasks.actions.demands import explain_demand, find_demands, load_demands
from tasks.actions.directives import change_directive, create_directive, delete_directive
from tasks.actions.evidence import add_evidence, remove_evidence
from tasks.actions.extensions import decide_extension, request_extension
from tasks.actions.handing import INHERIT, hand_down, hold
from tasks.actions.levels import choose_level
from tasks.actions.measuring import save_texts, write_reports
from tasks.actions.proposals import (
    accept_proposals,
    drop_proposal,
    edit_proposal,
    merge_proposals,
    restore_proposal,
    split_proposal,
)
from tasks.actions.reminders import remind
from tasks.actions.replies import reply
from tasks.actions.reports import Conflict, recall, save_draft, submit
from tasks.actions.reviews import confirm, confirm_many, correct, return_many, return_report
from tasks.actions.signing import sign
from tasks.actions.tasks import bind, change_task, choose_ledgers, create_task, open_next_year
from tasks.actions.withdrawing import handed_down_by, reassign, reported, with_cascaded, withdraw, withdraw_all

__all__ = [
    "INHERIT",
    "Conflict",
    "accept_proposals",
    "add_evidence",
    "bind",
    "change_assignment",
    "change_directive",
    "change_task",
    "choose_ledgers",
    "choose_level",
    "claim_finish",
    "confirm",
    "confirm_claim",
    "confirm_many",
    "correct",
    "create_directive",
    "create_task",
    "decide_extension",
    "delete_directive",
    "drop_proposal",
    "edit_proposal",
    "explain_demand",
    "find_demands",
    "finish",
    "hand_down",
    "handed_down_by",
    "hold",
    "load_demands",
    "mark_applicable",
    "mark_not_applicable",
    "merge_proposals",
    "open_area",
    "open_next_year",
    "reassign",
    "recall",
    "remind",
    "remove_evidence",
    "rename_area",
    "reply",
    "reported",
    "request_extension",
    "restore_proposal",
    "return_claim",
    "return_many",
    "return_report",
    "save_draft",
    "save_texts",
    "sign",
    "split_proposal",
    "submit",
    "with_cascaded",
    "withdraw",
    "withdraw_all",
    "write_reports",
]
