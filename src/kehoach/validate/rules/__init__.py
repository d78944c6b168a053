"""One module per rule, named after its code; a rule's documentation is its docstring."""
