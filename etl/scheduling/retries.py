"""Which errors a task is tried again for."""

from airflow.sdk import ExceptionRetryPolicy, RetryAction, RetryRule
from airflow.sdk.exceptions import AirflowRuntimeError

from etl.errors import PassingError

RETRY_WHAT_PASSES = ExceptionRetryPolicy(
    rules=[
        # the latter: Airflow's own API did not answer
        RetryRule([PassingError, AirflowRuntimeError], RetryAction.RETRY),
        RetryRule(Exception, RetryAction.FAIL, reason="it would fail again"),
    ]
)
"""Retry what passes, and nothing else. A task whose process was killed raised nothing and is retried as well."""
