#!/usr/bin/env bash
# Drives a real Neovim, without a screen, with our plugin and our server. ATTACHE names the server program, NVIM the editor.
set -euo pipefail
cd "$(dirname "$0")/../.."

export ATTACHE="${ATTACHE:-$PWD/target/release/attache}"
nvim="${NVIM:-nvim}"
command -v "$nvim" > /dev/null || { echo "tests/editors/neovim.sh: there is no program $nvim" >&2; exit 1; }
command -v "$ATTACHE" > /dev/null || { echo "tests/editors/neovim.sh: there is no program $ATTACHE" >&2; exit 1; }

home="$(mktemp -d)"
trap 'chmod -R u+w "$home"; rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state"
export XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home" NVIM_LOG_FILE="$home/nvim.log"

export ARTICLE="$home/article.md"
cat > "$ARTICLE" <<'ARTICLE'
---
title: A call from the lakeside
date: 2025-08-05
---

Zoë Müller-Šťastná and 李娜 🎻 heard it from former U.S. President Donald Trump himself on Tuesday.
ARTICLE

timeout --kill-after=5 120 "$nvim" --headless -n -i NONE -u NONE \
  --cmd "set runtimepath^=$PWD/editors/neovim" --cmd 'let g:attache_autostart = 0' --cmd 'filetype plugin on' \
  -c 'runtime! plugin/attache.lua' -S tests/editors/neovim.lua
