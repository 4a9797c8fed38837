# The API and every verb of `marquee`. The embedded Elasticsearch is not in it: set ELASTICSEARCH_URL.
FROM node:24-bookworm-slim AS build
WORKDIR /marquee
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY docs/openapi-examples.json docs/
COPY embedded/*.mjs embedded/
COPY dashboards/generate dashboards/generate
COPY sample sample
COPY src src
COPY web web
# Types, source maps and tests of packages are for developers, and Node does not load the second and third build of OpenTelemetry.
RUN npm run -s build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && find node_modules -type f \( -name '*.ts' -o -name '*.[cm]ts' -o -name '*.map' -o -name '*.md' \
    -o -path '*/test/*' -o -path '*/@opentelemetry/*/build/es*' \) -delete \
  && mkdir /data

# Node and its system without npm, headers and documentation, copied as one layer, so that what is removed takes no space.
FROM node:24-bookworm-slim AS runtime
RUN rm -rf /usr/local/lib/node_modules /usr/local/include /usr/local/share /usr/local/bin/npm /usr/local/bin/npx \
  /usr/local/bin/corepack /usr/local/bin/yarn* /usr/local/bin/docker-entrypoint.sh /opt/yarn* \
  /usr/share/doc /usr/share/man /usr/share/info /usr/share/locale /var/cache/* /var/lib/apt/lists/* /var/log/*

FROM scratch
COPY --from=runtime / /
ARG VERSION=1.0.0
LABEL org.opencontainers.image.title="Marquee" \
  org.opencontainers.image.description="Analytics and search over the film industry" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="$VERSION"
ENV PATH=/usr/local/bin:/usr/bin:/bin NODE_ENV=production HOST=0.0.0.0 MARQUEE_DATA=/data
WORKDIR /marquee
COPY --from=build /marquee/package.json ./
COPY --from=build /marquee/node_modules node_modules
COPY --from=build /marquee/dist dist
COPY docs/glossary.md docs/
COPY mappings mappings
COPY docs/operations.md docs/
COPY dashboards/kibana dashboards/kibana
COPY sample/vocabulary sample/vocabulary
# A volume that the engine mounts here belongs to the user of the image.
COPY --from=build --chown=1000:1000 /data /data
# By number, so that Kubernetes can see that it is not root. Only /data is written, and only by verbs that load or make files:
# run it with --read-only --cap-drop ALL --security-opt no-new-privileges.
USER 1000:1000
EXPOSE 3000
# For `serve`; switch it off for other verbs (--no-healthcheck).
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/src/cli.js"]
CMD ["serve"]
