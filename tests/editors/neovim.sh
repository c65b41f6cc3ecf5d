#!/usr/bin/env bash
# Drives a real Neovim, without a screen, with our plugin and our server. NEOVIM_PROGRAM names the editor.
set -euo pipefail
source "$(dirname "$0")/support.sh"
nvim="${NEOVIM_PROGRAM:-nvim}"
need "$nvim"
export NVIM_LOG_FILE="$home/nvim.log"

timeout --kill-after=5 300 "$nvim" --headless -n -i NONE -u NONE \
  --cmd "set runtimepath^=$repository/editors/neovim" --cmd 'let g:attache_autostart = 0' --cmd 'filetype plugin on' \
  -c 'runtime! plugin/attache.lua' -S tests/editors/neovim.lua
