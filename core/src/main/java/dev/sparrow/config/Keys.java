/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.config;

import dev.sparrow.error.ErrorValues;
import dev.sparrow.value.Compression;
import dev.sparrow.value.ResourceInformation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// All settings there are.
public final class Keys {
    public static final ConfigKey<String> MASTER =
            text(
                    "sparrow.master",
                    "local[*]",
                    "Where jobs run, such as local[4], or local[*] with a task slot for each core.");
    public static final ConfigKey<String> APP_NAME =
            text("sparrow.app.name", "sparrow", "The name of the application in messages.");
    public static final ConfigKey<Integer> DEFAULT_PARALLELISM =
            new ConfigKey<>(
                    "sparrow.default.parallelism",
                    text -> atLeast(0, Integer.parseInt(text)),
                    "a whole number; 0 means the number of task slots",
                    "0",
                    "Partitions of a new dataset where the call does not say.");
    public static final ConfigKey<Progress> PROGRESS =
            new ConfigKey<>(
                    "sparrow.progress",
                    text -> Progress.valueOf(text.toUpperCase(Locale.ROOT)),
                    "auto, on or off",
                    "auto",
                    "Progress bars on standard error; auto shows them if it is a terminal.");
    public static final ConfigKey<Boolean> TEXT_MALFORMED_FAIL =
            new ConfigKey<>(
                    "sparrow.text.malformed",
                    text -> choice(text, "replace", "fail").equals("fail"),
                    "replace or fail",
                    "replace",
                    "What to do with bytes of text that are not UTF-8: put U+FFFD in their place and count them, or fail.");
    public static final ConfigKey<Long> TEXT_LINE_BYTES_MAX =
            bytes("sparrow.text.line.max", "256m", "The longest line of text that is read.");
    public static final ConfigKey<Long> TEXT_SPLIT_BYTES_MAX =
            bytes("sparrow.text.split.max", "32m", "The largest part of a text file that one task reads.");
    public static final ConfigKey<Long> MEMORY_BYTES =
            bytes(
                    "sparrow.memory.bytes",
                    "0",
                    "Memory for tables and sorts of running tasks (on the heap: half of it at most), for data between"
                            + " stages and for cached partitions. Beyond it they go to disk, cached partitions as their"
                            + " storage level says; 0 means half of the heap and, outside it, as much as the heap may"
                            + " take, but no more than half of the physical memory that it leaves.");
    public static final ConfigKey<Long> BROADCAST_BYTES_MAX =
            bytes(
                    "sparrow.table.broadcast.max",
                    "256m",
                    "The largest right table of a join, by its estimate, that each executor gets as a whole (in Spark:"
                            + " spark.sql.autoBroadcastJoinThreshold); of larger ones both tables are placed by their"
                            + " keys, and of all if it is 0.");
    public static final ConfigKey<String> LOCAL_DIR =
            text(
                    "sparrow.local.dir",
                    "",
                    "Folder for temporary files; empty means the system's folder for such files.");
    public static final ConfigKey<String> TRANSACTION_FOLDER =
            text(
                    "sparrow.transaction.folder",
                    "",
                    "Folder for the log of transactions over several outputs, on a disk that outlives this process; empty"
                            + " means .sparrow-transactions beside the first folder that a transaction saves.");
    public static final ConfigKey<String> TRANSACTION_CELL =
            text(
                    "sparrow.transaction.cell",
                    "",
                    "All members of a cell, such as a=host:port,b=host:port,c=host:port, whose log takes the decisions of"
                            + " transactions; empty means that the log of the transaction does. They know the secret in"
                            + " sparrow.cluster.secretFile, if there is one.");
    public static final ConfigKey<Compression> SPILL_COMPRESSION =
            new ConfigKey<>(
                    "sparrow.spill.compression",
                    text -> Compression.valueOf(text.toUpperCase(Locale.ROOT)),
                    "none, lz4, zstd or gzip",
                    "none",
                    "How data that go to disk for want of memory, and partitions that are kept there, are packed.");
    public static final ConfigKey<Boolean> IO_ENCRYPTION =
            new ConfigKey<>(
                    "sparrow.io.encryption.enabled",
                    text -> choice(text, "true", "false").equals("true"),
                    "true or false",
                    "false",
                    "Whether data that go to disk for want of memory, and partitions that are kept there, are encrypted:"
                            + " by AES-GCM, with a key that only this context has, in memory.");
    public static final ConfigKey<Integer> IO_ENCRYPTION_KEY_BITS =
            new ConfigKey<>(
                    "sparrow.io.encryption.keySizeBits",
                    text -> Integer.valueOf(choice(text, "128", "192", "256")),
                    "128, 192 or 256",
                    "128",
                    "The length of the key of sparrow.io.encryption.enabled.");
    public static final ConfigKey<String> FILES_CLASSES =
            text(
                    "sparrow.files.classes",
                    "",
                    "Classes whose objects object files and checkpoints of other programs may hold, besides the program's"
                            + " own and values of the JDK, and (behind !) classes that they may not hold: patterns such as"
                            + " com.example.*;!com.example.Old, in the form of the JDK's serial filters. Whatever * allows"
                            + " can run code when such a file is read.");
    public static final ConfigKey<Boolean> LOCAL_ISOLATED =
            new ConfigKey<>(
                    "sparrow.local.isolated",
                    text -> choice(text, "true", "false").equals("true"),
                    "true or false",
                    "false",
                    "Whether functions that were typed in the shell, and all they use, reach local tasks as bytes only, as"
                            + " they would another process. For finding errors.");
    public static final ConfigKey<Duration> CANCEL_GRACE =
            new ConfigKey<>(
                    "sparrow.cancel.grace",
                    text -> Duration.ofMillis(atLeast(0, Integer.parseInt(text))),
                    "milliseconds",
                    "200",
                    "How long a cancelled task may go on after its interrupt before its slot is given to another thread.");
    public static final ConfigKey<Integer> STAGE_ATTEMPTS_MAX =
            new ConfigKey<>(
                    "sparrow.stage.attempts.max",
                    text -> atLeast(1, Integer.parseInt(text)),
                    "a whole number from 1",
                    "4",
                    "How often in a row a stage may lose its input before its job fails.");

    public static final ConfigKey<Compilation> PIPELINES =
            new ConfigKey<>(
                    "sparrow.compute.pipelines",
                    text -> Compilation.valueOf(text.toUpperCase(Locale.ROOT)),
                    "auto, always or never",
                    "auto",
                    "Whether chains of steps become classes of their own; auto does so for partitions of some thousand"
                            + " records and more. The others are for finding errors.");

    public static final ConfigKey<String> DUMP_CLASSES =
            text(
                    "sparrow.compute.dump.classes",
                    "",
                    "Folder into which the classes that pipelines become are also written, for reading; empty means none."
                            + " It holds for the whole process.");

    public static final ConfigKey<Integer> TASK_CPUS =
            new ConfigKey<>(
                    "sparrow.task.cpus",
                    text -> atLeast(1, Integer.parseInt(text)),
                    "a whole number from 1",
                    "1",
                    "How many task slots each task takes, unless withResources says otherwise.");
    public static final ConfigKey<Map<String, Integer>> TASK_RESOURCES =
            new ConfigKey<>(
                    "sparrow.task.resources",
                    ResourceLists::amounts,
                    "names and whole numbers from 1, such as gpu=1;fpga=2",
                    "",
                    "How many addresses each task gets of resources of the executor, unless withResources says otherwise.");
    public static final ConfigKey<Map<String, ResourceInformation>> EXECUTOR_RESOURCES =
            new ConfigKey<>(
                    "sparrow.executor.resources",
                    ResourceLists::addresses,
                    "names and different addresses, such as gpu=0,1;fpga=a",
                    "",
                    "What there is besides task slots. A task that asks for a resource gets addresses that no other"
                            + " running task has.");

    public static final ConfigKey<Boolean> SCHEDULER_FAIR =
            new ConfigKey<>(
                    "sparrow.scheduler.mode",
                    text -> choice(text, "FAIR", "FIFO").equals("FAIR"),
                    "FAIR or FIFO",
                    "FAIR",
                    "How jobs that run at the same time share task slots. FIFO: the oldest job has what it can use, the"
                            + " next what is left. FAIR: pools share; the local property sparrow.scheduler.pool says in which"
                            + " pool the jobs of a thread are, and those that name none share the pool default. It is the"
                            + " default here, other than with Spark, so that a small job need not wait until a large one of"
                            + " another thread has no task left that waits.");
    public static final ConfigKey<Map<String, SchedulerPool>> SCHEDULER_POOLS =
            new ConfigKey<>(
                    "sparrow.scheduler.pools",
                    SchedulerPool::all,
                    "pools and what they get, such as etl:weight=2,minShare=4;web:mode=FAIR",
                    "",
                    "Pools in mode FAIR. weight: how many shares the pool gets; minShare: task slots that it gets before"
                            + " others get more than theirs; mode: how the jobs in it share. One that is not listed has weight 1,"
                            + " minShare 0 and mode FIFO, but the pool default has mode FAIR.");

    public static final ConfigKey<Boolean> SPECULATION =
            new ConfigKey<>(
                    "sparrow.speculation",
                    text -> choice(text, "true", "false").equals("true"),
                    "true or false",
                    "false",
                    "Whether a task that runs for much longer than others of its stage is also run on another executor; the"
                            + " first of the two to end counts, and the other is cancelled.");
    public static final ConfigKey<Duration> SPECULATION_INTERVAL =
            millis("sparrow.speculation.interval", 1, "100", "How often to look for such tasks.");
    public static final ConfigKey<Double> SPECULATION_MULTIPLIER =
            fraction(
                    "sparrow.speculation.multiplier",
                    "3",
                    "How many times as long as the median of its stage such a task runs.");
    public static final ConfigKey<Double> SPECULATION_QUANTILE =
            fraction(
                    "sparrow.speculation.quantile",
                    "0.9",
                    "Which part of a stage's tasks must have ended before it is looked for such tasks.");
    public static final ConfigKey<Duration> SPECULATION_MIN_RUNTIME =
            millis("sparrow.speculation.minTaskRuntime", 0, "100", "How long such a task runs at least.");

    public static final ConfigKey<Duration> LOCALITY_WAIT =
            millis(
                    "sparrow.locality.wait",
                    0,
                    "3000",
                    "How long a stage leaves task slots free that are not where the data of its tasks are: so long it"
                            + " waits for slots of the executors that have them, then as long for those of their hosts.");

    public static final ConfigKey<Boolean> EXCLUDE_ON_FAILURE =
            new ConfigKey<>(
                    "sparrow.excludeOnFailure.enabled",
                    text -> choice(text, "true", "false").equals("true"),
                    "true or false",
                    "false",
                    "Whether executors are avoided on which tasks have failed. A task for which none is left fails its job."
                            + " Barrier stages are run on all executors that are given tasks at all.");
    public static final ConfigKey<Integer> EXCLUDE_TASK_ATTEMPTS =
            fromOne(
                    "sparrow.excludeOnFailure.task.maxTaskAttemptsPerExecutor",
                    "1",
                    "How often a task may fail on an executor before it runs there no more.");
    public static final ConfigKey<Integer> EXCLUDE_STAGE_TASKS =
            fromOne(
                    "sparrow.excludeOnFailure.stage.maxFailedTasksPerExecutor",
                    "2",
                    "How many tasks of a stage may fail on an executor before the stage runs there no more.");
    public static final ConfigKey<Integer> EXCLUDE_APPLICATION_TASKS =
            fromOne(
                    "sparrow.excludeOnFailure.application.maxFailedTasksPerExecutor",
                    "2",
                    "How many tasks of stages that ended well may fail on an executor before it is given no tasks at all.");
    public static final ConfigKey<Duration> EXCLUDE_TIMEOUT =
            millis(
                    "sparrow.excludeOnFailure.timeout",
                    1,
                    "3600000",
                    "How long such an executor is given no tasks, and how long failures count for that.");

    public static final ConfigKey<Duration> HEARTBEAT_INTERVAL =
            millis(
                    "sparrow.executor.heartbeatInterval",
                    1,
                    "10000",
                    "How often an executor that shares nothing with its driver tells that it lives.");
    public static final ConfigKey<Duration> NETWORK_TIMEOUT =
            millis(
                    "sparrow.network.timeout",
                    1,
                    "120000",
                    "How long such an executor may be silent before it counts as lost, with all it holds, and another"
                            + " takes its place; longer than sparrow.executor.heartbeatInterval.");
    public static final ConfigKey<Duration> UNSCHEDULABLE_TIMEOUT =
            millis(
                    "sparrow.scheduler.unschedulableTaskSetTimeout",
                    0,
                    "0",
                    "How long a stage waits while no executor that is given tasks could ever run its tasks, before its"
                            + " jobs fail; 0 means for ever. After 15 seconds there is a warning.");

    public static final ConfigKey<String> SPARK_JAVA_INSTALL =
            text(
                    "sparrow.spark.java.install",
                    "",
                    "On a Spark cluster with an older Java, the folder on its hosts in which the Java of this process is"
                            + " installed for the executors, once by its content; empty where they have one.");

    public static final ConfigKey<Integer> EXECUTOR_INSTANCES =
            fromOne("sparrow.executor.instances", "2", "How many executors a program asks a cluster for.");
    public static final ConfigKey<Integer> EXECUTOR_CORES =
            fromOne("sparrow.executor.cores", "1", "How many tasks each of them runs at once.");
    public static final ConfigKey<Long> EXECUTOR_MEMORY =
            bytes("sparrow.executor.memory", "1g", "The heap of each of them.");
    public static final ConfigKey<Integer> CORES_MAX =
            new ConfigKey<>(
                    "sparrow.cores.max",
                    text -> atLeast(0, Integer.parseInt(text)),
                    "a whole number from 0",
                    "0",
                    "How many cores of a cluster the executors of a program have at most, all together; 0 means any"
                            + " number.");
    public static final ConfigKey<String> DRIVER_HOST =
            text("sparrow.driver.host", "127.0.0.1", "The address by which executors of a cluster reach the driver.");
    public static final ConfigKey<String> SECRET_FILE =
            text(
                    "sparrow.cluster.secretFile",
                    "",
                    "A file with a secret of at least 16 bytes, by which the processes of a cluster know each other."
                            + " Without one they are on one machine, and use its loopback address.");

    public static final ConfigKey<String> LOG_DIR =
            text(
                    "sparrow.log.dir",
                    "",
                    "Folder in which each run writes a log of what happened, for bin/sparrow history and report; empty"
                            + " means none. The commands of bin/sparrow set it to the folder sparrow/runs in the user's folder"
                            + " for state (XDG_STATE_HOME), unless it is set; off means none there, too.");
    public static final ConfigKey<Integer> LOG_RUNS_MAX =
            fromOne("sparrow.log.runs.max", "50", "How many logs of runs that folder keeps: the last ones.");
    public static final ConfigKey<Long> LOG_BYTES_MAX =
            bytes("sparrow.log.bytes.max", "1g", "How large the logs in that folder may be, all together.");
    public static final ConfigKey<ErrorValues> LOG_VALUES =
            new ConfigKey<>(
                    "sparrow.log.values",
                    text -> ErrorValues.valueOf(choice(text, "shown", "type").toUpperCase(Locale.ROOT)),
                    "shown or type",
                    "type",
                    "Whether logs of runs keep what exceptions of functions say, and the values they failed on, as far as"
                            + " sparrow.errors.values has messages show them; with type, which exceptions they were and where.");
    public static final ConfigKey<Boolean> UI =
            new ConfigKey<>(
                    "sparrow.ui",
                    text -> choice(text, "on", "off").equals("on"),
                    "on or off",
                    "off",
                    "Whether a page shows what jobs do, from the first job until the context is closed.");
    public static final ConfigKey<String> UI_HOST =
            text(
                    "sparrow.ui.host",
                    "127.0.0.1",
                    "The address at which the page is served. With another one than the loopback address everybody who"
                            + " looks at the page needs the token that its address has.");
    public static final ConfigKey<Integer> UI_PORT =
            new ConfigKey<>(
                    "sparrow.ui.port",
                    text -> atLeast(0, Integer.parseInt(text)),
                    "a port; 0 means any",
                    "4040",
                    "The port of the page; if it is taken, the next free one.");

    public static final ConfigKey<ErrorValues> ERROR_VALUES =
            new ConfigKey<>(
                    "sparrow.errors.values",
                    text -> ErrorValues.valueOf(choice(text, "shown", "type").toUpperCase(Locale.ROOT)),
                    "shown or type",
                    "shown",
                    "What messages, and with them logs and files, tell of values that functions failed on, or that do"
                            + " not fit a file or the class it is read into: the value, cut, or only its type and"
                            + " length; then what exceptions of functions say is left out, too. Names of columns, fields"
                            + " and classes are no values: they are told in any case.");

    /// Every key, in the order of the reference page.
    public static final List<ConfigKey<?>> ALL =
            List.of(
                    MASTER,
                    APP_NAME,
                    DEFAULT_PARALLELISM,
                    PROGRESS,
                    ERROR_VALUES,
                    TEXT_MALFORMED_FAIL,
                    TEXT_LINE_BYTES_MAX,
                    TEXT_SPLIT_BYTES_MAX,
                    MEMORY_BYTES,
                    BROADCAST_BYTES_MAX,
                    LOCAL_DIR,
                    TRANSACTION_FOLDER,
                    TRANSACTION_CELL,
                    LOG_DIR,
                    LOG_RUNS_MAX,
                    LOG_BYTES_MAX,
                    LOG_VALUES,
                    UI,
                    UI_HOST,
                    UI_PORT,
                    SPILL_COMPRESSION,
                    IO_ENCRYPTION,
                    IO_ENCRYPTION_KEY_BITS,
                    FILES_CLASSES,
                    LOCAL_ISOLATED,
                    CANCEL_GRACE,
                    STAGE_ATTEMPTS_MAX,
                    TASK_CPUS,
                    TASK_RESOURCES,
                    EXECUTOR_RESOURCES,
                    SCHEDULER_FAIR,
                    SCHEDULER_POOLS,
                    SPECULATION,
                    SPECULATION_INTERVAL,
                    SPECULATION_MULTIPLIER,
                    SPECULATION_QUANTILE,
                    SPECULATION_MIN_RUNTIME,
                    LOCALITY_WAIT,
                    EXCLUDE_ON_FAILURE,
                    EXCLUDE_TASK_ATTEMPTS,
                    EXCLUDE_STAGE_TASKS,
                    EXCLUDE_APPLICATION_TASKS,
                    EXCLUDE_TIMEOUT,
                    HEARTBEAT_INTERVAL,
                    NETWORK_TIMEOUT,
                    UNSCHEDULABLE_TIMEOUT,
                    SPARK_JAVA_INSTALL,
                    EXECUTOR_INSTANCES,
                    EXECUTOR_CORES,
                    EXECUTOR_MEMORY,
                    CORES_MAX,
                    DRIVER_HOST,
                    SECRET_FILE,
                    PIPELINES,
                    DUMP_CLASSES);

    /// Whether progress bars are shown.
    public enum Progress {
        AUTO,
        ON,
        OFF
    }

    private Keys() {}

    private static ConfigKey<String> text(String name, String defaultText, String meaning) {
        return new ConfigKey<>(name, Function.identity(), "text", defaultText, meaning);
    }

    private static ConfigKey<Long> bytes(String name, String defaultText, String meaning) {
        return new ConfigKey<>(name, Keys::parseBytes, "bytes, or a number with k, m or g", defaultText, meaning);
    }

    private static ConfigKey<Duration> millis(String name, int least, String defaultText, String meaning) {
        return new ConfigKey<>(
                name,
                text -> Duration.ofMillis(atLeast(least, Integer.parseInt(text))),
                "milliseconds",
                defaultText,
                meaning);
    }

    private static ConfigKey<Integer> fromOne(String name, String defaultText, String meaning) {
        return new ConfigKey<>(
                name, text -> atLeast(1, Integer.parseInt(text)), "a whole number from 1", defaultText, meaning);
    }

    private static ConfigKey<Double> fraction(String name, String defaultText, String meaning) {
        return new ConfigKey<>(name, Keys::parsePositive, "a number above 0", defaultText, meaning);
    }

    private static double parsePositive(String text) {
        var number = Double.parseDouble(text);
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("not above 0");
        }
        return number;
    }

    private static long parseBytes(String text) {
        var unit = "kmg".indexOf(Character.toLowerCase(text.isEmpty() ? ' ' : text.charAt(text.length() - 1)));
        var number = Long.parseLong(unit < 0 ? text : text.substring(0, text.length() - 1));
        if (number < 0 || number > Long.MAX_VALUE >> (10 * (unit + 1))) {
            throw new IllegalArgumentException("out of range");
        }
        return number << (10 * (unit + 1));
    }

    private static int atLeast(int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static String choice(String text, String... choices) {
        if (!List.of(choices).contains(text)) {
            throw new IllegalArgumentException("not one of the choices");
        }
        return text;
    }
}
