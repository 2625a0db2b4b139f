"""Figures on the development texts, which lie beside the project where they are present; skipped elsewhere."""
