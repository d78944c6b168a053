"""From bytes to records as written: readers give blocks and grids, the rest of this package makes tasks of them."""
