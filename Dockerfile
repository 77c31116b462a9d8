# The service in a container: see docs/operations.md for its settings.
FROM python:3.11.14-slim-bookworm AS base

FROM base AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
# Without pip, since nothing is installed once the image is built.
RUN python -m venv --without-pip /opt/venv
COPY requirements.txt requirements-build.txt ./
RUN pip --python /opt/venv/bin/python install --require-hashes -r requirements.txt \
    && pip install --require-hashes -r requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
    && pip --python /opt/venv/bin/python install --no-deps --no-index /dist/*.whl

FROM base
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin jamsos \
    && install --directory --owner jamsos --group jamsos --mode 0750 /data
COPY --from=builder /opt/venv /opt/venv
COPY knowledge /app/knowledge
WORKDIR /app
# Everything but /data may be read-only: the modules were compiled when they were installed.
# PORT makes the health check work where updates are polled, too.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    KNOWLEDGE_DIR=/app/knowledge \
    DATABASE_URL=sqlite:////data/jamsos.db \
    PORT=8080 \
    LOG_FORMAT=json
USER 10001:10001
# No image is made that could not answer, or of knowledge that the bot would refuse to start with.
RUN jamsos periksa --ringkas && jamsos tanya "apa itu JHT"
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Straight to the port, whatever proxy the environment names; without a port there is nothing to ask.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; port = os.environ.get('PORT'); port and r.build_opener(r.ProxyHandler({})).open(f'http://127.0.0.1:{port}/healthz', timeout=4)"]
ENTRYPOINT ["jamsos"]
CMD ["jalan"]
