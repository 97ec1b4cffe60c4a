#!/usr/bin/env bash
# Checks and tests the page: `test.sh [SKIP…]` does nothing if one of the words is `true`. Maven calls this.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

for skip in "$@"; do
    [[ "$skip" != true ]] || exit 0
done
install_packages
npx --no-install oxlint --deny-warnings --format=unix src
npx --no-install prettier --log-level warn --check src vite.config.ts
npx --no-install vitest run --reporter=dot
