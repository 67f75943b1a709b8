/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The files that one save adds to a folder. They count from the moment that their own `_SUCCESS-0001` is there:
///
///     _saving-0001             claims the number for this save; nobody else's files have it in their names
///     part-a0001-00000.csv     …, which sort behind the files of earlier saves
///     _SUCCESS-0001            `_saving-0001` under its last name
///
/// What a killed process leaves under its number stays unseen, and the number is not used again.
final class AppendedFiles {
    private static final String CLAIM = "_saving-";

    /// In the folder that waits, the number that it has claimed.
    private static final String NUMBER = "_number";

    private static final String SUCCESS = OutputFolder.SUCCESS + "-";
    private static final Pattern PART = Pattern.compile("part-a(\\d{4,9})-.*");
    private static final Pattern MARK = Pattern.compile("(?:" + CLAIM + "|" + SUCCESS + ")(\\d{4,9})");

    private final Path target;
    private final String number;
    private final List<Path> moved = new ArrayList<>();

    private AppendedFiles(Path target, int number) {
        this.target = target;
        this.number = String.format(Locale.ROOT, "%04d", number);
    }

    /// Moves the parts of a folder into another one.
    ///
    /// If this fails, readers of the target see what was there before.
    ///
    /// @param whole parts, and the file that says how many
    static void move(Path whole, Path target) throws IOException {
        var added = claim(whole, target);
        try {
            added.takeParts(whole);
            Files.move(added.mark(CLAIM), added.mark(SUCCESS), StandardCopyOption.ATOMIC_MOVE);
            OutputFolder.sync(target);
        } catch (IOException e) {
            added.giveUp();
            throw e;
        }
    }

    /// As [#move], for a process that may die in between: whoever calls it again with the same folder ends what it had
    /// begun.
    ///
    /// @param whole as for [#move]; empty in the end, but for the file that says how many parts there are
    static void moveAgain(Path whole, Path target) throws IOException {
        var note = whole.resolve(NUMBER);
        if (!Files.exists(note)) {
            var claimed = claimedBefore(whole, target);
            var number = claimed.isPresent() ? claimed.get() : claim(whole, target).number;
            var draft = whole.resolve(NUMBER + ".draft");
            Files.writeString(draft, number);
            OutputFolder.sync(draft);
            Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE);
            OutputFolder.sync(whole);
        }
        var added = new AppendedFiles(target, Integer.parseInt(Files.readString(note)));
        added.takeParts(whole);
        if (Files.exists(added.mark(CLAIM), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(added.mark(CLAIM), added.mark(SUCCESS), StandardCopyOption.ATOMIC_MOVE);
            OutputFolder.sync(target);
        }
    }

    /// The number that a process claimed before it died: by a link to the very same file.
    private static Optional<String> claimedBefore(Path whole, Path target) throws IOException {
        for (var name : names(target)) {
            if (name.startsWith(CLAIM) && Files.isSameFile(target.resolve(name), whole.resolve(OutputFolder.SUCCESS))) {
                return Optional.of(name.substring(CLAIM.length()));
            }
        }
        return Optional.empty();
    }

    private static AppendedFiles claim(Path whole, Path target) throws IOException {
        for (var number = last(names(target)) + 1; ; number++) {
            var added = new AppendedFiles(target, number);
            try {
                // Complete from the start, since it becomes the file that says that all is there.
                Files.createLink(added.mark(CLAIM), whole.resolve(OutputFolder.SUCCESS));
            } catch (FileAlreadyExistsException _) {
                continue;
            } catch (UnsupportedOperationException _) {
                Files.copy(whole.resolve(OutputFolder.SUCCESS), added.mark(CLAIM));
            }
            if (!Files.exists(added.mark(SUCCESS), LinkOption.NOFOLLOW_LINKS)) {
                return added;
            }
            Files.delete(added.mark(CLAIM)); // a save that was faster has ended with this number
        }
    }

    private static int last(Collection<String> names) {
        return names.stream()
                .map(MARK::matcher)
                .filter(mark -> mark.matches())
                .mapToInt(mark -> Integer.parseInt(mark.group(1)))
                .max()
                .orElse(0);
    }

    private void takeParts(Path whole) throws IOException {
        for (var name : names(whole)) {
            if (name.startsWith(OutputFolder.PART)) {
                var part = target.resolve(prefix(number) + name.substring(OutputFolder.PART.length()));
                Files.move(whole.resolve(name), part, StandardCopyOption.ATOMIC_MOVE);
                moved.add(part);
            }
        }
        OutputFolder.sync(target);
    }

    private void giveUp() {
        try {
            for (var part : moved) {
                Files.deleteIfExists(part);
            }
            Files.deleteIfExists(mark(CLAIM));
        } catch (IOException _) {
            return; // nobody sees them without the mark
        }
    }

    private Path mark(String kind) {
        return target.resolve(kind + number);
    }

    /// How the names of parts begin that belong to a number.
    private static String prefix(String number) {
        return OutputFolder.PART + "a" + number + "-";
    }

    /// Whether a file is of a save that has not ended, by the names of all files in its folder.
    static boolean isUnfinished(String name, Collection<String> names) {
        var part = PART.matcher(name);
        return part.matches() && !names.contains(SUCCESS + part.group(1));
    }

    /// The files that say how many parts there are, each with the begin of the names of its parts.
    static List<Marked> marked(Collection<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(SUCCESS) && MARK.matcher(name).matches())
                .sorted()
                .map(name -> new Marked(name, prefix(name.substring(SUCCESS.length()))))
                .toList();
    }

    /// A file that says how many parts there are, and which.
    ///
    /// @param file the one that says how many parts there are
    /// @param prefix how their names begin
    record Marked(String file, String prefix) {}

    private static Set<String> names(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
