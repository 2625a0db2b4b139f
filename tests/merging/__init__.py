"""Merging what articles say into what happened."""
