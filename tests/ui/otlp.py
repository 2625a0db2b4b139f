"""What an OpenTelemetry collector reads in the bodies that it receives."""

from collections import defaultdict
from collections.abc import Iterable

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest

Series = tuple[str, frozenset[tuple[str, str]]]


def gauges(bodies: Iterable[bytes]) -> dict[Series, list[float]]:
    """Values of each gauge in the order of their arrival, by its name and its tags."""
    found: dict[Series, list[float]] = defaultdict(list)
    for body in bodies:
        for resource in ExportMetricsServiceRequest.FromString(body).resource_metrics:
            for metric in (metric for scope in resource.scope_metrics for metric in scope.metrics):
                for point in metric.gauge.data_points:
                    tags = frozenset((tag.key, tag.value.string_value) for tag in point.attributes)
                    value = point.as_int if point.HasField("as_int") else point.as_double
                    found[metric.name, tags].append(value)
    return found


def series(name: str, **tags: str) -> Series:
    """A key of ``gauges``: one of our metrics, as Airflow names it."""
    return f"airflow.{name}", frozenset(tags.items())
