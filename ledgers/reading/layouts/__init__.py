"""Layouts other than one record per row; each module converts its layout so that the table reads like any other."""
