#!/bin/sh
# Tries the corners of both OpenAPI documents of a running server: no answer may be a server error, and every answer must be
# what its document says. Usage: schemathesis.sh BASE [EXAMPLES]; the server should run without a limit per visitor.
# The command is looked for in the environment of tools/setup (DIA_VENV), else on PATH.
set -eu

base=${1:?usage: schemathesis.sh BASE [EXAMPLES]}
examples=${2:-15}
command=${DIA_VENV:+$DIA_VENV/bin/}schemathesis

# What is left out: that wrong parameters are always refused and right ones never. `limit` above its maximum counts as the
# maximum (OGC API Features, 7.15.2), and two right years in the wrong order are wrong together.
checks=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method

for document in /api/v1/openapi.json /ogc/v1/api; do
    "$command" run "$base$document" --checks "$checks" --max-examples "$examples" --seed 2026 --workers 2 --request-timeout 20
done
