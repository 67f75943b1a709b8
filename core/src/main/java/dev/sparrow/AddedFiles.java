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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The files, or the jars, that a context's tasks can ask for, each a copy as it was when it was added.
final class AddedFiles {
    private final Path folder;

    /// By name, in the order in which they were added.
    private final Map<String, Path> sources = new LinkedHashMap<>();

    /// @param temporary where the folder for the copies is made, with the first of them
    /// @param what they are, for the name of the folder
    AddedFiles(Path temporary, String what) {
        folder = temporary.toAbsolutePath().resolve("sparrow-" + what + "-" + UUID.randomUUID());
    }

    Path folder() {
        return folder;
    }

    /// Where the copies are, in the order in which they were added.
    synchronized List<Path> copies() {
        return sources.keySet().stream().map(folder::resolve).toList();
    }

    /// What was copied, in the order in which it was added.
    synchronized List<Path> sources() {
        return List.copyOf(sources.values());
    }

    /// @return the copy
    synchronized Path add(Recipe recipe, String path, boolean recursive) {
        recipe.require(path != null && !path.isBlank(), "the path is empty.");
        var source = Path.of(LocalPath.strip(path)).toAbsolutePath().normalize();
        recipe.require(Files.exists(source), "there is no file " + source + ".");
        recipe.require(
                recursive || !Files.isDirectory(source),
                source + " is a folder. To add all that is in it call addFile(path, true).");
        var name = String.valueOf(source.getFileName());
        var known = sources.get(name);
        var copy = folder.resolve(name);
        if (source.equals(known)) {
            return copy;
        }
        recipe.require(
                known == null,
                "there is a file of that name already, added from "
                        + known
                        + "; tasks ask for files by name. Give "
                        + source
                        + " another one.");
        copy(recipe, source, copy);
        sources.put(name, source);
        return copy;
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
