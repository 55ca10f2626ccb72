"""From bytes to rows: what kind of file it is, whether it is safe, and the cells as they stand."""
