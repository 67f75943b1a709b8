/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An output that takes the place of an older one, which stays whole until then.
///
/// There is no step that exchanges two folders, so there are two: the old one is renamed to `.NAME.sparrow-old`, and
/// the new one to `NAME`. Who is killed between the two leaves the old one, which the next save to `NAME` puts back.
final class ReplacedFolder {
    /// What saves write, here and in other programs: parts, marks, checksums, and partition folders.
    private static final Pattern OF_A_SAVE = Pattern.compile("part-.*|_.*|\\..*\\.crc|[^.=]+=.*");

    private ReplacedFolder() {}

    /// Where the old output is in between.
    static Path old(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".sparrow-old");
    }

    /// Ends what a killed process has begun.
    static void restore(Path target) throws IOException {
        var old = old(target);
        if (!Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            TemporaryFolder.delete(old);
        } else {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// A name in the folder that no save wrote.
    static Optional<String> stranger(Path folder) throws IOException {
        return names(folder).stream().filter(name -> !OF_A_SAVE.matcher(name).matches()).findFirst();
    }

    /// Puts a folder in the place of another.
    ///
    /// If this fails, the old one is at its place.
    static void replace(Path whole, Path target) throws IOException {
        var old = old(target);
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        OutputFolder.sync(target.getParent());
        TemporaryFolder.delete(old);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
