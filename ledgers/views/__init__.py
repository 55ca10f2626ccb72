"""Pages of the ledgers: stored ``records``, files on their way as ``batches``, ``corrections`` to set those right."""
