"""The room of upkeep: what a warehouse needs now and then, called by the weekly DAG and by ``dyadwire maintain``.

One module a chore. Each is safe to run again and at any time, beside a night too, and raises as ``etl.pipeline`` does;
``MaintenanceFailed`` where a backup cannot be trusted.
"""
