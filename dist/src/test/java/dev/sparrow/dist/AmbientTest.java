/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Clocks, randomness and properties of the system come in from outside, but for the classes that are named here: each
/// with the reason why it may ask for itself.
class AmbientTest {
    private static final Map<String, String> EXCEPTIONS =
            Map.ofEntries(
                    Map.entry(
                            "dev.sparrow.Sparrow",
                            "start time of a context; seeds of samples where the call gives none"),
                    Map.entry("dev.sparrow.cell.CellDecisions", "a name that no other client of a cell has"),
                    Map.entry("dev.sparrow.cell.Node", "hands a machine the clock of its node"),
                    Map.entry("dev.sparrow.cluster.coordinator.Coordinator", "hands its machine the clock"),
                    Map.entry("dev.sparrow.cluster.driver.ClusterFabric", "tells when a report could not be fetched"),
                    Map.entry("dev.sparrow.config.LaunchSettings", "the one reader of system properties"),
                    Map.entry("dev.sparrow.context.AddedFiles", "a folder name that no other process has"),
                    Map.entry("dev.sparrow.context.Checkpoints", "a folder name that no other process has"),
                    Map.entry("dev.sparrow.file.OutputFolder", "a folder name that no other process has"),
                    Map.entry("dev.sparrow.progress.LiveProgress", "a person looks at its clock"),
                    Map.entry("dev.sparrow.scheduler.engine.HeapGauge", "reads the JVM's collectors, with the time"),
                    Map.entry("dev.sparrow.scheduler.engine.LocalCluster", "hands the driver its clock"),
                    Map.entry("dev.sparrow.scheduler.engine.SharedFabric", "tells when cached partitions change"),
                    Map.entry("dev.sparrow.scheduler.engine.SubmittedJob", "a limit for threads that wait"),
                    Map.entry(
                            "dev.sparrow.scheduler.executor.ExecutorFiles", "a folder name that no other process has"),
                    Map.entry("dev.sparrow.scheduler.event.EventBus", "tells when; a limit for threads that wait"),
                    Map.entry("dev.sparrow.scheduler.executor.TaskClock", "measures tasks"),
                    Map.entry("dev.sparrow.scheduler.executor.TaskGroupRun", "tells when tasks begin"),
                    Map.entry("dev.sparrow.spark.JavaInstallation", "installs the Java of this process"),
                    Map.entry("dev.sparrow.spark.SparkNews", "tells when"),
                    Map.entry("dev.sparrow.spark.SparkStart", "which jars this process has, for those of Spark"),
                    Map.entry("dev.sparrow.spark.task.ExecutorSide", "says which Java runs it"),
                    Map.entry("dev.sparrow.spark.task.InstallJava", "a folder name that no other process has"),
                    Map.entry("dev.sparrow.storage.block.CachedPartitions", "a limit for threads that wait"),
                    Map.entry("dev.sparrow.transaction.TransactionFolder", "a folder name that no other process has"),
                    Map.entry("dev.sparrow.ui.UiObserver", "hands log and page the clock"),
                    Map.entry("dev.sparrow.transport.Transport", "processes must not call at the same moments"));

    /// The shell, a kernel and the commands ask the system about its terminal, its folders and the time.
    private static final List<String> PEOPLE =
            List.of(
                    "dev.sparrow.repl.",
                    "dev.sparrow.jupyter.",
                    "dev.sparrow.cli.",
                    "dev.sparrow.dist.",
                    "dev.sparrow.examples.",
                    "dev.sparrow.verification.");

    private static final Set<String> OUTSIDE =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.lang.System.getProperty",
                    "java.lang.System.getenv",
                    "java.lang.Math.random",
                    "java.util.UUID.randomUUID",
                    "java.util.concurrent.ThreadLocalRandom.current");

    @Test
    void theEngine_asksForNoClockRandomnessOrProperty_butInTheClassesNamedHere() {
        var asking = new TreeMap<String, Set<String>>();
        for (var type : new ClassFileImporter().importPackages("dev.sparrow")) {
            var name = top(type).getName();
            if (isOfTheEngine(name) && !type.getSource().orElseThrow().getUri().toString().contains("test-classes")) {
                for (var access : type.getAccessesFromSelf()) {
                    if (isOutside(access)) {
                        asking.computeIfAbsent(name, _ -> new TreeSet<>()).add(access.getTarget().getName());
                    }
                }
            }
        }
        assertThat(asking.keySet()).as("who asks: %s", asking).isEqualTo(new TreeSet<>(EXCEPTIONS.keySet()));
    }

    private static boolean isOutside(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        var name = access.getTarget().getName();
        return OUTSIDE.contains(owner + "." + name)
                || (owner.startsWith("java.time.") && name.equals("now") && !takesAClock(access))
                || (owner.equals(Clock.class.getName()) && name.startsWith("system"))
                || (owner.equals("java.util.Random")
                        && name.equals("<init>")
                        && access.getDescription().contains("<init>()"));
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getDescription().contains("now(" + Clock.class.getName() + ")");
    }

    private static JavaClass top(JavaClass type) {
        return type.getEnclosingClass().map(AmbientTest::top).orElse(type);
    }

    private static boolean isOfTheEngine(String name) {
        return PEOPLE.stream().noneMatch(name::startsWith);
    }
}
