# The large mode's image: the same code and settings as on one machine, without the broker.
FROM python:3.13-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/runtime.lock /tmp/runtime.lock
RUN python -m venv /opt/lykta \
 && /opt/lykta/bin/pip install --require-hashes -r /tmp/runtime.lock

FROM packages AS assets
COPY requirements/build.lock /tmp/build.lock
RUN /opt/lykta/bin/pip install --require-hashes -r /tmp/build.lock
WORKDIR /srv/lykta
COPY config/npm.py config/npm.py
COPY web/assets web/assets
RUN /opt/lykta/bin/python config/npm.py web/assets ci --silent \
 && /opt/lykta/bin/python config/npm.py web/assets --node copy.mjs
COPY field field
RUN /opt/lykta/bin/python config/npm.py field ci --silent \
 && /opt/lykta/bin/python config/npm.py field run --silent build

FROM python:3.13-slim
ENV PATH=/opt/lykta/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin lykta \
 && install --directory --owner=10001 --group=10001 --mode=700 /data
COPY --from=packages /opt/lykta /opt/lykta
WORKDIR /srv/lykta
# Named one by one: keys and data in var/ can then never slip into an image.
COPY manage.py pyproject.toml ./
COPY core core
COPY accounts accounts
COPY venues venues
COPY inspections inspections
COPY cases cases
COPY planning planning
COPY training training
COPY situation situation
COPY promises promises
COPY evidence evidence
COPY portal portal
COPY api api
COPY web web
COPY --from=assets /srv/lykta/web/static/vendor web/static/vendor
COPY --from=assets /srv/lykta/var/site var/site
COPY tasks tasks
COPY demo demo
COPY locale locale
COPY config config
RUN python -m compileall -q . \
 && python -m config.embedded.catalogues \
 && SECRET_KEY=unused EVIDENCE_KEY=unused ALLOW_SQLITE=1 \
    python manage.py collectstatic --noinput --verbosity 0
USER 10001:10001
EXPOSE 8000
