/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.disk;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A folder in memory that forgets in a crash what was not forced, and crashes before the operation that it is told.
final class FragileFolder implements Folder {
    /// The crash, in the place of an operation.
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// What a crash leaves of bytes that were written and not forced.
    enum Unforced {
        LOST,
        KEPT,
        HALF,
        EMPTY_SECTORS,
        FIRST_SECTOR_EMPTY
    }

    private static final class Content {
        private byte[] bytes = new byte[0];
        private int forced;
    }

    private final Map<String, Content> names = new TreeMap<>();
    private final Map<String, Content> forcedNames = new LinkedHashMap<>();
    private int operations;
    private int crashAt = Integer.MAX_VALUE;

    void crashAt(int operation) {
        operations = 0;
        crashAt = operation;
    }

    private void operation() {
        if (operations++ >= crashAt) {
            throw new Crash();
        }
    }

    /// The folder after a crash.
    FragileFolder afterCrash(Unforced unforced, boolean namesKept) {
        var after = new FragileFolder();
        (namesKept ? names : forcedNames)
                .forEach((name, content) -> {
                    var left = new Content();
                    left.bytes = left(content, unforced);
                    left.forced = left.bytes.length;
                    after.names.put(name, left);
                    after.forcedNames.put(name, left);
                });
        return after;
    }

    private static byte[] left(Content content, Unforced unforced) {
        var more = content.bytes.length - content.forced;
        var left =
                Arrays.copyOf(
                        content.bytes,
                        switch (unforced) {
                            case LOST -> content.forced;
                            case HALF -> content.forced + more / 2;
                            case KEPT, EMPTY_SECTORS, FIRST_SECTOR_EMPTY -> content.bytes.length;
                        });
        if (unforced == Unforced.EMPTY_SECTORS) {
            Arrays.fill(left, content.forced, left.length, (byte) 0);
        } else if (unforced == Unforced.FIRST_SECTOR_EMPTY) {
            var end = (content.forced / Format.SECTOR_BYTES + 1) * Format.SECTOR_BYTES;
            Arrays.fill(left, content.forced, Math.max(content.forced, Math.min(end, left.length)), (byte) 0);
        }
        return left;
    }

    FragileFolder copy() {
        return afterCrash(Unforced.KEPT, true);
    }

    byte[] bytes(String name) {
        return names.get(name).bytes;
    }

    void put(String name, byte[] bytes) {
        var content = new Content();
        content.bytes = bytes;
        content.forced = bytes.length;
        names.put(name, content);
        forcedNames.put(name, content);
    }

    @Override
    public List<String> names() {
        return List.copyOf(names.keySet());
    }

    @Override
    public long size(String name) {
        return names.get(name).bytes.length;
    }

    @Override
    public InputStream read(String name) {
        return new ByteArrayInputStream(names.get(name).bytes);
    }

    @Override
    public Appender append(String name) {
        operation();
        var content = names.computeIfAbsent(name, _ -> new Content());
        return new Appender() {
            @Override
            public void write(ByteBuffer bytes) {
                operation();
                var old = content.bytes.length;
                content.bytes = Arrays.copyOf(content.bytes, old + bytes.remaining());
                bytes.get(content.bytes, old, content.bytes.length - old);
                // Also within it: some of it is written, and not forced.
                operation();
            }

            @Override
            public void force() {
                operation();
                content.forced = content.bytes.length;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void truncate(String name, long size) {
        operation();
        var content = names.get(name);
        content.bytes = Arrays.copyOf(content.bytes, (int) size);
        content.forced = content.bytes.length;
    }

    @Override
    public void rename(String from, String to) {
        operation();
        names.put(to, names.remove(from));
    }

    @Override
    public void delete(String name) {
        operation();
        names.remove(name);
    }

    @Override
    public void force() {
        operation();
        forcedNames.clear();
        forcedNames.putAll(names);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "memory";
    }
}
