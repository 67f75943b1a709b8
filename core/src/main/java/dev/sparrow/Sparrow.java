/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.closure.SnippetCode;
import dev.sparrow.config.Keys;
import dev.sparrow.config.LaunchSettings;
import dev.sparrow.config.Settings;
import dev.sparrow.context.AddedFiles;
import dev.sparrow.context.AddedJar;
import dev.sparrow.context.Checkpoints;
import dev.sparrow.context.ContextCalls;
import dev.sparrow.context.JobMarks;
import dev.sparrow.context.Jobs;
import dev.sparrow.context.LastRuns;
import dev.sparrow.context.Listeners;
import dev.sparrow.context.LogLevel;
import dev.sparrow.context.Observation;
import dev.sparrow.context.Persistence;
import dev.sparrow.context.Retention;
import dev.sparrow.context.StatusBoard;
import dev.sparrow.error.ErrorCode;
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
import dev.sparrow.spi.Engines;
import dev.sparrow.spi.ObservedRun;
import dev.sparrow.spi.OutputTransaction;
import dev.sparrow.spi.RunObserver;
import dev.sparrow.spi.TransactionProvider;
import dev.sparrow.status.SparrowStatusTracker;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.ResourceInformation;
import dev.sparrow.value.StorageStatus;
import dev.sparrow.value.Tuple2;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The context: makes datasets and runs their jobs. The way into Sparrow.
///
/// ```java
/// try (var sc = Sparrow.local()) {
///     var words = sc.textFile("book.txt").flatMap(Text::words);
///     words.mapToPair(word -> new Tuple2<>(word, 1L)).reduceByKey(Long::sum).foreach(System.out::println);
/// }
/// ```
///
/// Any thread may use a context; jobs of several threads run at once. Closing it ends running jobs with an error and
/// frees threads, memory and files; so does the exit of the JVM. What is called on a closed context to make datasets or
/// to run jobs fails with [ErrorCode#CONTEXT_CLOSED]. A number of partitions below 1 is refused with
/// [ErrorCode#INVALID_ARGUMENT].
///
/// What a thread sets for its jobs, such as a group, tags or properties, holds for the jobs that it starts from then
/// on, and for threads that it starts from then on.
///
/// **Paths of input** are a file, a folder, a glob such as `logs/*.txt`, or several of them with commas between. Files
/// are listed when the dataset is made. A file that has changed when a job reads it fails the job with
/// [ErrorCode#INPUT_UNREADABLE].
public final class Sparrow implements AutoCloseable, DriverOnly {
    static {
        LaunchSettings.allowNoLogging(); // before the first logger is made
    }

    private final Settings settings;
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
    private final StatusBoard tracker;
    private final LastRuns lastRuns = new LastRuns();
    private final Sources sources;
    private final Accumulators accumulators = new Accumulators();
    private final AtomicLong broadcasts = new AtomicLong();
    private final long startMillis = System.currentTimeMillis();
    private final Optional<Observation> observation;

    /// Starts a context with the settings of the command line and the properties file.
    ///
    /// @throws dev.sparrow.error.SparrowException as for [#Sparrow(SparrowConf)]
    public Sparrow() {
        this(new SparrowConf());
    }

    /// Starts a context as [#Sparrow()] does, with this master and name.
    ///
    /// @param master such as `local[4]`: four task slots in this JVM
    /// @param appName a name for people
    /// @throws dev.sparrow.error.SparrowException as for [#Sparrow(SparrowConf)]
    public Sparrow(String master, String appName) {
        this(new SparrowConf().setMaster(master).setAppName(appName));
    }

    /// Starts a context as [#Sparrow(SparrowConf)] does, with this master and name in place of those of `conf`, which
    /// stays as it is.
    ///
    /// @throws dev.sparrow.error.SparrowException as for [#Sparrow(SparrowConf)]
    public Sparrow(String master, String appName, SparrowConf conf) {
        this(new SparrowConf().setAll(conf.getAll()).setMaster(master).setAppName(appName));
    }

    /// Starts a context with the settings of `conf`, then those of the command line and the properties file.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_CONFIGURATION] for an unknown key, value or
    ///   master; [ErrorCode#NO_ENGINE] if the class path has no engine for the master
    public Sparrow(SparrowConf conf) {
        this(conf, Engines.onClassPath());
    }

    /// Starts a context with one of `engines`, which the class path need not know.
    Sparrow(SparrowConf conf, List<EngineProvider> engines) {
        var launch = LaunchSettings.ofThisProcess();
        settings = Settings.resolve(conf.values(), launch.commandLine(), launch.file());
        var provider = Engines.of(engines, settings.get(Keys.MASTER));
        if (launch.verbose()) {
            settings.describe().forEach(System.err::println);
        }
        if (ConsoleProgress.wanted(settings.get(Keys.PROGRESS), launch.stderrIsTerminal())) {
            listeners.add(new ConsoleProgress(System.err, launch.columns()));
        }
        tracker = new StatusBoard();
        listeners.add(tracker);
        listeners.add(lastRuns);
        observation = Observation.wanted(settings) ? Optional.of(observation()) : Optional.empty();
        observation.ifPresent(listeners::add);
        engine = provider.start(settings.get(Keys.MASTER).strip(), settings, listeners);
        sources = new Sources(settings, slots());
        retention = new Retention(engine.datasets());
        persistence = new Persistence(engine.datasets(), retention);
        checkpoints = new Checkpoints(engine.datasets(), retention, settings.localDir());
        files = new AddedFiles(settings.localDir(), "files");
        jars = new AddedFiles(settings.localDir(), "jars");
        jobs = new Jobs(engine, checkpoints, tracker, settings.changed(), files.folder(), jars::copies);
        calls = new ContextCalls(settings, slots(), sources.splitBytesMax(), retention, jobs, this::tellProgress);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    private Observation observation() {
        var run =
                new ObservedRun(
                        Instant.ofEpochMilli(startMillis),
                        version(),
                        () -> engine.slots(),
                        settings,
                        (job, reason) -> jobs.cancel(job, reason));
        return new Observation(RunObserver.onClassPath(), run);
    }

    /// A context in this JVM with a task slot for each core, whatever master the command line says.
    public static Sparrow local() {
        return new Sparrow(new SparrowConf().setMaster("local[*]"));
    }

    // ---- Facts ------------------------------------------------------------------------------------------------------

    /// The master, such as `local[*]`.
    public String master() {
        return settings.get(Keys.MASTER);
    }

    /// The name of the application.
    public String appName() {
        return settings.get(Keys.APP_NAME);
    }

    /// The version of this library; empty if its classes are in no jar.
    public String version() {
        var version = Sparrow.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    /// The name of the user who runs this process; empty if the system does not tell.
    public String sparrowUser() {
        return ProcessHandle.current().info().user().orElse("");
    }

    /// All settings: their texts by their names. Settings are fixed when a context starts.
    public Map<String, String> getConf() {
        return settings.texts();
    }

    /// Sets what is logged from now on, by the whole process.
    ///
    /// @param level `ALL`, `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR`, `FATAL` or `OFF`, in any case
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_CONFIGURATION] if the library behind slf4j is not
    ///   logback; [ErrorCode#INVALID_ARGUMENT] for another level
    public void setLogLevel(String level) {
        var call = call("setLogLevel");
        LogLevel.of(call, level).set(call);
    }

    /// The time at which the context was made, in milliseconds since 1970.
    public long startTime() {
        return startMillis;
    }

    /// Tells whether tasks run in this process.
    public boolean isLocal() {
        return engine.isLocal();
    }

    /// The least number of partitions of a dataset of files where the call does not say: 2, or 1 where
    /// [#defaultParallelism] is 1.
    public int defaultMinPartitions() {
        return Math.min(2, defaultParallelism());
    }

    /// The number of partitions of a new dataset where the call does not say: the setting
    /// `sparrow.default.parallelism`, else the number of task slots.
    public int defaultParallelism() {
        return calls.configuredParallelism().orElse(slots());
    }

    /// The resources besides task slots that tasks can be given, by their names: see [Rdd#withResources].
    public Map<String, ResourceInformation> resources() {
        return settings.get(Keys.EXECUTOR_RESOURCES);
    }

    int slots() {
        return engine.slots();
    }

    /// Tells `listener` of every event that happens from now on, and first of the executors that are there. An
    /// exception of the listener is logged, and has no other effect.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_ARGUMENT] if the listener is null
    public void addListener(SparrowListener listener) {
        call("addListener").require(listener != null, "the listener is null.");
        listeners.add(listener);
    }

    /// The persisted datasets in the order of their ids, with the names that [Rdd#setName] gave them, and how much of
    /// each is cached now.
    public List<StorageStatus> storageStatus() {
        return engine.datasets().storage();
    }

    // ---- Sources ----------------------------------------------------------------------------------------------------

    /// The elements of a list, in [#defaultParallelism] partitions: runs of neighbours of nearly equal length.
    ///
    /// The list is copied now, and may hold null. Elements are taken when a job is submitted; each task gets its own
    /// copy of those that can change, which must be serializable.
    public <T> Rdd<T> parallelize(List<? extends T> elements) {
        return new Rdd<>(this, Sources.slices(call("parallelize"), elements, defaultParallelism()));
    }

    /// As [#parallelize(List)], of elements that are named one by one. A list and a number are [#parallelize(List,
    /// int)].
    @SafeVarargs
    public final <T> Rdd<T> parallelize(T first, T second, T... others) {
        var elements = new ArrayList<T>(others.length + 2);
        elements.add(first);
        elements.add(second);
        for (var other : others) {
            elements.add(other);
        }
        return parallelize(elements);
    }

    /// As [#parallelize(List)], with a number of partitions.
    public <T> Rdd<T> parallelize(List<? extends T> elements, int numPartitions) {
        return new Rdd<>(this, Sources.slices(call("parallelize"), elements, numPartitions));
    }

    /// The first components of a list of pairs, each in a partition of its own, which would rather be computed at one
    /// of the places in the second component.
    ///
    /// A place is the name of a host, or of an executor, as [SparrowListener]s hear of it. Tasks of this dataset, and
    /// of those that are made of it without an exchange, wait for a slot there as long as `sparrow.locality.wait` says,
    /// and then run anywhere. A name that nobody has, or an empty list, means anywhere. An empty list of elements is
    /// one empty partition. Of the elements the same holds as for [#parallelize(List)].
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_ARGUMENT] if a list of places or a place is null
    public <T> Rdd<T> makeRdd(List<? extends Tuple2<? extends T, ? extends List<String>>> elements) {
        return new Rdd<>(this, Sources.at(call("makeRdd"), elements));
    }

    /// The pairs of a list, as [#parallelize(List)], with the methods of [PairRdd].
    public <K, V> PairRdd<K, V> parallelizePairs(List<Tuple2<K, V>> pairs) {
        return new PairRdd<>(this, Sources.slices(call("parallelizePairs"), pairs, defaultParallelism()));
    }

    /// As [#parallelizePairs(List)], with a number of partitions.
    public <K, V> PairRdd<K, V> parallelizePairs(List<Tuple2<K, V>> pairs, int numPartitions) {
        return new PairRdd<>(this, Sources.slices(call("parallelizePairs"), pairs, numPartitions));
    }

    /// The numbers of a list, as [#parallelize(List)], with the methods of [DoubleRdd].
    public DoubleRdd parallelizeDoubles(List<Double> doubles) {
        return new DoubleRdd(this, Sources.slices(call("parallelizeDoubles"), doubles, defaultParallelism()));
    }

    /// As [#parallelizeDoubles(List)], with a number of partitions.
    public DoubleRdd parallelizeDoubles(List<Double> doubles, int numPartitions) {
        return new DoubleRdd(this, Sources.slices(call("parallelizeDoubles"), doubles, numPartitions));
    }

    /// The whole numbers from 0 up to, not including, `end`, in [#defaultParallelism] partitions.
    public Rdd<Long> range(long end) {
        return range(0, end);
    }

    /// The whole numbers from `start` up to, not including, `end`, in [#defaultParallelism] partitions.
    ///
    /// @throws dev.sparrow.error.SparrowException as for [#range(long, long, long, int)]
    public Rdd<Long> range(long start, long end) {
        return range(start, end, 1, defaultParallelism());
    }

    /// The numbers `start, start + step, …` before `end`; a negative step counts down.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#OVERFLOW] if there are more than `Long.MAX_VALUE` of them;
    ///   [ErrorCode#INVALID_ARGUMENT] if the step is 0
    public Rdd<Long> range(long start, long end, long step, int numPartitions) {
        return new Rdd<>(this, Sources.range(call("range"), start, end, step, numPartitions));
    }

    /// A dataset without elements and without partitions.
    public <T> Rdd<T> emptyRdd() {
        return new Rdd<>(this, Sources.nothing(call("emptyRdd")));
    }

    /// The lines of text files, without their ends, in the order of the paths of the files.
    ///
    /// Text is UTF-8; the setting `sparrow.text.malformed` says what happens to other bytes. Lines end with LF, CR LF
    /// or CR. A large file is split into ranges at line boundaries, one for each partition. A compressed file (`.gz`,
    /// `.zst` or `.lz4`) is one partition.
    ///
    /// @param path a file, a folder, a glob such as `logs/*.txt`, or several with commas between
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INPUT_UNREADABLE] if there is no such file, or it cannot
    ///   be read as text
    public Rdd<String> textFile(String path) {
        return textFile(path, defaultMinPartitions());
    }

    /// As [#textFile(String)], with a number of partitions.
    ///
    /// @param minPartitions the least number of partitions; large files have more, and compressed files one each
    public Rdd<String> textFile(String path, int minPartitions) {
        return new Rdd<>(this, sources.lines(call("textFile"), path, minPartitions));
    }

    /// Pairs of path and whole text, one for each file, in the order of the paths. Small files share partitions.
    ///
    /// @param path as for [#textFile(String)]
    /// @throws dev.sparrow.error.SparrowException as for [#textFile(String)]
    public PairRdd<String, String> wholeTextFiles(String path) {
        return wholeTextFiles(path, defaultMinPartitions());
    }

    /// As [#wholeTextFiles(String)], with a number of partitions.
    ///
    /// @param minPartitions the number of partitions, if there are as many files
    public PairRdd<String, String> wholeTextFiles(String path, int minPartitions) {
        return new PairRdd<>(this, sources.wholeTexts(call("wholeTextFiles"), path, minPartitions));
    }

    /// Pairs of path and a stream that a task can open, one for each file of any kind, in the order of the paths. Small
    /// files share partitions. The bytes are read when a task opens the stream.
    ///
    /// @param path as for [#textFile(String)]; compressed files are not decompressed
    /// @throws dev.sparrow.error.SparrowException as for [#textFile(String)]
    public PairRdd<String, PortableDataStream> binaryFiles(String path) {
        return binaryFiles(path, defaultMinPartitions());
    }

    /// As [#binaryFiles(String)], with a number of partitions.
    ///
    /// @param minPartitions the least number of partitions, if there are as many files
    public PairRdd<String, PortableDataStream> binaryFiles(String path, int minPartitions) {
        var call = call("binaryFiles");
        InputFormat<Tuple2<String, PortableDataStream>> format = files -> new BinaryFiles(files.groups());
        return new PairRdd<>(this, sources.format(call, FileListing.ofBytes(path), minPartitions, format));
    }

    /// Records of equal length without anything between them, each as an array of its bytes, in the order of the paths
    /// of the files. Large files are split between records.
    ///
    /// @param path as for [#textFile(String)]
    /// @param recordLength bytes, from 1; a file that ends within a record fails the job
    /// @throws dev.sparrow.error.SparrowException as for [#textFile(String)]; [ErrorCode#INVALID_ARGUMENT] if the
    ///   length is below 1
    public Rdd<byte[]> binaryRecords(String path, int recordLength) {
        var call = call("binaryRecords");
        call.require(recordLength >= 1, "a record must have at least 1 byte, not " + recordLength + ".");
        InputFormat<byte[]> format = files -> new BinaryRecords(files.splits(), recordLength);
        return new Rdd<>(this, sources.format(call, FileListing.of(path), defaultMinPartitions(), format));
    }

    /// The elements that [Rdd#saveAsObjectFile] wrote. Reads objects of the classes that `sparrow.files.classes`
    /// allows.
    ///
    /// @param path as for [#textFile(String)]
    /// @throws dev.sparrow.error.SparrowException as for [#textFile(String)]
    public <T> Rdd<T> objectFile(String path) {
        return objectFile(path, defaultMinPartitions());
    }

    /// As [#objectFile(String)], with a number of partitions.
    ///
    /// @param minPartitions the least number of partitions wanted
    public <T> Rdd<T> objectFile(String path, int minPartitions) {
        var classes = settings.get(Keys.FILES_CLASSES);
        InputFormat<Object> format = files -> Formats.objects().source(files, classes);
        return new Rdd<>(this, sources.format(call("objectFile"), FileListing.of(path), minPartitions, format));
    }

    /// The dataset that a checkpoint was written of, also by another program, which must have the same classes. It has
    /// the partitions and the order of that dataset, and no partitioner.
    ///
    /// @param path the folder that [Rdd#getCheckpointFile] returned
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INPUT_UNREADABLE] if there is no whole checkpoint;
    ///   [ErrorCode#INVALID_ARGUMENT] if the path is empty
    public <T> Rdd<T> checkpointFile(String path) {
        return new Rdd<>(this, Checkpoints.written(call("checkpointFile"), path, settings.get(Keys.FILES_CLASSES)));
    }

    /// The elements of several datasets, duplicates included: the partitions of the first, then those of the others, in
    /// this order. Moves no data; the result has no partitioner.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#FOREIGN_DATASET] if one is of another context
    @SafeVarargs
    @SuppressWarnings("varargs") // others is only read
    public final <T> Rdd<T> union(Rdd<T> first, Rdd<T>... others) {
        return new Rdd<>(this, united(first, List.of(others)));
    }

    /// As [#union(Rdd, Rdd...)], with the methods of [PairRdd].
    @SafeVarargs
    @SuppressWarnings("varargs") // others is only read
    public final <K, V> PairRdd<K, V> union(PairRdd<K, V> first, PairRdd<K, V>... others) {
        return new PairRdd<>(this, united(first, List.of(others)));
    }

    /// As [#union(Rdd, Rdd...)], with the methods of [DoubleRdd].
    public DoubleRdd union(DoubleRdd first, DoubleRdd... others) {
        return new DoubleRdd(this, united(first, List.of(others)));
    }

    /// As [#union(Rdd, Rdd...)], of all in an array, which has one at least.
    public final <T> Rdd<T> union(Rdd<T>[] all) {
        return new Rdd<>(this, united(List.of(all)));
    }

    /// As for an array of [Rdd], with the methods of [PairRdd].
    public final <K, V> PairRdd<K, V> union(PairRdd<K, V>[] all) {
        return new PairRdd<>(this, united(List.of(all)));
    }

    /// As for an array of [Rdd], with the methods of [DoubleRdd].
    public DoubleRdd union(DoubleRdd[] all) {
        return new DoubleRdd(this, united(List.of(all)));
    }

    private Lineage united(Rdd<?> first, List<? extends Rdd<?>> others) {
        return united(Stream.concat(Stream.of(first), others.stream()).toList());
    }

    private Lineage united(List<? extends Rdd<?>> all) {
        var call = call("union");
        call.require(!all.isEmpty(), "there is no dataset in the array.");
        return Sets.union(call, all.stream().map(dataset -> dataset.lineageFor(call)).toList());
    }

    // ---- Checkpoints ------------------------------------------------------------------------------------------------

    /// Sets the folder in which [Rdd#checkpoint] writes; this context makes a folder of its own in there. If
    /// checkpoints are to outlive this machine, it has to be on a disk that does.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_ARGUMENT] if the path is empty
    public void setCheckpointDir(String path) {
        checkpoints.setFolder(call("setCheckpointDir"), path);
    }

    /// The folder of this context for checkpoints, in the folder of [#setCheckpointDir]; empty if none was set.
    public Optional<String> getCheckpointDir() {
        return checkpoints.folder().map(Path::toString);
    }

    // ---- Files ------------------------------------------------------------------------------------------------------

    /// Gives a file to tasks, which find it by its name with [SparrowFiles#get]. The file is copied now; one that was
    /// added already is not copied again. The copy is deleted with the context.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_ARGUMENT] if there is no such file, or another one
    ///   of that name was added; [ErrorCode#INPUT_UNREADABLE] if it cannot be read
    public void addFile(String path) {
        addFile(path, false);
    }

    /// As [#addFile(String)], for a file or a folder.
    ///
    /// @param recursive whether `path` may be a folder, which is added with all that is in it
    public void addFile(String path, boolean recursive) {
        files.add(call("addFile"), path, recursive);
    }

    /// Lets tasks find the classes of a jar by their names, through the context class loader of their threads, for
    /// example with a `ServiceLoader` or `Class.forName(name, true, Thread.currentThread().getContextClassLoader())`.
    ///
    /// The jar is copied now; one that was added already is not copied again. Jobs see the jars that were added before
    /// they started. The program itself does not see them; in the shell, snippets do after `/jar`.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_ARGUMENT] if there is no such jar, it cannot be
    ///   read as one, or another one of that name was added
    public void addJar(String path) {
        var call = call("addJar");
        AddedJar.check(call, path);
        var copy = jars.add(call, path, false);
        SnippetCode.here().ifPresent(shell -> AddedJar.show(shell, copy));
    }

    /// The paths of the jars that were given to [#addJar], in that order.
    public List<String> jars() {
        return jars.sources().stream().map(Path::toString).toList();
    }

    /// The jar or folder that a class was loaded from; empty if it was loaded from neither.
    public static Optional<String> jarOfClass(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(source -> Path.of(URI.create(source.getLocation().toString())).toString());
    }

    /// As [#jarOfClass] for the class of an object.
    public static Optional<String> jarOfObject(Object object) {
        return jarOfClass(object.getClass());
    }

    // ---- Shared variables -------------------------------------------------------------------------------------------

    /// Makes a value available to tasks, once for each process instead of once for each task; see [Broadcast].
    ///
    /// @param value may be null; a value that can change must be serializable, and is copied now
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#CLOSURE_NOT_SERIALIZABLE] if the value can change and is
    ///   not serializable; [ErrorCode#CLOSURE_CAPTURES_DATASET] if it holds a dataset or the context
    public <T> Broadcast<T> broadcast(T value) {
        var made = call("broadcast").label().toString();
        return Broadcast.of(value, broadcasts.getAndIncrement(), made, engine.broadcasts());
    }

    /// A sum of longs that tasks add to and the driver reads; see [AccumulatorV2]. It starts with 0.
    public LongAccumulator longAccumulator() {
        return register(new LongAccumulator());
    }

    /// As [#longAccumulator()], with a name for people.
    public LongAccumulator longAccumulator(String name) {
        return register(new LongAccumulator(), name);
    }

    /// A sum of doubles that tasks add to and the driver reads; see [AccumulatorV2]. It starts with 0.
    public DoubleAccumulator doubleAccumulator() {
        return register(new DoubleAccumulator());
    }

    /// As [#doubleAccumulator()], with a name for people.
    public DoubleAccumulator doubleAccumulator(String name) {
        return register(new DoubleAccumulator(), name);
    }

    /// A list that tasks add to and the driver reads; see [AccumulatorV2]. It starts empty.
    public <T> CollectionAccumulator<T> collectionAccumulator() {
        return register(new CollectionAccumulator<>());
    }

    /// As [#collectionAccumulator()], with a name for people.
    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        return register(new CollectionAccumulator<>(), name);
    }

    /// Makes an accumulator known, so that the driver gets what tasks add to it.
    ///
    /// @return the accumulator
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#ACCUMULATOR_MISUSED] if it is registered already;
    ///   [ErrorCode#INVALID_ARGUMENT] if it is null
    public <A extends AccumulatorV2<?, ?>> A register(A accumulator) {
        return register(accumulator, null);
    }

    /// As [#register(AccumulatorV2)], with a name.
    ///
    /// @param name a name for people; null for none
    public <A extends AccumulatorV2<?, ?>> A register(A accumulator, String name) {
        call("register").require(accumulator != null, "the accumulator is null.");
        return accumulators.register(accumulator, Optional.ofNullable(name));
    }

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    /// Puts the jobs that the calling thread starts from now on into a group, and those of threads that it starts from
    /// now on.
    ///
    /// @param groupId a name for [#cancelJobGroup]; null for no group
    /// @param description a text for people; may be null
    public void setJobGroup(String groupId, String description) {
        jobs.mark(marks -> marks.in(Optional.ofNullable(groupId)).described(Optional.ofNullable(description)));
    }

    /// As [#setJobGroup(String, String)], with what cancelling does.
    ///
    /// @param interruptOnCancel as for [#setInterruptOnCancel]
    public void setJobGroup(String groupId, String description, boolean interruptOnCancel) {
        setJobGroup(groupId, description);
        setInterruptOnCancel(interruptOnCancel);
    }

    /// Sets whether the tasks of the jobs that the calling thread starts from now on are interrupted when they are
    /// cancelled, which is the default. If not, they are only told, by [dev.sparrow.task.TaskContext#isInterrupted].
    ///
    /// Cancelling waits for tasks in neither case: a task that goes on loses its slot, and its result is dropped.
    public void setInterruptOnCancel(boolean interruptOnCancel) {
        jobs.mark(marks -> marks.interrupting(interruptOnCancel));
    }

    /// Labels all that the calling thread makes and starts from now on, in messages, `explain` and events, instead of
    /// the lines of the program.
    ///
    /// @param callSite such as `report.sql, query 3`
    public void setCallSite(String callSite) {
        jobs.mark(marks -> marks.at(Optional.of(new CallSite(callSite, 0))));
    }

    /// Removes the label of [#setCallSite]: the lines of the program are told again.
    public void clearCallSite() {
        jobs.mark(marks -> marks.at(Optional.empty()));
    }

    /// Resets what [#setJobGroup], [#setJobDescription] and [#setInterruptOnCancel] set for the calling thread.
    public void clearJobGroup() {
        jobs.mark(marks -> marks.in(Optional.empty()).described(Optional.empty()).interrupting(true));
    }

    /// Ends the running jobs of a group with [ErrorCode#CANCELLED].
    public void cancelJobGroup(String groupId) {
        cancelJobGroup(groupId, "cancelJobGroup was called for group " + groupId);
    }

    /// As [#cancelJobGroup(String)], with a reason.
    ///
    /// @param reason a text for the error message
    public void cancelJobGroup(String groupId, String reason) {
        jobs.cancel(marks -> marks.group().equals(Optional.of(groupId)), reason);
    }

    /// Sets the description of the jobs that the calling thread starts from now on, which people see.
    ///
    /// @param description null for none
    public void setJobDescription(String description) {
        jobs.mark(marks -> marks.described(Optional.ofNullable(description)));
    }

    /// Adds a tag to the jobs that the calling thread starts from now on. A job may have any number of tags.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#INVALID_ARGUMENT] if the tag is null or empty
    public void addJobTag(String tag) {
        call("addJobTag").require(tag != null && !tag.isEmpty(), "the tag is empty.");
        jobs.mark(marks -> marks.tagged(tag));
    }

    /// Removes a tag of [#addJobTag], for jobs that the calling thread starts from now on.
    public void removeJobTag(String tag) {
        jobs.mark(marks -> marks.withoutTag(tag));
    }

    /// The tags of the jobs that the calling thread starts.
    public Set<String> getJobTags() {
        return jobs.marks().tags();
    }

    /// Removes all tags of [#addJobTag], for jobs that the calling thread starts from now on.
    public void clearJobTags() {
        jobs.mark(JobMarks::withoutTags);
    }

    /// Ends the running jobs that have a tag with [ErrorCode#CANCELLED].
    public void cancelJobsWithTag(String tag) {
        cancelJobsWithTag(tag, "cancelJobsWithTag was called for tag " + tag);
    }

    /// As [#cancelJobsWithTag(String)], with a reason.
    ///
    /// @param reason a text for the error message
    public void cancelJobsWithTag(String tag, String reason) {
        jobs.cancel(marks -> marks.tags().contains(tag), reason);
    }

    /// Sets a property that tasks of the jobs that the calling thread starts from now on can read, by
    /// [dev.sparrow.task.TaskContext#getLocalProperty].
    ///
    /// @param value null to remove the property
    public void setLocalProperty(String key, String value) {
        jobs.mark(marks -> marks.with(key, value));
    }

    /// The value that [#setLocalProperty] set in this thread, or in the thread that started it; null if there is none.
    public String getLocalProperty(String key) {
        return jobs.marks().properties().get(key);
    }

    /// The tracker of this context, which tells what jobs and stages are doing.
    public SparrowStatusTracker statusTracker() {
        return tracker;
    }

    /// Ends all running jobs of this context with [ErrorCode#CANCELLED].
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

    Sources sources() {
        return sources;
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

    long broadcastBytesMax() {
        return settings.get(Keys.BROADCAST_BYTES_MAX);
    }

    String explainAnalyze(Lineage target) {
        awaitEvents();
        return lastRuns.analyze(target.id(), target.header().label().toString());
    }

    /// Waits until listeners have been told of everything that has happened so far.
    public void awaitEvents() {
        engine.awaitEvents();
    }

    // ---- Several outputs at once ------------------------------------------------------------------------------------

    /// Makes what `body` saves visible together, in files and tables, or nothing of it.
    ///
    /// ```java
    /// sc.transaction(t -> {
    ///     t.save(counts, "out/counts", SaveMode.OVERWRITE);
    ///     t.jdbc(totals, "jdbc:h2:./db", "totals", total -> List.of(total.day(), total.sum()));
    /// });
    /// ```
    ///
    /// Two-phase commit: when `body` ends, each output makes sure that it can, one record on disk decides, and then
    /// each becomes visible: folders in the order in which they were saved, then tables. If `body` throws, or an output
    /// cannot, nothing becomes visible. If this process dies after the record, what is not visible yet becomes so by
    /// `bin/sparrow recover FOLDER`, or when the next transaction with its log in the same place begins; if it dies
    /// before, that drops all. The log is in the folder `.sparrow-transactions` beside the first folder that is saved,
    /// or in that of the setting `sparrow.transaction.folder`.
    ///
    /// @throws dev.sparrow.error.SparrowException [ErrorCode#OUTPUT_EXISTS], [ErrorCode#OUTPUT_FAILED] as saves do,
    ///   with nothing visible; what `body` throws
    public void transaction(Consumer<Transaction> body) {
        call("transaction").require(body != null, "the block is null.");
        try (var outputs = TransactionProvider.onClassPath().begin(settings)) {
            body.accept(new Transaction(this, outputs));
            outputs.commit();
        }
    }

    /// Makes what `saves` saves part of a transaction.
    void within(OutputTransaction transaction, Runnable saves) {
        calls.within(transaction, saves);
    }

    // ---- Ids and life cycle -----------------------------------------------------------------------------------------

    Retention retention() {
        return retention;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /// The folder in which this process makes folders for temporary files.
    Path localDir() {
        return settings.localDir();
    }

    Persistence persistence() {
        return persistence;
    }

    long nextSeed() {
        return ThreadLocalRandom.current().nextLong();
    }

    /// As [#close]; the name that users of Spark know.
    public void stop() {
        close();
    }

    /// Ends running jobs with [ErrorCode#CONTEXT_CLOSED], then frees threads, memory and files. May be called again,
    /// without effect.
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
        observation.ifPresent(Observation::close);
        checkpoints.close();
        files.close();
        jars.close();
    }
}
