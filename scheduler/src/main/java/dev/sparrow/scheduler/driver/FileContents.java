/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.scheduler.protocol.StageCode.FileRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Files and jars that were added to a context, by the hashes of their bytes. They do not change once they are added.
final class FileContents {
    private final Contents contents;
    private final Map<Path, FileRef> known = new ConcurrentHashMap<>();

    FileContents(Contents contents) {
        this.contents = contents;
    }

    /// All files in a folder, which may not be there.
    ///
    /// @param held gets what is to be released
    List<FileRef> under(Path folder, List<String> held) {
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && !TemporaryFolder.isLock(file))
                    .sorted()
                    .map(file -> hold(folder, file, held))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Single files.
    List<FileRef> of(List<Path> files, List<String> held) {
        return files.stream().map(file -> hold(file.getParent(), file, held)).toList();
    }

    private FileRef hold(Path folder, Path file, List<String> held) {
        var ref = known.computeIfAbsent(file, _ -> ref(folder, file));
        contents.hold(ref.hash(), () -> bytes(file));
        held.add(ref.hash());
        return ref;
    }

    private static FileRef ref(Path folder, Path file) {
        return new FileRef(folder.relativize(file).toString(), rights(file), Contents.hash(bytes(file)));
    }

    private static String rights(Path file) {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            return view == null ? "" : PosixFilePermissions.toString(view.readAttributes().permissions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
