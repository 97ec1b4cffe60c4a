# Sourced by the scripts beside it: goes to this folder and has the packages that the page is built with.
cd "$(dirname "${BASH_SOURCE[0]}")"

# install_packages: as package-lock.json names them, unless they are there.
install_packages() {
    local version
    command -v npm >/dev/null || { echo "The page of saved queries is built with Node.js 20.19 or newer and npm (Debian: apt-get install nodejs npm)." >&2; exit 1; }
    version="$(node --version)"
    if [[ "$(printf '%s\n' v20.19.0 "$version" | sort -V | head -n 1)" != v20.19.0 ]]; then
        echo "The page of saved queries is built with Node.js 20.19 or newer; node is version $version." >&2
        exit 1
    fi
    if [[ ! -f node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
        npm ci --no-audit --no-fund --loglevel=error >&2
    fi
}
