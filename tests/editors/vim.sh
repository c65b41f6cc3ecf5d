#!/usr/bin/env bash
# Drives a real Vim with ALE, our plugin and our server. VIM_PROGRAM names the editor, ALE the folder of the plugin.
set -euo pipefail
source "$(dirname "$0")/support.sh"
vim="${VIM_PROGRAM:-vim}"
export ALE="${ALE:-/usr/share/vim-ale}" OURS="$repository/editors/vim" RESULT="$home/result"
need "$vim"
need script
[ -d "$ALE" ] || { echo "$0: there is no folder $ALE" >&2; exit 1; }

# A terminal, because Vim handles what its jobs say only where it draws a screen.
code=0
timeout --kill-after=5 300 script -qec "$vim -Nu NONE -i NONE -n -S tests/editors/vim.vim" /dev/null \
  < /dev/null > "$home/screen" || code=$?
cat "$RESULT" 2> /dev/null || tail -c 2000 "$home/screen"
exit "$code"
