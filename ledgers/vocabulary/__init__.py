"""The words of headers (列名用词) as data: ``ideas.txt``, one idea in each line, shared by all ledgers."""
