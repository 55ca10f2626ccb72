"""Files as they come in and go out; knows nothing of the portal's models.

======================  ==================================================================
``sniffing``            what a file is, by its content
``decoding``            the text of a file, whatever its encoding
``zips``                archives checked before anything unpacks them
``names``               the name of an uploaded file, made safe
``reading``             the first sheet of a small workbook
``writing``             one table as .xlsx or .csv
``child``               work on foreign files in a process of its own, under limits
======================  ==================================================================
"""
