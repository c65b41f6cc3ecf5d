#!/usr/bin/env bash
# Drives the real workbench of VS Code (code-server) in Chromium with our packaged extension and our server.
#
#   VSIX       the packaged extension; target/tools/attache.vsix unless told
#   VSCODE     the folder that install.sh makes
#   PICTURES   a folder for pictures of the workbench (those of editors/vscode/media); without it none are taken
set -euo pipefail
source "$(dirname "$0")/support.sh"
export VSIX="${VSIX:-$repository/target/tools/attache.vsix}" VSCODE="${VSCODE:-$repository/target/tools/vscode}"
export CHROMIUM="${CHROMIUM:-chromium}" SCRATCH="$home"
need "$CHROMIUM"
cp tests/corpus/articles/parade.md "$home/articles"
for file in "$VSIX" "$VSCODE/code-server/out/node/entry.js"; do
  [ -e "$file" ] || { echo "$0: there is no $file" >&2; exit 1; }
done

timeout --kill-after=5 600 "$VSCODE/node/bin/node" tests/editors/vscode/drive.mjs
