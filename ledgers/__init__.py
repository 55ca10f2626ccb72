"""The engine of all ledgers (台账): an app declares a ledger, everything else is here.

``declarations``, ``common_columns``   what a ledger is: columns, kinds, natural key; ``row_rules`` between its values
``records``, ``fields``                what the record models share; ``models``: imports, deleted records, memory
``reading/``                           bytes in, typed and placed rows out; ``layouts/``: tables in other layouts
``preview``, ``staged_rows``           a file read and compared with what is stored; ``outcomes``: kinds of rows
``heads``, ``head_rows``               what several rows share: the case above its problems; ``head_writer``: of a batch
``references``                         cells that name records of other ledgers
``resources``, ``batch_writer``        compare rows in chunks, write and undo them; ``near_duplicates``: edited wording
``matching``, ``row_types``            the stored record that a row means, and its values as stored
``repeated_rows``                      rows that another sheet of the file has too
``actions/``                           every change: imports and their corrections, records by hand; ``rights``: who may
``worker``, ``waking``, ``cleanup``    background: read, store and undo claimed batches, delete what is out of date
``views/``, ``forms``, ``lists``       pages; what they show: ``record_list``, ``preview_page``, ``overview``
``workbooks``, ``marked_workbook``     files for people: template, export, the upload with its problems marked
``masking``, ``history_masking``       persons outside the own unit; ``identity_removal``: identity numbers in files
"""
