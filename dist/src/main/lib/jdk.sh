# Finds a JDK without starting one: starting java only to ask its version costs more than the rest of the launcher.
# Sourced by bin/sparrow of the image and of the source checkout.

jdk_needed=25

# Folders to look into after SPARROW_JAVA_HOME, JAVA_HOME and PATH; patterns, separated by colons.
jdk_search=${SPARROW_JDK_SEARCH-"/usr/lib/jvm/*:/usr/java/*:/usr/jdk/*:/opt/*:/opt/java/*:/opt/jdk/*\
:${HOME-}/.sdkman/candidates/java/*:${HOME-}/.jdks/*\
:/Library/Java/JavaVirtualMachines/*/Contents/Home:${HOME-}/Library/Java/JavaVirtualMachines/*/Contents/Home"}

# Sets jdk and jdk_version if the folder $1 holds a JDK that is new enough; otherwise fails.
jdk_accept() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_version=
    jdk_major=0
    while IFS='=' read -r jdk_key jdk_value || [ -n "$jdk_key" ]; do
        jdk_value=${jdk_value#\"}
        jdk_value=${jdk_value%%\"*}
        case $jdk_key in
            JAVA_VERSION) jdk_major=${jdk_value%%[!0-9]*} jdk_version=${jdk_version:-$jdk_value} ;;
            JAVA_RUNTIME_VERSION) jdk_version=$jdk_value ;;
        esac
    done <"$1/release"
    [ "${jdk_major:-0}" -ge "$jdk_needed" ] && jdk=$1
}

# Sets jdk (a folder) and jdk_version, or ends the script with one sentence that says what to install.
find_jdk() {
    if [ -n "${SPARROW_JAVA_HOME-}" ]; then
        jdk_accept "$SPARROW_JAVA_HOME" && return
        echo "SPARROW_JAVA_HOME ($SPARROW_JAVA_HOME) is not the folder of a JDK $jdk_needed or newer." >&2
        exit 1
    fi
    [ -n "${JAVA_HOME-}" ] && jdk_accept "$JAVA_HOME" && return
    jdk_java=$(command -v java) && jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) \
        && jdk_accept "${jdk_java%/bin/java}" && return
    jdk_ifs=$IFS
    IFS=:
    for jdk_folder in $jdk_search; do
        IFS=$jdk_ifs
        jdk_accept "$jdk_folder" && return
    done
    IFS=$jdk_ifs
    echo "Sparrow needs JDK $jdk_needed or newer: install one, for example Eclipse Temurin, and set JAVA_HOME to its folder." >&2
    exit 1
}
