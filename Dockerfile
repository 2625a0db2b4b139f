# One image for all of Airflow's parts and the migration job: Python, the hashed requirements, this project; not root.
FROM python:3.11.13-slim-bookworm AS packages
# run, or celery, s3, or "celery s3": which of requirements/ are installed.
ARG REQUIREMENTS=run
COPY requirements /tmp/requirements
RUN python -m venv /opt/venv \
    && for name in ${REQUIREMENTS}; do \
        /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
            -r "/tmp/requirements/${name}.txt" || exit 1; \
    done

# With COMPILED=1 extraction compiled to C, which is laid over its sources; else nothing.
FROM python:3.11.13-slim-bookworm AS compiled
ARG COMPILED=
COPY --from=packages /opt/venv /opt/venv
COPY requirements/compile.txt /tmp/requirements/compile.txt
COPY pyproject.toml README.md LICENSE /src/
COPY seeds /src/seeds
COPY sql /src/sql
COPY deploy /src/deploy
COPY plugins /src/plugins
COPY dags /src/dags
COPY etl /src/etl
WORKDIR /src
RUN mkdir /opt/compiled \
    && if [ "${COMPILED}" = 1 ]; then \
        apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev \
        && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
            -r /tmp/requirements/compile.txt \
        && /opt/venv/bin/python -m deploy.compile /opt/compiled/dyadwire; \
    else \
        mkdir /opt/compiled/dyadwire; \
    fi

FROM python:3.11.13-slim-bookworm
RUN groupadd --gid 10001 dyadwire \
    && useradd --uid 10001 --gid dyadwire --no-create-home --home-dir /var/lib/dyadwire --shell /usr/sbin/nologin dyadwire \
    && install --directory --owner=dyadwire --group=dyadwire --mode=0700 \
        /var/lib/dyadwire /var/lib/dyadwire/logs /var/lib/dyadwire/cache /var/lib/dyadwire/briefs
COPY --from=packages /opt/venv /opt/venv
COPY pyproject.toml README.md LICENSE /opt/dyadwire/
COPY seeds /opt/dyadwire/seeds
COPY sql /opt/dyadwire/sql
COPY deploy /opt/dyadwire/deploy
COPY plugins /opt/dyadwire/plugins
COPY dags /opt/dyadwire/dags
COPY etl /opt/dyadwire/etl
COPY --from=compiled /opt/compiled/dyadwire /opt/dyadwire
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/opt/dyadwire \
    PYTHONUNBUFFERED=1 \
    AIRFLOW_HOME=/var/lib/dyadwire \
    XDG_CACHE_HOME=/var/lib/dyadwire/cache
WORKDIR /opt/dyadwire
USER 10001:10001
CMD ["python", "-m", "etl.cli", "--help"]
