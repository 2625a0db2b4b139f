"""The benchmarks that are worth a test."""
