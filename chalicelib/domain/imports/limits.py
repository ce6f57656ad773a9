"""How much a file that is imported may hold (X-12)."""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 100
MAX_CELL = 10_000
MAX_COLUMN_NAME = 200
MAX_VALUES = 50
"""How many words of the file one field's mapping translates."""
MAX_HEADER_LINE = 1000
MAX_WORKBOOK_CELLS = 1_000_000
"""Cells of a workbook that hold anything."""
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
"""What a workbook, which is packed, may come to."""
