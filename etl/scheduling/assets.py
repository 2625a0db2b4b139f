"""What DAGs announce to one another."""

from airflow.sdk import Asset

ARTICLES = Asset("dyadwire://warehouse/articles")
"""Articles came or changed, and the checks found no fault; ``extra`` has the counts of the night."""

REPORTS = Asset("dyadwire://warehouse/reports")
"""The report views are up to date with the articles; ``extra`` has counts and the brief's path."""
