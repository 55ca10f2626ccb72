"""Pages of the ledgers: ``records`` for what is stored, ``batches`` for files on their way."""
