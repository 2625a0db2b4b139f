"""Small files of every format, encoding and fault that an inbox may hold, and a table of what becomes of each.

``python -m tests.corpus`` makes ``files/`` and ``table.csv`` anew from the modules here.
"""
