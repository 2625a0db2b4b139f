"""The room of alerts: what is told to people when a run failed, is late, or brought a new warning, and how.

Knows nothing of Airflow. Nothing is sent until a channel is set: ``DYADWIRE_ALERT_SMTP_URL``,
``DYADWIRE_ALERT_SLACK_URL`` or ``DYADWIRE_ALERT_WEBHOOK_URL``.
"""

from etl.alerting.channels import channels_of, tell
from etl.alerting.notice import Notice

__all__ = ["Notice", "channels_of", "tell"]
