"""Tests of the alerts, against servers that the tests start by hand."""
