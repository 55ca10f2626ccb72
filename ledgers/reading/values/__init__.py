"""Read cells as typed values: one module per kind; ``factory.reader_for`` chooses the reader of a column."""
