#!/bin/sh
# Reads both OpenAPI documents of a running server with a linter: no error and no warning, by the rules beside this file.
# Usage: openapi.sh BASE
set -eu

base=${1:?usage: openapi.sh BASE}
here=$(dirname "$0")

for document in /api/v1/openapi.json /ogc/v1/openapi.json; do
    "$here/../node_modules/.bin/spectral" lint --ruleset "$here/openapi.rules.yaml" --fail-severity hint --quiet=false "$base$document"
done
