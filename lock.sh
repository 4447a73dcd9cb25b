#!/usr/bin/env bash
# Write requirements.lock (what `make run` installs) and requirements-dev.lock (with test tools): every package pinned, with the
# hashes of all its files, without addresses of indexes. Pins that still fit are kept; `./lock.sh --upgrade` renews them all.
set -euo pipefail
cd "$(dirname "$0")"

tools=.venv/lock-tools
[ -x "$tools/bin/pip-compile" ] || { python3 -m venv "$tools" && "$tools/bin/python" -m pip --quiet install "pip-tools>=7.5,<8"; }

pin() {
  local output=$1
  shift
  "$tools/bin/pip-compile" --quiet --generate-hashes --allow-unsafe --strip-extras --build-deps-for editable \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --output-file "$output" "$@" pyproject.toml
  # Wheels only: no code of a package runs while it is installed.
  { echo "--only-binary :all:"; grep -Ev '^(--only-binary|#|$)' "$output"; } > "$output.new"
  mv "$output.new" "$output"
}

pin requirements.lock "$@"
pin requirements-dev.lock --constraint requirements.lock --extra sm --extra dev "$@"
