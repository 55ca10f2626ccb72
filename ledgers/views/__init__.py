"""Pages of the ledgers: ``records``, imports (``batches``), and ``corrections`` of an import before it is stored."""
