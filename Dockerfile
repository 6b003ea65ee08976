# snapspec from its tarball: npm pack && docker build --build-arg TARBALL=snapspec-0.1.0.tgz -t snapspec .
#   docker run --rm -v "$PWD:/work:ro" snapspec lint
FROM node:22-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c
ARG TARBALL
COPY ${TARBALL} /tmp/snapspec.tgz
RUN npm install --global --ignore-scripts --no-audit --no-fund /tmp/snapspec.tgz \
  && rm -rf /tmp/snapspec.tgz /root/.npm
USER node
WORKDIR /work
# The process itself, without a shell around it: a signal that ends the container arrives there.
ENTRYPOINT ["node", "/usr/local/lib/node_modules/snapspec/dist/cli/main.cjs"]
