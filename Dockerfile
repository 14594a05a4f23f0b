# The image holds no database: it needs a MongoDB replica set in IBID_MONGODB_URI (compose.yaml brings one).
FROM python:3.12.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/ibid
WORKDIR /src
COPY requirements/image.lock requirements/
RUN /opt/ibid/bin/pip install --require-hashes --requirement requirements/image.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY ibid ibid
COPY schema schema
COPY execution execution
COPY resolvers resolvers
COPY store store
COPY i18n i18n
COPY seed seed
RUN /opt/ibid/bin/pip install --no-deps --no-build-isolation .

FROM python:3.12.11-slim-bookworm

LABEL org.opencontainers.image.title="Ibid" \
      org.opencontainers.image.description="A GraphQL API and document store for United Nations documents" \
      org.opencontainers.image.licenses="Apache-2.0"

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ibid
COPY --from=build /opt/ibid /opt/ibid
COPY LICENSE NOTICE /usr/share/doc/ibid/

ENV PATH=/opt/ibid/bin:$PATH PYTHONUNBUFFERED=1 IBID_HOST=0.0.0.0 IBID_PORT=8000
USER 10001
EXPOSE 8000
# The health of the process and of its store, by a real read. The first start fills an empty store.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"IBID_PORT\"]}/health', timeout=4)"]
ENTRYPOINT ["ibid"]
CMD ["serve"]
