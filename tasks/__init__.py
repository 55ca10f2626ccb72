"""Key tasks (重点任务): from a speech to what every unit reports. Where to look:

``reading/``           the text of a directive: its parts, demands, quantities, deadlines
``models/``            rows: directive and proposals, task, assignment, report, evidence, monthly report
``deadlines``          when an assignment is overdue, due soon, behind; ``status`` is its answer for one day
``owing``              who holds a task on a day, and who owes which report
``actions/``           every change, with its rights (``actions.rights``) and its history row
``board``              units below × tasks on one day; ``comparison`` says who is compared and in which bands
``lists``, ``queues``  lists with filters; ``todo`` what a person has to do; ``scan`` daily events; ``timeline``
``lookup``             the row a page is about; ``breadcrumbs``, ``presentation``: how pages name and show things
``views/``, ``forms/`` HTTP only
"""
