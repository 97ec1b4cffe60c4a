#!/usr/bin/env bash
# Builds the page into a folder, unless it is newer than all it is made of: `build.sh FOLDER`. Maven calls this.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

folder=$1
made=$folder/index.html
if [[ ! -f "$made" || -n "$(find src public index.html vite.config.ts tsconfig.json package.json package-lock.json -newer "$made" -print -quit)" ]]; then
    install_packages
    npx --no-install tsc --noEmit
    npx --no-install vite build --logLevel warn --outDir "$folder" --emptyOutDir
fi
