"""Backups: everything the portal has stored, in one folder that both databases can be restored from.

``rows``      the rows of all tables as lines of JSON, and back
``archive``   what is in the folder of a backup, and its check
``writing``   make a backup
``restoring`` fill an empty portal from a backup, or another database from the one in use
"""
