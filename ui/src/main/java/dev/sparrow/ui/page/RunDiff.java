/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import dev.sparrow.ui.picture.Amounts;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/// Two runs side by side, as text: stages matched by what they are called and their line, what became slower, and what
/// may be why.
///
/// Ids of stages differ from run to run, and loops have many stages of one name, so all stages of a name are one row. A
/// line that moved in the program is another name: then stages match by what they are called alone, if that is unique.
public final class RunDiff {
    private static final int ROWS_MAX = 30;
    private static final double TIMES_MIN = 1.2;

    private final Map<String, Side> before;
    private final Map<String, Side> after;

    /// All stages of one name.
    private static final class Side {
        private int runs;
        private int tasks;
        private long workMicros;
        private long records;
        private long movedBytes;
        private long spilledBytes;
        private long gcMicros;
        private double skew = 1;

        private void add(StageView stage) {
            runs += stage.runs().size();
            tasks += stage.counts().done();
            workMicros += stage.total(Figure.RAN);
            records += stage.total(Figure.RECORDS_READ) + stage.total(Figure.SHUFFLE_RECORDS_READ);
            movedBytes += stage.total(Figure.SHUFFLE_BYTES_READ) + stage.total(Figure.SHUFFLE_BYTES_WRITTEN);
            spilledBytes += stage.total(Figure.SPILLED_BYTES);
            gcMicros += stage.total(Figure.GC);
            skew = Math.max(skew, stage.quantiles(Figure.RAN).skew());
        }
    }

    private record Pair(String name, Side before, Side after) {
        private long more() {
            return after.workMicros - before.workMicros;
        }
    }

    private RunDiff(Map<String, Side> before, Map<String, Side> after) {
        this.before = before;
        this.after = after;
    }

    /// What is different in the second of two runs.
    public static String of(Moment before, Moment after) {
        var text = new StringBuilder();
        head(text, before, after);
        new RunDiff(sides(before), sides(after)).rows(text);
        return text.toString();
    }

    private static Map<String, Side> sides(Moment moment) {
        var sides = new LinkedHashMap<String, Side>();
        moment.stages().stream()
                .filter(StageView::hasRun)
                .forEach(stage -> sides.computeIfAbsent(stage.name(), _ -> new Side()).add(stage));
        return sides;
    }

    private static void head(StringBuilder text, Moment before, Moment after) {
        line(text, "", before.facts().id(), after.facts().id(), "");
        line(text, "application", before.facts().app(), after.facts().app(), "");
        line(text, "took", Amounts.micros(before.at()), Amounts.micros(after.at()), factor(before.at(), after.at()));
        var workBefore = work(before);
        var workAfter = work(after);
        line(
                text,
                "work of tasks",
                Amounts.micros(workBefore),
                Amounts.micros(workAfter),
                factor(workBefore, workAfter));
        line(text, "jobs", before.jobs().size(), after.jobs().size(), "");
        settings(text, before, after);
    }

    private static long work(Moment moment) {
        return moment.stages().stream().mapToLong(stage -> stage.total(Figure.RAN)).sum();
    }

    private static void settings(StringBuilder text, Moment before, Moment after) {
        var then = new LinkedHashMap<String, String>();
        before.facts().settings().forEach(setting -> then.put(setting.name(), setting.value()));
        for (var setting : after.facts().settings()) {
            var other = then.getOrDefault(setting.name(), "");
            if (!other.equals(setting.value()) && !setting.name().equals("sparrow.app.name")) {
                line(text, setting.name(), other, setting.value(), "");
            }
        }
    }

    private static void line(StringBuilder text, String what, Object before, Object after, String note) {
        text.append(
                String.format(Locale.ROOT, "%-44s %16s %16s  %s", cut(what, 44), before, after, note).stripTrailing());
        text.append('\n');
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }

    private static String factor(long before, long after) {
        return before == 0 || after == 0
                ? ""
                : String.format(Locale.ROOT, "%+.0f %%", 100.0 * (after - before) / before);
    }

    // ---- Stages -----------------------------------------------------------------------------------------------------

    private void rows(StringBuilder text) {
        var pairs = new ArrayList<Pair>();
        var left = new LinkedHashMap<>(before);
        after.forEach((name, side) -> {
            var match = left.containsKey(name) ? name : sameWords(name, left);
            pairs.add(new Pair(name, match.isEmpty() ? new Side() : left.remove(match), side));
        });
        left.forEach((name, side) -> pairs.add(new Pair(name, side, new Side())));
        pairs.sort(Comparator.comparingLong((Pair pair) -> Math.abs(pair.more())).reversed());
        text.append('\n');
        pairs.stream().limit(ROWS_MAX).forEach(pair -> row(text, pair));
        if (pairs.size() > ROWS_MAX) {
            text.append("… and ").append(pairs.size() - ROWS_MAX).append(" more that differ less\n");
        }
    }

    /// The one that is called the same, in a line that neither run has; empty if there is none or several.
    private String sameWords(String name, Map<String, Side> others) {
        var words = words(name);
        var found =
                others.keySet().stream()
                        .filter(other -> words(other).equals(words) && !after.containsKey(other))
                        .toList();
        var alike = after.keySet().stream().filter(other -> words(other).equals(words)).count();
        return found.size() == 1 && alike == 1 ? found.getFirst() : "";
    }

    private static String words(String name) {
        var at = name.lastIndexOf(" at ");
        return at < 0 ? name : name.substring(0, at);
    }

    private static void row(StringBuilder text, Pair pair) {
        line(
                text,
                pair.name(),
                shown(pair.before()),
                shown(pair.after()),
                factor(pair.before().workMicros, pair.after().workMicros));
        why(pair).forEach(reason -> text.append("    ").append(reason).append('\n'));
    }

    private static String shown(Side side) {
        return side.runs == 0 ? "–" : Amounts.micros(side.workMicros);
    }

    /// What else is different, as far as it may be the reason.
    private static List<String> why(Pair pair) {
        var before = pair.before();
        var after = pair.after();
        var reasons = new ArrayList<String>();
        if (before.runs == 0 || after.runs == 0) {
            reasons.add(before.runs == 0 ? "only in the second run" : "only in the first run");
            return reasons;
        }
        differs(reasons, "runs", before.runs, after.runs, Amounts::count);
        differs(reasons, "tasks", before.tasks, after.tasks, Amounts::count);
        differs(reasons, "records read", before.records, after.records, Amounts::count);
        differs(reasons, "moved between stages", before.movedBytes, after.movedBytes, Amounts::bytes);
        differs(reasons, "to disk for want of memory", before.spilledBytes, after.spilledBytes, Amounts::bytes);
        if (Math.max(before.gcMicros, after.gcMicros) > Math.max(before.workMicros, after.workMicros) / 20) {
            differs(reasons, "garbage collection", before.gcMicros, after.gcMicros, Amounts::micros);
        }
        if (Math.max(before.skew, after.skew) > 2 && isMuchMore(before.skew, after.skew)) {
            reasons.add(String.format(Locale.ROOT, "longest task / median: %.1f, then %.1f", before.skew, after.skew));
        }
        return reasons;
    }

    private static void differs(
            List<String> reasons, String what, long before, long after, LongFunction<String> shown) {
        if (isMuchMore((double) before, (double) after)) {
            reasons.add(what + ": " + shown.apply(before) + ", then " + shown.apply(after));
        }
    }

    private static boolean isMuchMore(double one, double other) {
        return Math.max(one, other) > TIMES_MIN * Math.min(one, other);
    }
}
