"""Runs over many documents: one job per document, executors that carry jobs out, outputs that take the results."""
