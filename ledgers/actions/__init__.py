"""Everything that changes ledgers: imports in batches, and single records by hand.

Keyword arguments, ``by`` for who did it. Each action is one transaction with its audit row. Either exception
means that nothing changed, and carries a sentence in Chinese: ``PermissionDenied`` that ``by`` may not do this
(``rights``), ``ValidationError`` that it cannot be done as asked.
"""

from ledgers.actions.at_once import import_at_once
from ledgers.actions.batches import agree_to_year, confirm, discard, keep_held_rows, request_undo, upload
from ledgers.actions.corrections import (
    accept_doubtful,
    choose_type,
    correct,
    decide_holder,
    drop_rows,
    map_columns,
)
from ledgers.actions.full_list import choose_leavers, declare_full_list
from ledgers.actions.purging import purge_personal
from ledgers.actions.records import (
    add_record,
    bring_back_record,
    change_record,
    confirm_records,
    delete_record,
    end_term,
    resume_term,
    return_records,
    withdraw_change,
)
from ledgers.actions.staging import stage_rows
from ledgers.actions.storing import store_rows, undo_rows
from ledgers.actions.unconfirming import send_back, take_back

__all__ = [
    "accept_doubtful",
    "add_record",
    "agree_to_year",
    "bring_back_record",
    "change_record",
    "choose_leavers",
    "choose_type",
    "confirm",
    "confirm_records",
    "correct",
    "decide_holder",
    "declare_full_list",
    "delete_record",
    "discard",
    "drop_rows",
    "end_term",
    "import_at_once",
    "keep_held_rows",
    "map_columns",
    "purge_personal",
    "request_undo",
    "resume_term",
    "return_records",
    "send_back",
    "stage_rows",
    "store_rows",
    "take_back",
    "undo_rows",
    "upload",
    "withdraw_change",
]
