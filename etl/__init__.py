"""Dyadwire: articles in many languages in, relations between countries out."""

__version__ = "0.1.0"
