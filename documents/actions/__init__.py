"""Changes about papers: drafting, issuing, declaring void, templates, numbering, archives of many papers."""
