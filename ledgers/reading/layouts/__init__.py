"""Layouts other than one record per row; each module converts one layout to the normal one."""
