"""Several workers with Celery and Redis, one of which is lost in the middle of a night."""
