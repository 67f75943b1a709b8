/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// The commands of a page, as one script of the shell, and the programs that it shows, as files.
///
/// What readers need not see is in comments: `<!-- sh: … -->` is run where it stands, `<!-- in the background -->` says
/// that each command of the next block serves until the page ends, and `<!-- not run: … -->` why nobody runs it here.
///
/// @param script of all blocks, in their order
/// @param programs by the names of their files
record PageCommands(String script, Map<String, String> programs) {
    private static final Pattern PART =
            Pattern.compile(
                    "(?ms)^<!-- sh: (?<hidden>.*?) *-->$"
                            + "|^(?<mark><!-- (?:in the background|not run: [^\n]+) -->\n)?"
                            + "```(?:sh|bash|shell|console)\n(?<shown>.*?)^```$"
                            + "|^```java\n(?<program>.*?)^```$");

    private static final Random RANDOM = new Random();
    private static final int TRIES_MAX = 1_000;

    private static final Pattern CLASS = Pattern.compile("(?m)^public class (\\w+)");

    /// A port of this computer; it stands for any that is free.
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    static PageCommands read(Path page) throws IOException {
        var lines = new ArrayList<String>();
        var programs = new LinkedHashMap<String, String>();
        for (var part : PART.matcher(Files.readString(page)).results().toList()) {
            if (part.group("hidden") != null) {
                lines.add(part.group("hidden"));
            } else if (part.group("program") != null) {
                var program = part.group("program");
                CLASS.matcher(program).results().forEach(name -> programs.put(name.group(1) + ".java", program));
            } else if (part.group("mark") == null || part.group("mark").contains("background")) {
                lines.addAll(commands(part.group("shown"), part.group("mark") != null));
            }
        }
        return new PageCommands(String.join("\n", lines), programs);
    }

    private static List<String> commands(String block, boolean background) {
        return block.lines()
                .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
                .map(line -> background ? line + " &" : line)
                .toList();
    }

    boolean isEmpty() {
        return script.isBlank();
    }

    /// What is run in `folder`: stops at the first command that fails, ends what was started, takes ports that are free
    /// and a folder of its own in place of `/tmp`.
    String runnable(Path folder) {
        var ports = new LinkedHashMap<String, Integer>();
        var free =
                ADDRESS.matcher(script)
                        .replaceAll(found -> "127.0.0.1:" + ports.computeIfAbsent(found.group(1), _ -> freePort()));
        return "set -eux\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
                + free.replace("/tmp/", folder.resolve("tmp") + "/")
                + "\n";
    }

    /// From a range of which no system gives ports to connections, so that none of the page's own takes it meanwhile.
    private static int freePort() {
        for (var tries = 1; ; tries++) {
            var port = 15_000 + RANDOM.nextInt(15_000);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException e) {
                if (tries == TRIES_MAX) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
