/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// What is known of a run from its start.
///
/// @param id its name among other runs
/// @param app the name of the application
/// @param version of Sparrow; empty if unknown
/// @param started the zero of its time
/// @param slots for so many tasks at once there was room
/// @param settings all of them, by name
public record RunFacts(
        String id, String app, String master, String version, Instant started, int slots, List<Setting> settings) {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(secret|password|passwd|token|credential|private|accesskey).*");

    /// A setting, and where its value came from. What the name says is a secret is not in here.
    public record Setting(String name, String value, String origin) {
        public Setting {
            value = SECRET.matcher(name).matches() && !value.isEmpty() ? "(hidden)" : value;
        }
    }

    /// A moment in the time of the run: microseconds since its start.
    public long micros(Instant at) {
        var since = Duration.between(started, at);
        return since.getSeconds() * 1_000_000 + since.getNano() / 1_000;
    }

    public Instant instant(long micros) {
        return started.plusNanos(Math.multiplyExact(micros, 1_000L));
    }
}
