# Grafana with Leeway in it, for linux/amd64 and linux/arm64. The host needs only Docker.

# The half of the browser; it is the same for every processor.
FROM --platform=$BUILDPLATFORM node:22-bookworm-slim AS frontend
WORKDIR /leeway
COPY package.json package-lock.json .npmrc ./
COPY cli/package.json cli/
RUN npm ci --no-audit --no-fund
COPY .config .config
COPY src src
COPY docs/img/dashboard.png docs/img/
COPY tsconfig.json webpack.config.ts webpack.panelSizes.ts webpack.jsx-runtime.js .cprc.json CHANGELOG.md LICENSE THIRD_PARTY_NOTICES.txt ./
RUN npm run build

# The backend. It is linked fully static, so that the image's C library does not matter: Grafana's is Alpine's.
FROM golang:1.26-bookworm AS backend
ARG TARGETARCH
WORKDIR /leeway
# On arm64 only mold links DuckDB's static library.
RUN if [ "$TARGETARCH" = arm64 ]; then apt-get update && apt-get install --yes --no-install-recommends mold; fi
COPY go.mod go.sum ./
RUN go mod download
COPY pkg pkg
COPY schema schema
RUN if [ "$TARGETARCH" = arm64 ]; then linker='-B/usr/libexec/mold'; fi; \
    CGO_ENABLED=1 go build -tags osusergo,netgo \
    -ldflags "-s -w -linkmode external -extldflags '-static $linker'" \
    -o "dist/datasource/gpx_leeway_linux_$TARGETARCH" ./pkg

FROM grafana/grafana:12.2.0
COPY --from=frontend /leeway/dist /usr/share/leeway/plugins/leeway-monitor-app
COPY --from=backend /leeway/dist /usr/share/leeway/plugins/leeway-monitor-app
ENV GF_PATHS_PLUGINS=/usr/share/leeway/plugins
