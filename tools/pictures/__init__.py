"""``make pictures``: take the pictures of the guide (``docs/images/``) anew from the demonstration.

``python -m tools.pictures NAME ...`` takes only some of them. A portal of its own is filled in a temporary folder, as
of a fixed day, so that two runs on the same code give the same pictures.
"""
