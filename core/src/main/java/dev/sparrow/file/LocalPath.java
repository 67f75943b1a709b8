/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.file;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Paths as users write them: of this machine, plain or as a `file:` URI.
public final class LocalPath {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

    private LocalPath() {}

    /// The path of this machine that is meant.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] for what is no path, or one of another file system
    public static Path of(String path) {
        try {
            return Path.of(strip(path));
        } catch (InvalidPathException e) {
            throw SparrowException.invalidArgument("Cannot use " + path + ": " + e.getReason() + " in a path.");
        }
    }

    /// The text without `file:`; nothing else is expanded, not even `~`.
    public static String strip(String path) {
        var scheme = SCHEME.matcher(path);
        if (!scheme.matches()) {
            return path;
        }
        if (scheme.group(1).equalsIgnoreCase("file")) {
            return decode(withoutHost(path.substring("file:".length())));
        }
        if (path.startsWith("/", scheme.end(1) + 1)) {
            throw new SparrowException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use "
                            + path
                            + ": there is no file system '"
                            + scheme.group(1)
                            + "' yet, only files of this machine, as plain paths or file: URIs.");
        }
        return path;
    }

    private static String withoutHost(String path) {
        var local = path.startsWith("//localhost/") ? "//" + path.substring("//localhost".length()) : path;
        return local.startsWith("//") ? "/" + local.replaceFirst("^/+", "") : local;
    }

    private static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use file:" + path + ": a % in a URI begins two hexadecimal digits. Write %25 for the sign.",
                    e);
        }
    }

    /// Where to look for what is not there: the deepest folder on the way to it that exists.
    static Path nearestFolder(Path path) {
        var folder = path.toAbsolutePath().normalize();
        while (folder.getParent() != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }
}
