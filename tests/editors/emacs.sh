#!/usr/bin/env bash
# Drives a real Emacs, without a screen, with Eglot, our package and our server. EMACS_PROGRAM names the editor.
set -euo pipefail
source "$(dirname "$0")/support.sh"
emacs="${EMACS_PROGRAM:-emacs}"
need "$emacs"

# Not -Q: on Debian 12 Eglot is a package of the site.
timeout --kill-after=5 300 "$emacs" -q --batch -L "$repository/editors/emacs" -l tests/editors/emacs.el
