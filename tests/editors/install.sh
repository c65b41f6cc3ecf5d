#!/usr/bin/env bash
# Gets what the tests of the editors need: packages of the system (as root) and, without touching the system, newer editors and
# VS Code in target/tools. What is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools="$PWD/target/tools"
mkdir -p "$tools/bin"

# Programs and files that show that a package is there, with its name on Debian.
missing=()
want() { command -v "$1" > /dev/null || [ -e "$1" ] || missing+=("$2"); }
want nvim neovim
want emacs emacs-nox
want vim vim-nox
want script bsdutils
want /usr/share/vim-ale/plugin/ale.vim vim-ale
want tmux tmux
want chromium chromium
# VS Code on the web logs through a module that must be compiled.
want g++ g++
want make make
want python3 python3-minimal
want /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
want /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf fonts-noto-color-emoji
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "$0: as root, type: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
# Emacs has Eglot in it from 29 on.
if ! emacs -q --batch --eval '(progn (package-initialize) (require (quote eglot)))' 2> /dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends elpa-eglot > /dev/null
fi

# The newest Neovim and Helix that Debian has, unpacked beside their own libraries and run from there.
newer() {
  local dir="$tools/debian-testing" architecture loader mirror option=()
  [ -x "$tools/bin/nvim" ] && [ -x "$tools/bin/hx" ] && return
  rm -rf "$dir"
  mkdir -p "$dir"/apt/{lists,archives}/partial "$dir/root"
  : > "$dir/apt/status"
  mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/*$')"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror testing main" > "$dir/apt/sources.list"
  option=(
    -qq -o Dir::State="$dir/apt" -o Dir::State::lists="$dir/apt/lists" -o Dir::State::status="$dir/apt/status"
    -o Dir::Cache="$dir/apt" -o Dir::Cache::archives="$dir/apt/archives"
    -o Dir::Etc::sourcelist="$dir/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null
    # A mirror may lag behind; the signature is checked all the same.
    -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none
    -o APT::Install-Recommends=false -o APT::Sandbox::User=
  )
  apt-get "${option[@]}" update
  apt-get "${option[@]}" install -y --download-only neovim hx > /dev/null
  for package in "$dir"/apt/archives/*.deb; do dpkg-deb -x "$package" "$dir/root"; done
  rm -rf "$dir/apt"
  architecture="$(dpkg-architecture -q DEB_HOST_MULTIARCH 2> /dev/null || gcc -print-multiarch)"
  loader="$(ls "$dir"/root/usr/lib*/ld-linux-*.so.* "$dir/root/usr/lib/$architecture"/ld-linux-*.so.* 2> /dev/null | head -n 1)"
  for program in nvim hx; do
    cat > "$tools/bin/$program" <<WRAPPER
#!/bin/sh
root="$dir/root/usr"
export VIMRUNTIME="\$root/share/nvim/runtime" HELIX_RUNTIME="\$root/lib/hx/runtime"
[ $program = hx ] || set -- --cmd "set runtimepath+=\$root/lib/nvim" "\$@"
exec "$loader" --library-path "\$root/lib/$architecture" "\$root/bin/$program" "\$@"
WRAPPER
    chmod +x "$tools/bin/$program"
    "$tools/bin/$program" --version | head -n 1
  done
}

# The workbench of VS Code, from code-server's npm package, which runs on a Node of its own.
vscode() {
  local dir="$tools/vscode" version=4.139.1 machine=x64
  [ -e "$dir/ready-$version" ] && return
  [ "$(uname -m)" = aarch64 ] && machine=arm64
  rm -rf "$dir"
  mkdir -p "$dir"
  echo '{ "private": true }' > "$dir/package.json"
  cd "$dir"
  local npm=(npm --no-audit --no-fund --loglevel error)
  "${npm[@]}" install --ignore-scripts "node-linux-$machine@24.21.0" playwright-core@1.65.1
  ln -s "node_modules/node-linux-$machine" node
  "${npm[@]}" pack "code-server@$version"
  tar xzf "code-server-$version.tgz"
  rm "code-server-$version.tgz"
  mv package code-server
  export PATH="$dir/node/bin:$PATH"
  (cd code-server && "${npm[@]}" install --omit=dev --ignore-scripts)
  (cd code-server/lib/vscode && "${npm[@]}" install --omit=dev --ignore-scripts)
  (cd code-server/lib/vscode && npm_config_nodedir="$dir/node" npm rebuild @vscode/spdlog > "$dir/spdlog.log" 2>&1) ||
    { tail -n 20 "$dir/spdlog.log"; exit 1; }
  # 167 MB that no test loads.
  rm -rf code-server/lib/vscode/node_modules/@github/copilot* code-server/lib/vscode/extensions/copilot
  "$dir/node/bin/node" code-server/out/node/entry.js --version
  touch "$dir/ready-$version"
}

newer
(vscode)
