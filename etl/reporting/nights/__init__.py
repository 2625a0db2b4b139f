"""The operators' page: the last nights, what was left out and what to do; rows from one module, layout from another."""
