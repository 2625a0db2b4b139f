"""Tests of the DAGs: their form, read without a scheduler, and a night through a real one."""
