# Sourced by the commands in this folder: builds a module when something changed and says what to run it with.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# need_java: a JDK 17 and Maven are all that is asked of a machine.
need_java() {
    local version
    command -v javac >/dev/null || { echo "dendro: a JDK 17 or newer is needed; no javac is on the PATH." >&2; exit 2; }
    command -v mvn >/dev/null || { echo "dendro: Maven is needed; no mvn is on the PATH." >&2; exit 2; }
    version="$(javac -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')"
    [[ "$version" -ge 17 ]] || { echo "dendro: a JDK 17 or newer is needed; this javac is $version." >&2; exit 2; }
}

# build_module MODULE: unless its classes are newer than every source.
build_module() {
    local classpath="$root/$1/target/runtime-classpath"
    if [[ ! -f "$classpath" || -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$classpath" -print -quit)" ]]; then
        need_java
        echo "Building $1." >&2
        (cd "$root" && mvn -q -B package -Dmaven.test.skip=true -pl "$1" -am >&2)
        touch "$classpath"
    fi
}

# module_classpath MODULE: what its main class runs with.
module_classpath() {
    echo "$root/$1/target/classes:$(cat "$root/$1/target/runtime-classpath")"
}
