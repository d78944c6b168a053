"""What the words mean: deadlines to clauses, cells to units, document numbers to their parts."""
