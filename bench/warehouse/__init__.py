"""`make bench-warehouse`: how fast the warehouse answers when it is full, and what a night costs then."""
