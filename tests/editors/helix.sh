#!/usr/bin/env bash
# Drives a real Helix with our languages.toml and our server, by keys, and reads its screen (tmux is the terminal).
# HELIX_PROGRAM names the editor.
set -euo pipefail
source "$(dirname "$0")/support.sh"
hx="${HELIX_PROGRAM:-hx}"
need "$hx"
need tmux

mkdir -p "$XDG_CONFIG_HOME/helix"
sed "s#^command = .*#command = \"$ATTACHE\"#" editors/helix/languages.toml > "$XDG_CONFIG_HOME/helix/languages.toml"
cat > "$XDG_CONFIG_HOME/helix/config.toml" <<'CONFIG'
[editor]
end-of-line-diagnostics = "hint"
mouse = false
[editor.statusline]
left = ["mode", "file-name"]
center = []
right = ["position"]
CONFIG

terminal() { tmux -S "$home/tmux" -f /dev/null "$@"; }
cleanups+=(stop_terminal)
stop_terminal() { terminal kill-server 2> /dev/null; }
screen() { terminal capture-pane -p -t helix 2> /dev/null; }
keys() { terminal send-keys -t helix "$@"; }
# What is typed, letter by letter.
type_text() { terminal send-keys -t helix -l "$1"; }

passed() { printf 'ok %s\n' "$1"; }
fail() {
  printf 'FAILED %s\n' "$1"
  screen || true
  exit 1
}
# Waits until the screen shows the pattern, or, with "gone", no longer shows it.
await() {
  local name="$1" pattern="$2" wanted="${3:-shown}" seen end=$((SECONDS + ATTACHE_PATIENCE))
  while [ "$SECONDS" -lt "$end" ]; do
    seen=gone
    if screen | grep -qE -- "$pattern"; then seen=shown; fi
    if [ "$seen" = "$wanted" ]; then passed "$name"; return; fi
    sleep 0.05
  done
  fail "$name"
}
# The column of a word in a line of the article, in characters, as Helix counts.
column() {
  local before
  before="$(sed -n "$1p" "$repository/tests/corpus/articles/lakeside.md")"
  before="${before%%"$2"*}"
  echo $((${#before} + 1))
}
# Puts the cursor on a column; Helix counts from 1.
goto() {
  type_text ":goto $1"
  keys Enter
  type_text "gh$(($2 - 1))l"
  await "the cursor is at $1:$2" "(^| )$1:$2 *\$"
}

"$hx" --version | head -1
terminal new-session -d -s helix -x 180 -y 40 "$hx" "$ARTICLE"
await "the article is on the screen" "Zoë Müller-Šťastná"
await "the finding comes" "Donald Trump holds this office"

type_text "gg]d"
await "the finding starts at its word" "(^| )6:$(column 6 former) *\$|(^| )6:$(($(column 6 former) + 5)) *\$"

goto 6 "$(column 6 Donald)"
type_text " k"
await "a card opens on hover" "On 5 August 2025: President of the United States"
# What comes on the heels of an Escape would be read as a key with Alt.
keys Escape
await "the card closes" "On 5 August 2025: President" gone
type_text "gd"
await "the definition opens the record" "^ *[0-9]+ .*\[donald-trump\]"
record="$(screen | sed -n 's/^ *\([0-9][0-9]*\) .*\[donald-trump\].*/\1/p' | head -1)"
await "the cursor is in the line of the record" "(^| )$record:[0-9]+ *\$"

type_text ":buffer-previous"
keys Enter
goto 6 "$(column 6 former)"
type_text " a"
await "the fix is offered" "Delete .former"
keys Enter
await "the fix deletes the word" "heard it from U\.S\. President"
await "the finding goes" "Donald Trump holds this office" gone

goto 7 "$(column 7 'Zelenskyy. ')"
type_text " r"
await "the new name is asked for" "rename-to:"
keys C-u
type_text "Zelensky"
keys Enter
await "rename writes the surname otherwise, twice, and leaves the full name" \
  "Volodymyr Zelenskyy was .* said Zelensky\. .* and Zelensky said"

"$KILL_SERVER" || fail "the server is killed"
passed "the server is killed"
type_text "ggO"
type_text "A line above."
await "the editor goes on" "A line above\."
keys Escape
await "insertion ends" "^ *NOR "
type_text "uuu"
await "the mistake is back in the text" "from former U\.S\. President"
type_text ":lsp-restart"
keys Enter
await "a new server finds the mistake again" "Donald Trump holds this office"

type_text ":quit-all!"
keys Enter
end=$((SECONDS + ATTACHE_PATIENCE))
while terminal has-session -t helix 2> /dev/null; do
  [ "$SECONDS" -lt "$end" ] || fail "the editor ends"
  sleep 0.05
done
echo "passed"
