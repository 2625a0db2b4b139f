"""Tests of the one-host installation: that nothing it starts outlives it, whatever ends it."""
