/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The files that a context's tasks can ask for, each a copy as it was when it was added.
final class AddedFiles {
    private final Path folder;
    private final Map<String, Path> sources = new HashMap<>();

    /// @param temporary where the folder for the copies is made, with the first of them
    AddedFiles(Path temporary) {
        folder = temporary.toAbsolutePath().resolve("sparrow-files-" + UUID.randomUUID());
    }

    Path folder() {
        return folder;
    }

    synchronized void add(Recipe recipe, String path, boolean recursive) {
        recipe.require(path != null && !path.isBlank(), "the path is empty.");
        var source = Path.of(LocalPath.strip(path)).toAbsolutePath().normalize();
        recipe.require(Files.exists(source), "there is no file " + source + ".");
        recipe.require(
                recursive || !Files.isDirectory(source),
                source + " is a folder. To add all that is in it call addFile(path, true).");
        var name = String.valueOf(source.getFileName());
        var known = sources.get(name);
        if (source.equals(known)) {
            return;
        }
        recipe.require(
                known == null,
                "there is a file of that name already, added from "
                        + known
                        + "; tasks ask for files by name. Give "
                        + source
                        + " another one.");
        copy(recipe, source, folder.resolve(name));
        sources.put(name, source);
    }

    private static void copy(Recipe recipe, Path source, Path target) {
        try (var files = Files.walk(source)) {
            Files.createDirectories(target.getParent());
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        } catch (IOException | UncheckedIOException e) {
            Checkpoints.delete(target);
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE,
                    recipe.label() + " cannot copy " + source + " to " + target + ": " + e,
                    e);
        }
    }

    synchronized void close() {
        if (!sources.isEmpty()) {
            Checkpoints.delete(folder);
        }
    }
}
