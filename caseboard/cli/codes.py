"""Exit codes, which scripts rely on."""

LISTED = 1
"""`import` loaded, with problems listed."""
REFUSED = 2
"""Nothing was done: a wrong command line, a file or database that cannot be used."""
FAULT = 70
"""A fault of the program itself; a report was written."""
INTERRUPTED = 130
PIPE_CLOSED = 141
