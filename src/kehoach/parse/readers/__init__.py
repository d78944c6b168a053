"""One reader per format: bytes in, a ``SourceDocument`` out."""
