"""Typed values out of cells, one module per kind; ``factory.reader_for`` picks the reader of a column."""
