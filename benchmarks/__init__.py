"""How fast kehoach is beside the libraries of its field, and how it grows. Run ``python -m benchmarks``."""
