# Sourced by the commands in this folder: builds a module when something changed and says what to run it with.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

java=java javac=javac
if [[ -n "${JAVA_HOME:-}" ]]; then
    java="$JAVA_HOME/bin/java" javac="$JAVA_HOME/bin/javac"
fi

# need_java: a JDK 17 and Maven are all that is asked of a machine.
need_java() {
    local version
    command -v "$javac" >/dev/null || refuse "a JDK 17 or newer is needed, and there is no $javac (Debian: apt-get install openjdk-17-jdk-headless)."
    version="$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
    [[ "${version:-0}" -ge 17 ]] || refuse "a JDK 17 or newer is needed; $javac is version ${version:-unknown}."
    command -v mvn >/dev/null || refuse "Maven is needed, and there is no mvn (Debian: apt-get install maven)."
}

refuse() {
    echo "$(basename "$0"): $*" >&2
    exit 2
}

# build_module MODULE: unless its classes are newer than every source.
build_module() {
    local classpath="$root/$1/target/runtime-classpath"
    if [[ ! -f "$classpath" || -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$classpath" -print -quit)" ]]; then
        need_java
        echo "Building $1." >&2
        (cd "$root" && mvn -q -B package -Dmaven.test.skip=true -Dassembly.skip=true -pl "$1" -am >&2)
        touch "$classpath"
    fi
}

# module_classpath MODULE: what its main class runs with.
module_classpath() {
    echo "$root/$1/target/classes:$(cat "$root/$1/target/runtime-classpath")"
}
