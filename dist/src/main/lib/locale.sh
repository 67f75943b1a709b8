# Gives Java a UTF-8 locale where there is none, as in cron jobs and containers: Java reads arguments and the names of files
# in the encoding of the locale, and in ASCII there is no name for a folder that is called Müller.
# Sourced by bin/sparrow of the image and of the source checkout.

# Sets encodings to options for the JVM.
find_locale() {
    encodings=
    case $(locale charmap 2>/dev/null) in ANSI* | US-ASCII | 646) ;; *) return 0 ;; esac
    encodings="-Dstdin.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"
    for locale_name in C.UTF-8 en_US.UTF-8; do
        if [ "$(LC_ALL=$locale_name locale charmap 2>/dev/null)" = UTF-8 ]; then
            export LC_ALL=$locale_name
            return 0
        fi
    done
}
