#!/usr/bin/env bash
# Drives the page of `attache serve` in Chromium.
#
#   VSCODE     the folder that install.sh makes: its Node and its playwright-core are used
#   PICTURES   a folder for the picture of the README (editors/web/media); without it none is taken
set -euo pipefail
source "$(dirname "$0")/support.sh"
export VSCODE="${VSCODE:-$repository/target/tools/vscode}" CHROMIUM="${CHROMIUM:-chromium}" SCRATCH="$home"
need "$CHROMIUM"
[ -e "$VSCODE/node/bin/node" ] || { echo "$0: there is no $VSCODE/node/bin/node" >&2; exit 1; }

timeout --kill-after=5 300 "$VSCODE/node/bin/node" tests/editors/web.mjs
