"""Labelled articles: what a careful reader takes from each, and the tools that hold extraction against it."""
