/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.value.Tuple2;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Asks several questions of the log of Debian's package manager: `bin/sparrow example LogMining [FILE]`, where the
/// file is one such as `/var/log/dpkg.log`.
public final class LogMining {
    private static final int SHOWN = 8;
    private static final Set<String> CHANGES = Set.of("install", "upgrade", "remove", "purge");

    private LogMining() {}

    /// One line: `2025-06-24 14:36:25 upgrade libudev1:amd64 252.36-1~deb12u1 252.38-1~deb12u1`.
    ///
    /// @param action such as `install`, `upgrade` or `status`
    /// @param subject what was acted upon: a package, for a status the new status
    record Entry(LocalDate day, LocalTime time, String action, String subject) {

        private static final Pattern FORM = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+ \\S.*");

        static boolean isEntry(String line) {
            return FORM.matcher(line).matches();
        }

        static Entry parse(String line) {
            var words = line.split(" ", -1);
            return new Entry(LocalDate.parse(words[0]), LocalTime.parse(words[1]), words[2], words[3]);
        }

        boolean isChange() {
            return CHANGES.contains(action);
        }

        String minute() {
            return day + " " + time.truncatedTo(ChronoUnit.MINUTES);
        }
    }

    public static void main(String[] args) {
        var file = args.length > 0 ? args[0] : SampleData.path("dpkg.log.gz");
        try (var sc = new Sparrow(new SparrowConf().setAppName("LogMining"))) {
            var watch = Stopwatch.start();
            var lines = sc.textFile(file);
            var entries = entries(lines);
            var changes = entries.filter(Entry::isChange);

            print("What does the log tell of?", "action", ranked(countBy(entries.map(Entry::action))));
            print("What changed on which day?", "day and change", changesByDay(changes).collect());
            print("Which packages changed most often?", "package", ranked(countBy(changes.map(Entry::subject))));
            print("Which minutes were the busiest?", "minute", ranked(countBy(changes.map(Entry::minute))));

            var odd = lines.filter(line -> !Entry.isEntry(line)).count();
            System.out.printf(
                    Locale.ROOT, "%,d entries, %,d other lines, all asked in %s%n", entries.count(), odd, watch);
        }
    }

    static Rdd<Entry> entries(Rdd<String> lines) {
        return lines.filter(Entry::isEntry).map(Entry::parse);
    }

    static PairRdd<String, Long> countBy(Rdd<String> words) {
        return words.mapToPair(word -> new Tuple2<>(word, 1L)).reduceByKey(Long::sum);
    }

    /// Keys such as `2025-06-24 install`, in order.
    static PairRdd<String, Long> changesByDay(Rdd<Entry> changes) {
        return countBy(changes.map(entry -> entry.day() + " " + entry.action())).sortByKey();
    }

    static List<Tuple2<String, Long>> ranked(PairRdd<String, Long> counts) {
        return counts.takeOrdered(SHOWN, WordCount::oftenFirst);
    }

    private static void print(String question, String title, List<Tuple2<String, Long>> answer) {
        var table = new Table(title, "entries");
        answer.forEach(pair -> table.row(pair._1(), pair._2()));
        System.out.println(question + "\n\n" + table);
    }
}
