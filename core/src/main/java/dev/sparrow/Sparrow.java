/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.closure.SnippetCode;
import dev.sparrow.config.Keys;
import dev.sparrow.config.LaunchSettings;
import dev.sparrow.config.Master;
import dev.sparrow.config.Settings;
import dev.sparrow.context.AddedFiles;
import dev.sparrow.context.AddedJar;
import dev.sparrow.context.Checkpoints;
import dev.sparrow.context.ContextCalls;
import dev.sparrow.context.Engines;
import dev.sparrow.context.JobMarks;
import dev.sparrow.context.Jobs;
import dev.sparrow.context.Listeners;
import dev.sparrow.context.LogLevel;
import dev.sparrow.context.Persistence;
import dev.sparrow.context.Retention;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.file.FileListing;
import dev.sparrow.file.PortableDataStream;
import dev.sparrow.format.BinaryFiles;
import dev.sparrow.format.BinaryRecords;
import dev.sparrow.format.InputFormat;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.CallContext;
import dev.sparrow.operator.Formats;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.operator.Sets;
import dev.sparrow.operator.Sources;
import dev.sparrow.progress.ConsoleProgress;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.shared.Accumulators;
import dev.sparrow.shared.Broadcast;
import dev.sparrow.shared.CollectionAccumulator;
import dev.sparrow.shared.DoubleAccumulator;
import dev.sparrow.shared.LongAccumulator;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.status.SparrowStatusTracker;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.ResourceInformation;
import dev.sparrow.value.StorageStatus;
import dev.sparrow.value.Tuple2;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The context: makes datasets and runs their jobs. The way into Sparrow.
///
/// ```java
/// try (var sc = Sparrow.local()) {
///     var words = sc.textFile("book.txt").flatMap(line -> Arrays.asList(line.split(" ")).iterator());
///     words.mapToPair(word -> new Tuple2<>(word, 1L)).reduceByKey(Long::sum).foreach(System.out::println);
/// }
/// ```
///
/// Any thread may use it; jobs of several threads run at once. Closing it ends running jobs with an error and frees
/// threads, memory and files; the JVM's exit closes it too.
public final class Sparrow implements AutoCloseable, DriverOnly {
    private final Settings settings;
    private final Master master;
    private final Listeners listeners = new Listeners();
    private final Engine engine;
    private final Thread shutdownHook = new Thread(this::closeEngine, "sparrow-shutdown");
    private final Retention retention;
    private final Persistence persistence;
    private final Checkpoints checkpoints;
    private final AddedFiles files;
    private final AddedFiles jars;
    private final Jobs jobs;
    private final ContextCalls calls;
    private final SparrowStatusTracker tracker;
    private final Sources sources;
    private final Accumulators accumulators = new Accumulators();
    private final AtomicLong broadcasts = new AtomicLong();
    private final long startMillis = System.currentTimeMillis();

    /// Starts a context with the settings of the command line and the properties file.
    public Sparrow() {
        this(new SparrowConf());
    }

    public Sparrow(String master, String appName) {
        this(new SparrowConf().setMaster(master).setAppName(appName));
    }

    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] for an unknown key, value or master;
    ///   [ErrorCode#NO_ENGINE] if the class path has no engine for the master
    public Sparrow(SparrowConf conf) {
        this(conf, Engines.onClassPath());
    }

    /// With a choice of engines that the class path need not know.
    Sparrow(SparrowConf conf, List<EngineProvider> engines) {
        var launch = LaunchSettings.ofThisProcess();
        settings = Settings.resolve(conf.values(), launch.commandLine(), launch.file());
        master = Master.parse(settings.get(Keys.MASTER), Runtime.getRuntime().availableProcessors());
        if (launch.verbose()) {
            settings.describe().forEach(System.err::println);
        }
        if (ConsoleProgress.wanted(settings.get(Keys.PROGRESS), launch.stderrIsTerminal())) {
            listeners.add(new ConsoleProgress(System.err, launch.columns()));
        }
        sources = new Sources(settings, slots());
        tracker = new SparrowStatusTracker("local", slots());
        engine = Engines.start(engines, master, settings, this::tellAll);
        retention = new Retention(engine);
        persistence = new Persistence(engine, retention);
        checkpoints = new Checkpoints(engine, retention, settings.localDir());
        files = new AddedFiles(settings.localDir(), "files");
        jars = new AddedFiles(settings.localDir(), "jars");
        jobs = new Jobs(engine, accumulators, checkpoints, tracker, files.folder(), jars::copies);
        calls = new ContextCalls(settings, slots(), sources.splitBytesMax(), retention, jobs, this::tellProgress);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /// A context in this JVM with a task slot for each core, whatever the command line says.
    public static Sparrow local() {
        return new Sparrow(new SparrowConf().setMaster("local[*]"));
    }

    // ---- Facts ------------------------------------------------------------------------------------------------------

    public String master() {
        return settings.get(Keys.MASTER);
    }

    public String appName() {
        return settings.get(Keys.APP_NAME);
    }

    /// Of this library; empty if its classes are in no jar.
    public String version() {
        var version = Sparrow.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    /// Who runs this process; empty if the system does not tell.
    public String sparrowUser() {
        return ProcessHandle.current().info().user().orElse("");
    }

    /// The text of each setting by its name. They are fixed when a context starts.
    public Map<String, String> getConf() {
        return settings.texts();
    }

    /// What is logged from now on, by the whole process.
    ///
    /// @param level `ALL`, `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR`, `FATAL` or `OFF`, in any case
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if the library behind slf4j is not logback
    public void setLogLevel(String level) {
        var call = call("setLogLevel");
        LogLevel.of(call, level).set(call);
    }

    /// When the context was made, in milliseconds since 1970.
    public long startTime() {
        return startMillis;
    }

    /// Whether tasks run in this process.
    public boolean isLocal() {
        return switch (master) {
            case Master.Local _ -> true;
        };
    }

    /// Partitions of a text file where the call does not say, at least; large files have more.
    public int defaultMinPartitions() {
        return Math.min(2, defaultParallelism());
    }

    /// Partitions of a new dataset where the call does not say: the configured parallelism, else the task slots.
    public int defaultParallelism() {
        return calls.configuredParallelism().orElse(slots());
    }

    /// What tasks can be given besides task slots, by the name of the resource: see [Rdd#withResources].
    public Map<String, ResourceInformation> resources() {
        return settings.get(Keys.EXECUTOR_RESOURCES);
    }

    int slots() {
        return switch (master) {
            case Master.Local local -> local.slots();
        };
    }

    /// Tells `listener` of everything that happens from now on. What it throws is logged, and hurts nobody.
    public void addListener(SparrowListener listener) {
        call("addListener").require(listener != null, "the listener is null.");
        listeners.add(listener);
    }

    private void tellAll(Event event) {
        tracker.onEvent(event);
        listeners.tell(event);
    }

    /// The datasets that are persisted, in the order of their ids, and how much of each is kept now.
    public List<StorageStatus> storageStatus() {
        return engine.storage();
    }

    // ---- Sources ----------------------------------------------------------------------------------------------------

    /// A dataset of the elements of a list, which is copied; elements are taken when a job is submitted, and each task
    /// gets its own copy of those that can change.
    public <T> Rdd<T> parallelize(List<? extends T> elements) {
        return new Rdd<>(this, Sources.slices(call("parallelize"), elements, defaultParallelism()));
    }

    public <T> Rdd<T> parallelize(List<? extends T> elements, int numPartitions) {
        return new Rdd<>(this, Sources.slices(call("parallelize"), elements, numPartitions));
    }

    public <K, V> PairRdd<K, V> parallelizePairs(List<Tuple2<K, V>> pairs) {
        return new PairRdd<>(this, Sources.slices(call("parallelizePairs"), pairs, defaultParallelism()));
    }

    public <K, V> PairRdd<K, V> parallelizePairs(List<Tuple2<K, V>> pairs, int numPartitions) {
        return new PairRdd<>(this, Sources.slices(call("parallelizePairs"), pairs, numPartitions));
    }

    public DoubleRdd parallelizeDoubles(List<Double> doubles) {
        return new DoubleRdd(this, Sources.slices(call("parallelizeDoubles"), doubles, defaultParallelism()));
    }

    public DoubleRdd parallelizeDoubles(List<Double> doubles, int numPartitions) {
        return new DoubleRdd(this, Sources.slices(call("parallelizeDoubles"), doubles, numPartitions));
    }

    /// The whole numbers from `start` up to, not including, `end`.
    public Rdd<Long> range(long start, long end) {
        return range(start, end, 1, defaultParallelism());
    }

    /// The numbers `start, start + step, …` before `end`; a negative step counts down.
    ///
    /// @throws SparrowException [ErrorCode#OVERFLOW] if there are more than `Long.MAX_VALUE` of them
    public Rdd<Long> range(long start, long end, long step, int numPartitions) {
        return new Rdd<>(this, Sources.range(call("range"), start, end, step, numPartitions));
    }

    /// A dataset without elements and without partitions.
    public <T> Rdd<T> emptyRdd() {
        return new Rdd<>(this, Sources.nothing(call("emptyRdd")));
    }

    /// The lines of text files; see [#textFile(String, int)].
    public Rdd<String> textFile(String path) {
        return textFile(path, defaultMinPartitions());
    }

    /// The lines of text files in UTF-8. Files are looked for now; what is read is the files as they are now: a file
    /// that changes later is an error when a job reads it.
    ///
    /// Lines end with LF, CR LF or CR. `.gz` files are unpacked, each in one task. A large file is cut into ranges at
    /// line borders.
    ///
    /// @param path a file, a folder, a glob such as `logs/*.txt`, or several with commas between
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if there is no such file
    public Rdd<String> textFile(String path, int minPartitions) {
        return new Rdd<>(this, sources.lines(call("textFile"), path, minPartitions));
    }

    /// Whole text files as pairs of path and text.
    ///
    /// @param path as for [#textFile(String, int)]
    public PairRdd<String, String> wholeTextFiles(String path) {
        return wholeTextFiles(path, defaultMinPartitions());
    }

    public PairRdd<String, String> wholeTextFiles(String path, int minPartitions) {
        return new PairRdd<>(this, sources.wholeTexts(call("wholeTextFiles"), path, minPartitions));
    }

    /// Whole files, of any kind, as pairs of path and what opens them; their bytes are read when a task opens them.
    ///
    /// @param path as for [#textFile(String, int)]; packed files are not unpacked
    public PairRdd<String, PortableDataStream> binaryFiles(String path) {
        return binaryFiles(path, defaultMinPartitions());
    }

    public PairRdd<String, PortableDataStream> binaryFiles(String path, int minPartitions) {
        var call = call("binaryFiles");
        InputFormat<Tuple2<String, PortableDataStream>> format = files -> new BinaryFiles(files.groups());
        return new PairRdd<>(this, sources.format(call, FileListing.ofBytes(path), minPartitions, format));
    }

    /// Records of equal length without anything between them, each as an array of its bytes. Large files are cut
    /// between records.
    ///
    /// @param path as for [#textFile(String, int)]
    /// @param recordLength in bytes; a file that ends within a record is an error
    public Rdd<byte[]> binaryRecords(String path, int recordLength) {
        var call = call("binaryRecords");
        call.require(recordLength >= 1, "a record must have at least 1 byte, not " + recordLength + ".");
        InputFormat<byte[]> format = files -> new BinaryRecords(files.splits(), recordLength);
        return new Rdd<>(this, sources.format(call, FileListing.of(path), defaultMinPartitions(), format));
    }

    /// The elements that `saveAsObjectFile` wrote, as they were; see [#read].
    public <T> Rdd<T> objectFile(String path) {
        return objectFile(path, defaultMinPartitions());
    }

    public <T> Rdd<T> objectFile(String path, int minPartitions) {
        var classes = settings.get(Keys.FILES_CLASSES);
        InputFormat<Object> format = files -> Formats.objects().source(files, classes);
        return new Rdd<>(this, sources.format(call("objectFile"), FileListing.of(path), minPartitions, format));
    }

    /// The elements that a format reads from files. As with [#textFile(String, int)] files are looked for now, and must
    /// not change until they are read.
    ///
    /// @param operator what messages and `explain` call this, such as `csv`
    /// @param path as for [#textFile(String, int)]
    public <T> Rdd<T> read(String operator, String path, InputFormat<T> format) {
        return read(operator, path, defaultMinPartitions(), format);
    }

    public <T> Rdd<T> read(String operator, String path, int minPartitions, InputFormat<T> format) {
        return new Rdd<>(this, sources.format(call(operator), FileListing.of(path), minPartitions, format));
    }

    /// The dataset that a checkpoint was written of, also by another program; it must run the same classes.
    ///
    /// @param path what [Rdd#getCheckpointFile] said
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if there is no whole checkpoint
    public <T> Rdd<T> checkpointFile(String path) {
        return new Rdd<>(this, Checkpoints.written(call("checkpointFile"), path, settings.get(Keys.FILES_CLASSES)));
    }

    /// All elements of several datasets, the first's partitions first.
    @SafeVarargs
    @SuppressWarnings("varargs") // others is only read
    public final <T> Rdd<T> union(Rdd<T> first, Rdd<T>... others) {
        return new Rdd<>(this, united(first, List.of(others)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // others is only read
    public final <K, V> PairRdd<K, V> union(PairRdd<K, V> first, PairRdd<K, V>... others) {
        return new PairRdd<>(this, united(first, List.of(others)));
    }

    public DoubleRdd union(DoubleRdd first, DoubleRdd... others) {
        return new DoubleRdd(this, united(first, List.of(others)));
    }

    private Lineage united(Rdd<?> first, List<? extends Rdd<?>> others) {
        var call = call("union");
        var all = Stream.concat(Stream.of(first), others.stream());
        return Sets.union(call, all.map(dataset -> dataset.lineageFor(call)).toList());
    }

    // ---- Checkpoints ------------------------------------------------------------------------------------------------

    /// Where [Rdd#checkpoint] writes: a folder on a disk that is there when this machine is not, if it is to help then.
    public void setCheckpointDir(String path) {
        checkpoints.setFolder(call("setCheckpointDir"), path);
    }

    /// This context's own folder in what [#setCheckpointDir] was given.
    public Optional<String> getCheckpointDir() {
        return checkpoints.folder().map(Path::toString);
    }

    // ---- Files ------------------------------------------------------------------------------------------------------

    /// Gives a file to tasks, which find it by its name with [SparrowFiles#get]. It is copied now; a file that was
    /// added already is not copied again.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if there is no such file, or another one was added that
    ///   has its name
    public void addFile(String path) {
        addFile(path, false);
    }

    /// As [#addFile(String)].
    ///
    /// @param recursive whether `path` may be a folder, of which all is added under its name
    public void addFile(String path, boolean recursive) {
        files.add(call("addFile"), path, recursive);
    }

    /// Lets tasks find the classes of a jar by their names, through the context class loader of their threads: what
    /// `Class.forName(name, true, Thread.currentThread().getContextClassLoader())` or a `ServiceLoader` loads there.
    /// The jar is copied now; one that was added already is not copied again. Jobs see the jars that were added before
    /// they started. The program itself does not see them; in the shell, snippets do after `/jar`.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_ARGUMENT] if there is no such jar, or another one was added that has
    ///   its name
    public void addJar(String path) {
        var call = call("addJar");
        AddedJar.check(call, path);
        var copy = jars.add(call, path, false);
        SnippetCode.here().ifPresent(shell -> AddedJar.show(shell, copy));
    }

    /// The jars that were added by [#addJar], where they were then.
    public List<String> jars() {
        return jars.sources().stream().map(Path::toString).toList();
    }

    /// The jar or folder that a class was loaded from, if it was loaded from one.
    public static Optional<String> jarOfClass(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(source -> Path.of(URI.create(source.getLocation().toString())).toString());
    }

    /// Of the object's class.
    public static Optional<String> jarOfObject(Object object) {
        return jarOfClass(object.getClass());
    }

    // ---- Shared variables -------------------------------------------------------------------------------------------

    /// Makes a value available to tasks, once for each process; see [Broadcast].
    ///
    /// @param value may be null; what can change must be serializable, and is copied now
    public <T> Broadcast<T> broadcast(T value) {
        return Broadcast.of(value, broadcasts.getAndIncrement(), call("broadcast").label().toString());
    }

    /// A sum of longs that tasks add to; see [AccumulatorV2].
    public LongAccumulator longAccumulator() {
        return register(new LongAccumulator());
    }

    public LongAccumulator longAccumulator(String name) {
        return register(new LongAccumulator(), name);
    }

    /// A sum of doubles that tasks add to.
    public DoubleAccumulator doubleAccumulator() {
        return register(new DoubleAccumulator());
    }

    public DoubleAccumulator doubleAccumulator(String name) {
        return register(new DoubleAccumulator(), name);
    }

    /// A list that tasks add to.
    public <T> CollectionAccumulator<T> collectionAccumulator() {
        return register(new CollectionAccumulator<>());
    }

    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        return register(new CollectionAccumulator<>(), name);
    }

    /// Makes an accumulator known, so that what tasks add to it comes back.
    ///
    /// @return the same
    /// @throws SparrowException [ErrorCode#ACCUMULATOR_MISUSED] if it is registered already
    public <A extends AccumulatorV2<?, ?>> A register(A accumulator) {
        return register(accumulator, null);
    }

    /// As [#register(AccumulatorV2)].
    ///
    /// @param name for people; null for none
    public <A extends AccumulatorV2<?, ?>> A register(A accumulator, String name) {
        call("register").require(accumulator != null, "the accumulator is null.");
        return accumulators.register(accumulator, Optional.ofNullable(name));
    }

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    /// Jobs that the calling thread starts from now on belong to a group, and so do those of threads that it starts.
    ///
    /// @param groupId null for none
    /// @param description for people; may be null
    public void setJobGroup(String groupId, String description) {
        jobs.mark(marks -> marks.in(Optional.ofNullable(groupId)).described(Optional.ofNullable(description)));
    }

    /// As [#setJobGroup(String, String)].
    ///
    /// @param interruptOnCancel as for [#setInterruptOnCancel]
    public void setJobGroup(String groupId, String description, boolean interruptOnCancel) {
        setJobGroup(groupId, description);
        setInterruptOnCancel(interruptOnCancel);
    }

    /// Whether the tasks of the jobs that the calling thread starts from now on are interrupted when they are
    /// cancelled, as they are unless this is called. If not, they are only told, by [TaskContext#isInterrupted].
    /// Neither waits for them: a task that goes on loses its slot, and its result is not wanted.
    public void setInterruptOnCancel(boolean interruptOnCancel) {
        jobs.mark(marks -> marks.interrupting(interruptOnCancel));
    }

    /// What the calling thread makes and starts from now on is labelled with this in place of the program's lines: in
    /// messages, `explain` and events.
    ///
    /// @param callSite such as `report.sql, query 3`
    public void setCallSite(String callSite) {
        jobs.mark(marks -> marks.at(Optional.of(new CallSite(callSite, 0))));
    }

    /// From now on the program's lines are told again.
    public void clearCallSite() {
        jobs.mark(marks -> marks.at(Optional.empty()));
    }

    /// Jobs that the calling thread starts from now on belong to no group, have no description, and are interrupted
    /// when they are cancelled.
    public void clearJobGroup() {
        jobs.mark(marks -> marks.in(Optional.empty()).described(Optional.empty()).interrupting(true));
    }

    /// Ends the running jobs of a group with [ErrorCode#CANCELLED]. Their tasks are interrupted.
    public void cancelJobGroup(String groupId) {
        cancelJobGroup(groupId, "cancelJobGroup was called for group " + groupId);
    }

    public void cancelJobGroup(String groupId, String reason) {
        jobs.cancel(marks -> marks.group().equals(Optional.of(groupId)), reason);
    }

    /// What people see of the jobs that the calling thread starts from now on; null for nothing.
    public void setJobDescription(String description) {
        jobs.mark(marks -> marks.described(Optional.ofNullable(description)));
    }

    /// Jobs that the calling thread starts from now on have this tag, besides others.
    public void addJobTag(String tag) {
        call("addJobTag").require(tag != null && !tag.isEmpty(), "the tag is empty.");
        jobs.mark(marks -> marks.tagged(tag));
    }

    public void removeJobTag(String tag) {
        jobs.mark(marks -> marks.withoutTag(tag));
    }

    public Set<String> getJobTags() {
        return jobs.marks().tags();
    }

    public void clearJobTags() {
        jobs.mark(JobMarks::withoutTags);
    }

    /// Ends the running jobs that have a tag with [ErrorCode#CANCELLED]. Their tasks are interrupted.
    public void cancelJobsWithTag(String tag) {
        cancelJobsWithTag(tag, "cancelJobsWithTag was called for tag " + tag);
    }

    public void cancelJobsWithTag(String tag, String reason) {
        jobs.cancel(marks -> marks.tags().contains(tag), reason);
    }

    /// Tells the tasks of the jobs that the calling thread starts from now on something, see
    /// [TaskContext#getLocalProperty].
    ///
    /// @param value null to take it away
    public void setLocalProperty(String key, String value) {
        jobs.mark(marks -> marks.with(key, value));
    }

    /// Null if it is not set.
    public String getLocalProperty(String key) {
        return jobs.marks().properties().get(key);
    }

    /// What jobs and stages are doing.
    public SparrowStatusTracker statusTracker() {
        return tracker;
    }

    /// Ends all running jobs with [ErrorCode#CANCELLED].
    public void cancelAllJobs() {
        engine.cancelAll("cancelAllJobs was called");
    }

    /// Begins a call of the API.
    OperatorCall call(String operator) {
        return new OperatorCall(calls, operator);
    }

    CallContext calls() {
        return calls;
    }

    /// A progress bar is gone before the program writes on.
    private void tellProgress() {
        if (listeners.hasAny(ConsoleProgress.class)) {
            awaitEvents();
        }
    }

    String explain(Lineage target) {
        return engine.explain(target);
    }

    /// Waits until listeners have heard of everything that has happened so far.
    public void awaitEvents() {
        engine.awaitEvents();
    }

    // ---- Ids and life cycle -----------------------------------------------------------------------------------------

    Retention retention() {
        return retention;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /// Where this process makes folders for temporary files.
    Path localDir() {
        return settings.localDir();
    }

    Persistence persistence() {
        return persistence;
    }

    long nextSeed() {
        return ThreadLocalRandom.current().nextLong();
    }

    /// As [#close]; the name that Spark's users know.
    public void stop() {
        close();
    }

    /// Ends running jobs with an error, then frees threads, memory and files. Idempotent.
    @Override
    public void close() {
        closeEngine();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is what called us, or will find the engine closed.
        }
    }

    private void closeEngine() {
        calls.close();
        engine.close();
        checkpoints.close();
        files.close();
        jars.close();
    }
}
