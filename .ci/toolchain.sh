# Finds what the build needs and says what is missing. Sourced by ../stammkunde and ./run; needs bash.

# Prints the major version of the JDK in the folder $1, or nothing if there is none.
jdk_major() {
    [[ -x $1/bin/java && -x $1/bin/javac ]] || return 0
    # every JDK has a file "release"; starting java only to ask takes long
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# Sets and exports JAVA_HOME to a JDK 25 or newer, or ends with exit code 3.
find_jdk() {
    local candidate major best="" best_major=0
    local on_path=""
    on_path=$(command -v javac || true)
    [[ -n $on_path ]] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/java/* \
        /usr/local/openjdk-* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [[ -n $candidate && -d $candidate ]] || continue
        major=$(jdk_major "$candidate")
        [[ -n $major && $major -ge 25 ]] || continue
        # the first named wins: the user's JAVA_HOME, then the one on the path; else the version closest to 25
        if [[ -z $best || $major -lt $best_major ]]; then
            best=$candidate best_major=$major
        fi
        [[ $candidate == "${JAVA_HOME:-}" || $candidate == "$on_path" ]] && break
    done
    if [[ -z $best ]]; then
        cat >&2 <<'END'
stammkunde: no JDK 25 or newer found (looked at JAVA_HOME, the path, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks).
Install one and set JAVA_HOME to it, for instance:
  Debian, Ubuntu   the package temurin-25-jdk from https://adoptium.net/installation/linux/
  SDKMAN           sdk install java 25-tem
  macOS            brew install --cask temurin@25
END
        exit 3
    fi
    export JAVA_HOME=$best
}

# Checks that Maven 3.8 or newer is there, or ends with exit code 3.
find_maven() {
    if ! command -v mvn >/dev/null; then
        echo "stammkunde: Maven (mvn) is missing; install Maven 3.8 or newer, on Debian: apt-get install maven" >&2
        exit 3
    fi
    local version
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -1)
    if [[ $(printf '%s\n3.8\n' "${version:-0}" | sort -V | head -1) != 3.8 ]]; then
        echo "stammkunde: Maven ${version:-unknown} is too old; install Maven 3.8 or newer" >&2
        exit 3
    fi
}
