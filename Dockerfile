# docker build -t extractor .
# mkdir -p tables  # else Docker makes it, as root
# docker run --rm --network none --user "$(id -u)" -v "$PWD/articles:/in:ro" -v "$PWD/tables:/out" extractor run /in --out /out
# docker run --rm -p 127.0.0.1:8377:8377 -v "$PWD/token:/run/secrets/token:ro" extractor serve --host 0.0.0.0 --token-file /run/secrets/token
FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY extractor extractor
COPY models models
# hatchling, which builds the package, is in the lock.
RUN /opt/venv/bin/pip install --no-cache-dir --no-build-isolation --no-deps .

FROM python:3.12-slim
COPY --from=build /opt/venv /opt/venv
# Compiled code of the fast engine and the index of places are kept in /var/cache/extractor, whoever runs it.
ENV PATH=/opt/venv/bin:$PATH XDG_CACHE_HOME=/var/cache PYTHONDONTWRITEBYTECODE=1
RUN useradd --create-home extractor && mkdir -p /out /var/cache/extractor && chown extractor /out /var/cache/extractor
USER extractor
WORKDIR /out
# Compile once, so that the container starts quickly; with --read-only only where the cache is a volume.
RUN echo 'Ana Ruiz said the dam is safe.' | extractor show - > /dev/null && chmod -R a+rwX /var/cache/extractor
ENTRYPOINT ["extractor"]
CMD ["--help"]
