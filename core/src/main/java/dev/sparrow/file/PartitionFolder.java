/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder `year=2020`, as Hive and Spark name them: a column of all files in it and below.
///
/// Such folders count below the path that a user gives: behind the folder that he names, or behind what stands before
/// the first wildcard. So `sales` and `sales/**` have the column, and `sales/year=2020` means files without it.
///
/// @param value null for `__HIVE_DEFAULT_PARTITION__`
public record PartitionFolder(String column, String value) implements Serializable {
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    private static final String WILDCARDS = "*?[{\\";
    private static final Pattern ESCAPED = Pattern.compile("(%[0-9A-Fa-f]{2})+");

    /// Whether the folder is one.
    static boolean is(Path folder) {
        return Files.isDirectory(folder) && of(folder).isPresent();
    }

    private static Optional<PartitionFolder> of(Path folder) {
        var name = folder.getFileName() == null ? "" : folder.getFileName().toString();
        var middle = name.indexOf('=');
        if (middle <= 0) {
            return Optional.empty();
        }
        var value = name.substring(middle + 1);
        return Optional.of(
                new PartitionFolder(decoded(name.substring(0, middle)), value.equals(NULL) ? null : decoded(value)));
    }

    /// As in URLs, where a percent sign is none if no two digits follow, and a plus is a plus.
    private static String decoded(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        bytes -> Matcher.quoteReplacement(URLDecoder.decode(bytes.group(), StandardCharsets.UTF_8)));
    }

    /// Those that a file is in, outermost first.
    ///
    /// @param path what the user gave, which may have several parts, with commas between
    static List<PartitionFolder> of(String path, Path file) {
        var folders = new ArrayList<PartitionFolder>();
        for (var folder = file.getParent();
                folder != null && bases(path).stream().noneMatch(folder::equals);
                folder = folder.getParent()) {
            of(folder).ifPresent(found -> folders.addFirst(found));
        }
        return List.copyOf(folders);
    }

    private static List<Path> bases(String path) {
        var whole = Path.of(LocalPath.strip(path));
        return Files.exists(whole)
                ? List.of(base(whole))
                : Braces.split(path).stream().map(part -> base(Path.of(LocalPath.strip(part.strip())))).toList();
    }

    /// A folder itself, the folder of a file, or what stands before the first wildcard.
    private static Path base(Path path) {
        if (Files.isDirectory(path)) {
            return path;
        }
        var base = path.isAbsolute() ? path.getRoot() : Path.of("");
        var names = path.getNameCount() - (Files.exists(path) ? 1 : 0);
        for (var i = 0; i < names && !hasWildcard(path.getName(i)); i++) {
            base = base.resolve(path.getName(i));
        }
        return base;
    }

    private static boolean hasWildcard(Path name) {
        return name.toString().chars().anyMatch(character -> WILDCARDS.indexOf(character) >= 0);
    }
}
