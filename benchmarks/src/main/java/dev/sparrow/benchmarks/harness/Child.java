/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.DataFiles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Supplier;

/// Measures one cell in this JVM and leaves what it has measured in a file.
public final class Child {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Program program;
    private final Schedule schedule;
    private double spentMillis;
    private Supplier<Answer> last;

    private Child(Program program, Schedule schedule) {
        this.program = program;
        this.schedule = schedule;
    }

    /// The whole work of an engine's `main`. Ends the JVM: what an engine leaves running must not keep it alive.
    public static void main(String[] args, RivalEngine engine) throws Exception {
        var task = CellTask.parse(args);
        try (engine) {
            var program = engine.prepare(task.workload(), task.sizes(), new DataFiles(Path.of(task.dataFolder())));
            var measured = new Child(program, task.schedule()).measure(task.workload().tolerance());
            MeasurementFile.write(Path.of(task.resultFile()), measured);
        }
        System.exit(0);
    }

    private Measurement measure(double tolerance) throws Exception {
        var first = run();
        var answer = last.get();
        var warmUps = 0;
        for (var before = spentMillis; schedule.warmsUp(first, warmUps, spentMillis - before); warmUps++) {
            run();
        }
        var millis = new ArrayList<Double>();
        var measuredMillis = 0.0;
        var others = OtherProcesses.watch();
        while (schedule.measures(first, millis.size(), measuredMillis, spentMillis)) {
            System.gc();
            var took = run();
            millis.add(took);
            measuredMillis += took;
        }
        var otherCores = others.cores();
        var difference = answer.difference(last.get(), tolerance);
        if (difference.isPresent()) {
            throw new IllegalStateException("The first and the last run have different answers: " + difference.get());
        }
        return new Measurement(first, millis, otherCores, peakBytes(), answer);
    }

    private double run() throws Exception {
        var started = System.nanoTime();
        last = program.run();
        var took = (System.nanoTime() - started) / NANOS_PER_MILLI;
        spentMillis += took;
        return took;
    }

    private static long peakBytes() throws IOException {
        return ProcFile.lines("self/status")
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
