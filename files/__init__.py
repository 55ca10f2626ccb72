"""Read and write files. This package does not use the models of the portal.

======================  ==================================================================
``sniffing``            find the type of a file by its content
``decoding``            find the encoding of a text file and decode it
``zips``                check archives before they are unpacked
``names``               make the name of an uploaded file safe
``dates``               read a day in any of the usual spellings
``reading``             read the first sheet of a small workbook
``writing``             write one table as .xlsx or .csv
``child``               process files in a child process with limits of time and memory
======================  ==================================================================
"""
