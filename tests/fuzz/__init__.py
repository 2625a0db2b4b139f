"""Readers fed with anything at all: thousands of inputs in the tests, hundreds of thousands by ``make fuzz``."""
