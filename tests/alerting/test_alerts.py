"""Every channel told once, against a server of its own; what a server refuses; no secret in any message."""

import base64
import logging
import socket
from datetime import UTC, datetime
from email import message_from_string
from email.policy import default

import pytest
from pydantic import ValidationError

from etl.alerting import Notice, tell
from etl.errors import ConfigurationError, PassingError
from etl.scheduling.alerts import FailureNotifier, tell_of_lateness
from etl.settings import Settings, get_settings
from tests.alerting.listening import http_listener, smtp_listener

NOTICE = Notice(
    "failed", "ingest_articles", "manual__2026-07-15", "a task failed: „Größe“", "read its log", "http://a/b"
)


def configured(**settings: object) -> Settings:
    return Settings.model_validate(settings)


def test_nothing_is_told_until_a_channel_is_set() -> None:
    assert tell(configured(), NOTICE) == {}


def test_a_mail_is_sent_with_a_login() -> None:
    with smtp_listener() as server:
        url = f"smtp://robot:p%40ss@127.0.0.1:{server.port}?tls=off"
        told = tell(
            configured(alert_smtp_url=url, alert_from="d@example.org", alert_to="a@example.org, b@example.org"), NOTICE
        )
    assert told == {"smtp": None}
    assert [base64.b64decode(login.split()[-1]) for login in server.logins] == [b"\0robot\0p@ss"]
    (mail,) = (message_from_string(text, policy=default) for text in server.mails)
    assert mail["Subject"] == "Dyadwire: run failed: ingest_articles manual__2026-07-15"
    assert (mail["From"], mail["To"]) == ("d@example.org", "a@example.org, b@example.org")
    text = mail.get_content()
    assert "Reason: a task failed: „Größe“" in text and "Remedy: read its log" in text and "See: http://a/b" in text


def test_webhooks_get_an_object_and_slack_a_text() -> None:
    with http_listener() as server:
        told = tell(configured(alert_webhook_url=server.url, alert_slack_url=server.url), NOTICE)
    assert told == {"slack": None, "webhook": None}
    slack, webhook = server.heard
    assert slack == {"text": NOTICE.text}
    assert webhook == {
        "kind": "failed", "dag": "ingest_articles", "run": "manual__2026-07-15", "reason": "a task failed: „Größe“",
        "remedy": "read its log", "url": "http://a/b", "subject": NOTICE.subject,
    }  # fmt: skip


def test_a_channel_that_fails_does_not_keep_the_others_from_telling() -> None:
    with http_listener() as server:
        told = tell(configured(alert_slack_url="ftp://x", alert_webhook_url=server.url), NOTICE)
        assert "DYADWIRE_ALERT_SLACK_URL" in str(told["slack"])
        assert (told["webhook"], len(server.heard)) == (None, 1)


@pytest.mark.parametrize(
    ("answer", "kind"), [(404, ConfigurationError), (500, PassingError), (429, PassingError), (302, ConfigurationError)]
)
def test_what_a_webhook_refuses_is_told_without_its_address(
    answer: int, kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    from etl.alerting import channels_of

    with http_listener() as server, caplog.at_level(logging.DEBUG):
        server.answer = answer
        settings = configured(alert_webhook_url=server.url)
        with pytest.raises(kind, match=str(answer)) as caught:
            channels_of(settings)["webhook"](NOTICE)
        tell(settings, NOTICE)
        assert not any(path.startswith("GET") for path in server.paths)  # no redirect is followed
    told = f"{caught.value!r} {caught.value.__cause__!r} {caplog.text} {settings!r}"
    assert "the alert was not sent by webhook" in caplog.text
    assert "s3cret-token" not in told


def test_a_mail_server_that_refuses_or_is_not_there_is_told_without_the_password(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with smtp_listener() as server:
        server.takes_logins = False
        url = f"smtp://robot:s3cret@127.0.0.1:{server.port}?tls=off"
        told = tell(configured(alert_smtp_url=url, alert_from="a@b.org", alert_to="a@b.org"), NOTICE)
        assert "refuses the login" in str(told["smtp"])
        encrypted = f"smtp://robot:s3cret@127.0.0.1:{server.port}"
        told = tell(configured(alert_smtp_url=encrypted, alert_from="a@b.org", alert_to="a@b.org"), NOTICE)
        assert "encryption" in str(told["smtp"])
        assert len(server.logins) >= 1
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gone = f"smtp://robot:s3cret@127.0.0.1:{closed.getsockname()[1]}"
        assert "does not take the mail" in str(
            tell(configured(alert_smtp_url=gone, alert_from="a@b.org", alert_to="a@b.org"), NOTICE)["smtp"]
        )
    assert "s3cret" not in caplog.text


def test_a_mail_needs_a_sender_and_somebody_to_read_it() -> None:
    assert "DYADWIRE_ALERT_TO" in str(tell(configured(alert_smtp_url="smtp://localhost"), NOTICE)["smtp"])
    assert "smtp://user:password@host:port" in str(tell(configured(alert_smtp_url="localhost:25"), NOTICE)["smtp"])


def test_a_subject_is_one_line_and_a_reason_is_cut() -> None:
    notice = Notice("late", "dag", "run\r\nBcc: x@y.org", "r" * 9000, "remedy")
    assert "\n" not in notice.subject and "\r" not in notice.subject
    assert len(notice.text) < 4500


def test_airflow_s_callbacks_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    class Dag:
        dag_id = "ingest_articles"

    with http_listener() as server:
        monkeypatch.setenv("DYADWIRE_ALERT_WEBHOOK_URL", server.url)
        get_settings.cache_clear()
        try:
            FailureNotifier().notify({"dag": Dag(), "run_id": "manual__1+00:00", "reason": "timed_out"})  # type: ignore[typeddict-item]
            context = {
                "dag_run": {"dag_id": "refresh_reports", "dag_run_id": "asset_1"},
                "deadline": {"deadline_time": datetime(2026, 7, 15, 6, tzinfo=UTC)},
            }
            asyncio.run(tell_of_lateness(context))
        finally:
            get_settings.cache_clear()
    failed, late = server.heard
    assert (failed["kind"], failed["reason"]) == ("failed", "it ran longer than its limit and was stopped")
    assert failed["url"].endswith("/dags/ingest_articles/runs/manual__1%2B00%3A00")
    assert (late["kind"], late["dag"], late["run"]) == ("late", "refresh_reports", "asset_1")
    assert "2026-07-15 06:00 UTC" in late["reason"]


def test_a_severity_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError):
        configured(volume_severity="loud")
