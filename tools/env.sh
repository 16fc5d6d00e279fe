# shellcheck shell=sh
# To be sourced from the checkout's root, `. tools/env.sh`, by the recipes of the Makefile and by the tools beside this
# file: puts what tools/setup installed on PATH and says where the rest is. Plain sh, quick, and silent: it installs nothing.
#
# Which Rust is used is not decided here but by `cargo` itself in this folder (rustup's override, else
# rust-toolchain.toml, else what is on PATH), so that `make` and a plain `cargo` share one target folder.
#
# Sets: DIA_ROOT (the checkout), DIA_TOOLS (cache shared by checkouts), CHROMIUM (a browser), PG_BIN (folder of initdb and
# pg_ctl), DIA_VENV and DIA_PYTHON (Python with end2end/requirements.txt). One that is not found stays unset or as it was.

DIA_ROOT=${DIA_ROOT:-$PWD}
if [ ! -f "$DIA_ROOT/tools/env.sh" ]; then
    echo "tools/env.sh: source it from the root of the checkout, or set DIA_ROOT to that folder." >&2
    return 1
fi
DIA_TOOLS=${DIA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/dia-tools}
export DIA_ROOT DIA_TOOLS

# Prints the version of wasm-bindgen that the browser's half is built with. The command line tool must be exactly that one:
# the two halves speak a format that is not stable between versions.
dia_wasm_bindgen_version() {
    dia_found=
    if [ -f "$DIA_ROOT/Cargo.lock" ]; then
        dia_found=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;q;}' "$DIA_ROOT/Cargo.lock")
    fi
    if [ -z "$dia_found" ]; then
        dia_found=$(sed -n 's/^wasm-bindgen = .*"=\([0-9][0-9.]*\)".*/\1/p' "$DIA_ROOT/Cargo.toml")
    fi
    printf '%s\n' "$dia_found"
}

# Prints the folder of the Python environment: its name holds a checksum of the requirements, so a change makes a new one.
dia_venv() {
    dia_sum=$(cksum <"$DIA_ROOT/end2end/requirements.txt") || return 1
    printf '%s/python-%s\n' "$DIA_TOOLS" "${dia_sum%% *}"
}

# Puts a folder first on PATH, once.
dia_path_first() {
    case ":$PATH:" in
        *":$1:"*) ;;
        *) PATH=$1:$PATH ;;
    esac
}

# rustup installs here; a shell that was opened before it does not know yet.
if [ -z "$(command -v cargo)" ] && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    dia_path_first "${CARGO_HOME:-$HOME/.cargo}/bin"
fi
# Only there where the system's Node.js is too old for the browser tests.
DIA_NODE=22.23.3
if [ -d "$DIA_TOOLS/node-$DIA_NODE/bin" ]; then dia_path_first "$DIA_TOOLS/node-$DIA_NODE/bin"; fi
dia_path_first "$DIA_ROOT/end2end/node_modules/.bin"
dia_path_first "$DIA_ROOT/style/node_modules/.bin"
dia_path_first "$DIA_TOOLS/cargo-deny/bin"
dia_path_first "$DIA_TOOLS/leptosfmt/bin"
dia_path_first "$DIA_TOOLS/wasm-bindgen-$(dia_wasm_bindgen_version)/bin"
export PATH

if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
fi
if [ -n "$CHROMIUM" ]; then export CHROMIUM; else unset CHROMIUM; fi

# Debian keeps the server's programs off PATH, one folder for each major version; the last is the newest.
if [ -z "${PG_BIN:-}" ]; then
    for dia_found in /usr/lib/postgresql/*/bin; do
        if [ -x "$dia_found/initdb" ]; then PG_BIN=$dia_found; fi
    done
    if [ -z "${PG_BIN:-}" ] && command -v initdb >/dev/null; then
        PG_BIN=$(dirname "$(command -v initdb)")
    fi
fi
if [ -n "${PG_BIN:-}" ]; then export PG_BIN; fi

if DIA_VENV=$(dia_venv 2>/dev/null) && [ -f "$DIA_VENV/complete" ]; then
    DIA_PYTHON=$DIA_VENV/bin/python
    export DIA_VENV DIA_PYTHON
else
    unset DIA_VENV
fi
