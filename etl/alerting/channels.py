"""The channels: mail by SMTP, a Slack-compatible webhook, a webhook of any other kind.

By the standard library, whose HTTP client logs no addresses: a webhook's address is a secret, as a password is. No
message of an error holds one.
"""

import json
import logging
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from etl.alerting.notice import Notice
from etl.errors import ConfigurationError, DyadwireError, PassingError
from etl.settings import Settings

log = logging.getLogger(__name__)
SECONDS = 20.0  # for a server to answer
_SMTP_PORTS = {"smtp": 587, "smtps": 465}
_SCHEMES = ("http", "https")


def channels_of(settings: Settings) -> dict[str, Callable[[Notice], None]]:
    """The channels that are set, by name. Each sends one notice.

    A channel raises PassingError where its server does not answer or refuses for now, ConfigurationError where the
    address or the login has to be put straight.
    """
    found: dict[str, Callable[[Notice], None]] = {}
    if (smtp := settings.alert_smtp_url) is not None:
        found["smtp"] = lambda notice: _mail(smtp.get_secret_value(), settings, notice)
    if (slack := settings.alert_slack_url) is not None:
        found["slack"] = lambda notice: _post(slack.get_secret_value(), "ALERT_SLACK_URL", {"text": notice.text})
    if (webhook := settings.alert_webhook_url) is not None:
        found["webhook"] = lambda notice: _post(webhook.get_secret_value(), "ALERT_WEBHOOK_URL", notice.as_object())
    return found


def tell(settings: Settings, notice: Notice) -> dict[str, str | None]:
    """Send the notice through every channel that is set; answers what was at fault with each, ``None`` if nothing.

    Raises nothing: an alert that cannot be sent is logged, and the others are sent all the same.
    """
    faults: dict[str, str | None] = {}
    for name, send in channels_of(settings).items():
        try:
            send(notice)
            faults[name] = None
        except DyadwireError as error:
            faults[name] = str(error)
            log.error("the alert was not sent by %s: %s", name, error)
    return faults


def _mail(url: str, settings: Settings, notice: Notice) -> None:
    parts = urlsplit(url)
    host, user = parts.hostname, unquote(parts.username or "")
    if parts.scheme not in _SMTP_PORTS or host is None:
        raise ConfigurationError("DYADWIRE_ALERT_SMTP_URL has to read smtp://user:password@host:port or smtps://...")
    if not settings.alert_to or not settings.alert_from:
        raise ConfigurationError("DYADWIRE_ALERT_TO and DYADWIRE_ALERT_FROM have to be set for alerts by mail")
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = notice.subject, settings.alert_from, settings.alert_to
    message.set_content(notice.text, cte="quoted-printable")  # not every server takes eight bits
    port = parts.port or _SMTP_PORTS[parts.scheme]
    is_open = parse_qs(parts.query).get("tls") == ["off"]
    try:
        with _connected(parts.scheme, host, port, is_open) as server:
            if user:
                server.login(user, unquote(parts.password or ""))
            server.send_message(message)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        raise ConfigurationError(
            f"{host}:{port} refuses the login or the encryption ({type(error).__name__}); put user, password or"
            " `?tls=off` in DYADWIRE_ALERT_SMTP_URL straight"
        ) from None
    except (OSError, smtplib.SMTPException) as error:
        raise PassingError(f"{host}:{port} does not take the mail: {type(error).__name__}: {error}") from None


def _connected(scheme: str, host: str, port: int, is_open: bool) -> smtplib.SMTP:
    """A server to talk to: encrypted from the first byte (``smtps``), by STARTTLS, or not at all (``?tls=off``)."""
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port, timeout=SECONDS)
    if not is_open:
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


class _NoRedirect(HTTPRedirectHandler):
    """A redirect is an error: what is told goes to the address that was set, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _post(url: str, setting: str, body: dict[str, Any]) -> None:
    host = urlsplit(url).hostname
    if urlsplit(url).scheme not in _SCHEMES or host is None:
        raise ConfigurationError(f"DYADWIRE_{setting} has to begin with https:// or http:// and name a host")
    data = json.dumps(body, ensure_ascii=False).encode()
    request = Request(url, data, {"Content-Type": "application/json; charset=utf-8", "User-Agent": "dyadwire"})  # noqa: S310
    try:
        build_opener(_NoRedirect).open(request, timeout=SECONDS).close()
    except HTTPError as error:
        with error:
            kind = PassingError if error.code >= 500 or error.code == 429 else ConfigurationError
        raise kind(f"{host} answers {error.code}; see whether DYADWIRE_{setting} is still the right address") from None
    except (URLError, OSError) as error:
        raise PassingError(f"{host} does not answer: {type(error).__name__}") from None
