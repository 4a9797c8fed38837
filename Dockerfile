# The API and every verb of `marquee`. The embedded node is not in it: set ELASTICSEARCH_URL.
FROM node:20-bookworm-slim AS build
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
RUN npm run -s build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /marquee
COPY --from=build /marquee/package.json ./
COPY --from=build /marquee/node_modules node_modules
COPY --from=build /marquee/dist dist
COPY mappings mappings
COPY docs/operations.md docs/
COPY dashboards/kibana dashboards/kibana
COPY sample/vocabulary sample/vocabulary
# By number, so that Kubernetes can see that it is not root. Nothing is written: run it with --read-only --cap-drop ALL
# --security-opt no-new-privileges; a verb that loads needs a volume for MARQUEE_DATA and --out.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/src/cli.js"]
CMD ["serve"]
