/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.driver.FailureText;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How transcripts write inputs and outputs. An attempt is `stage.partition#attempt`; those that were launched together
/// are joined by `+`, and a gang is in brackets.
///
///     join e1 2                                        executor e1 with two slots
///     join e1 2 gpu=0,1                                and two addresses of a resource
///     join e1 2 on h1                                  and on a host
///     submit 1: result 0 x3 near e1,@h2,-              where data are: on an executor, on a host, nowhere
///     join e1:1 2                                      executor e1 in its second life
///     heartbeat e1                                     it lives
///     lose e1 | lose 0.2                               an executor, or one output
///     submit 1: exchange 0 x3; result 1 x2 on 0        x3: three partitions; on: parents
///     submit 1: result 0 x2 barrier                    tasks that wait for each other
///     submit 1: result 0 x2 asking 2 gpu=1             two slots and an address for each task
///     submit 1: exchange 0 x3; cache 0 x3 on 0; result 1 x3 on 0 sparing 0 reading 0
///     cached 0.1@e1 | evicted 0.1@e1 | uncache 0       a partition of a cache; all of it
///     submit 1: result 0 x2 in pool web
///     submit 1 failures=4 partitions=1,0: …            failures=1 and all partitions if not said
///     finish 0.1#0 0.2#0                               each with the output `0.1#0`
///     finish 0.1#0 ran=6                               after so many milliseconds; 0 if not said
///     fail 0.1#0 user boom | engine boom | input 0.2,3
///     meet 0.1#0 | meet 0.1#0 hello                    waits for the others of a barrier stage
///     return 0.1#0     ended 0.1#0      cancel 1      cancel-all      release 0      clean 0      close      tick
final class Notation {
    private static final Pattern ATTEMPT = Pattern.compile("(\\d+)\\.(\\d+)#(\\d+)");
    private static final Pattern SUBMIT =
            Pattern.compile("(\\d+)(?: failures=(\\d+))?(?: partitions=(none|[\\d,]+))?: (.*?)(?: in pool (\\S+))?");
    private static final Pattern STAGE =
            Pattern.compile(
                    "(exchange|survey|result) (\\d+) x(\\d+)( barrier)?(?: on ([\\d,]+))?(?: sparing ([\\d,]+))?"
                            + "(?: reading ([\\d,]+))?(?: near (\\S+))?(?: asking (.*))?");
    private static final Pattern CACHE =
            Pattern.compile("cache (\\d+) x(\\d+)( together)?(?: on ([\\d,]+))?(?: reading ([\\d,]+))?");
    private static final Pattern CACHED = Pattern.compile("(\\d+)\\.(\\d+)@(\\S+)");

    private Notation() {}

    /// One command may be several inputs.
    static List<Input> inputs(String line) {
        var verb = line.split(" ", -1)[0];
        var rest = line.substring(verb.length()).strip();
        return switch (verb) {
            case "join" -> List.of(join(List.of(rest.split(" ", -1))));
            case "lose" -> List.of(lose(rest));
            case "heartbeat" -> List.of(new Input.Heartbeat(executor(rest)));
            case "submit" -> List.of(submit(match(SUBMIT, rest)));
            case "finish" ->
                    List.copyOf(
                            attempts(rest).stream()
                                    .map(attempt ->
                                            new Input.TaskFinished(
                                                    attempt, attempt.toString(), Duration.ofMillis(ran(rest))))
                                    .toList());
            case "fail" -> List.of(fail(rest.split(" ", 3)));
            case "meet" -> List.of(meet(rest.split(" ", 2)));
            case "return" -> List.copyOf(attempts(rest).stream().map(Input.TaskReturned::new).toList());
            case "ended" -> List.copyOf(attempts(rest).stream().map(Input.TaskEnded::new).toList());
            case "cancel" -> List.of(new Input.CancelJob(new JobId(Integer.parseInt(rest)), "by transcript"));
            case "cancel-all" -> List.of(new Input.CancelAll("by transcript"));
            case "heap-full" -> List.of(new Input.HeapFull(190L << 20, 200L << 20));
            case "cached" -> List.of(cached(match(CACHED, rest)));
            case "evicted" -> List.of(evicted(match(CACHED, rest)));
            case "uncache" -> List.of(new Input.CacheDropped(new CacheId(Integer.parseInt(rest))));
            case "clean" -> List.of(new Input.CleanOutput(stage(rest)));
            case "release-output" -> List.of(new Input.ReleaseOutput(stage(rest)));
            case "release" -> List.of(new Input.ReleaseStage(stage(rest)));
            case "close" -> List.of(new Input.Close("by transcript"));
            case "tick" -> List.of(new Input.Tick());
            default -> throw new IllegalArgumentException("No command: " + line);
        };
    }

    static StageId stage(String text) {
        return new StageId(Integer.parseInt(text));
    }

    private static long ran(String text) {
        var said = text.indexOf("ran=");
        return said < 0 ? 0 : Long.parseLong(text.substring(said + 4));
    }

    private static Input meet(String[] words) {
        var attempt = attempts(words[0]).getFirst();
        return words.length == 1
                ? new Input.BarrierCalled(attempt, BarrierRounds.Operation.BARRIER, "")
                : new Input.BarrierCalled(attempt, BarrierRounds.Operation.ALL_GATHER, words[1]);
    }

    private static Input join(List<String> words) {
        var addresses =
                words.stream()
                        .skip(2)
                        .map(word -> word.split("=", -1))
                        .filter(sides -> sides.length == 2)
                        .collect(Collectors.toMap(sides -> sides[0], sides -> List.of(sides[1].split(",", -1))));
        var at = words.indexOf("on");
        return new Input.ExecutorJoined(
                executor(words.getFirst()),
                new Capacity(Integer.parseInt(words.get(1)), addresses),
                at < 0 ? "localhost" : words.get(at + 1));
    }

    private static ExecutorId executor(String text) {
        var parts = text.split(":", -1);
        return new ExecutorId(parts[0], parts.length == 1 ? 0 : Long.parseLong(parts[1]));
    }

    private static Demand demand(List<String> words) {
        var resources =
                words.stream()
                        .skip(1)
                        .map(word -> word.split("=", -1))
                        .collect(Collectors.toMap(sides -> sides[0], sides -> Integer.valueOf(sides[1])));
        return new Demand(Integer.parseInt(words.getFirst()), resources);
    }

    private static Input lose(String what) {
        if (!what.contains(".")) {
            return new Input.ExecutorLost(executor(what), what + " left");
        }
        var parts = what.split("\\.", -1);
        return new Input.OutputLost(stage(parts[0]), Integer.parseInt(parts[1]));
    }

    private static Input submit(MatchResult match) {
        var stages = new ArrayList<StageSpec>();
        var caches = new ArrayList<CacheSpec>();
        for (var text : match.group(4).split("; ", -1)) {
            if (text.startsWith("cache")) {
                caches.add(cache(match(CACHE, text)));
            } else {
                stages.add(spec(match(STAGE, text)));
            }
        }
        var wanted =
                match.group(3) == null
                        ? IntStream.range(0, stages.getLast().partitions()).boxed().toList()
                        : match.group(3).equals("none") ? List.<Integer>of() : numbers(match.group(3));
        var pool = match.group(5) == null ? Policies.Sharing.DEFAULT_POOL : match.group(5);
        var failuresMax = match.group(2) == null ? 1 : Integer.parseInt(match.group(2));
        return new Input.SubmitJob(
                new JobId(Integer.parseInt(match.group(1))), stages, wanted, failuresMax, caches, pool);
    }

    private static Input cached(MatchResult match) {
        return new Input.PartitionCached(
                new CacheId(Integer.parseInt(match.group(1))),
                Integer.parseInt(match.group(2)),
                executor(match.group(3)));
    }

    private static Input evicted(MatchResult match) {
        return new Input.PartitionEvicted(
                new CacheId(Integer.parseInt(match.group(1))),
                Integer.parseInt(match.group(2)),
                executor(match.group(3)));
    }

    private static StageSpec spec(MatchResult match) {
        var id = Integer.parseInt(match.group(2));
        var kind =
                switch (match.group(1)) {
                    case "exchange" -> new StageKind.Exchange(new ShuffleId(id));
                    case "survey" -> new StageKind.Survey(new DatasetId(id));
                    default -> new StageKind.Result();
                };
        var parents =
                match.group(5) == null
                        ? List.<StageId>of()
                        : numbers(match.group(5)).stream().map(StageId::new).toList();
        var skippable =
                match.group(6) == null
                        ? Set.<StageId>of()
                        : numbers(match.group(6)).stream().map(StageId::new).collect(Collectors.toSet());
        var demand = match.group(9) == null ? Demand.ONE_SLOT : demand(List.of(match.group(9).split(" ", -1)));
        return new StageSpec(
                new StageId(id),
                kind,
                match.group(1) + id,
                Integer.parseInt(match.group(3)),
                parents,
                skippable,
                match.group(4) != null,
                demand,
                reads(match.group(7)),
                places(match.group(8)));
    }

    /// By partition, a host behind `@`; `-` for nowhere.
    private static List<List<StageSpec.Place>> places(String text) {
        return text == null ? List.of() : Stream.of(text.split(",", -1)).map(Notation::place).toList();
    }

    private static List<StageSpec.Place> place(String text) {
        return switch (text.charAt(0)) {
            case '-' -> List.of();
            case '@' -> List.of(new StageSpec.Place.OnHost(text.substring(1)));
            default -> List.of(new StageSpec.Place.OnExecutor(executor(text)));
        };
    }

    private static List<CacheRead> reads(String caches) {
        return caches == null
                ? List.of()
                : numbers(caches).stream().<CacheRead>map(id -> new CacheRead.Same(new CacheId(id))).toList();
    }

    private static CacheSpec cache(MatchResult match) {
        var parents =
                match.group(4) == null
                        ? List.<StageId>of()
                        : numbers(match.group(4)).stream().map(StageId::new).toList();
        return new CacheSpec(
                new CacheId(Integer.parseInt(match.group(1))),
                Integer.parseInt(match.group(2)),
                parents,
                reads(match.group(5)),
                match.group(3) != null);
    }

    private static Input fail(String[] words) {
        var attempt = attempts(words[0]).getFirst();
        return new Input.TaskFailed(
                attempt,
                switch (words[1]) {
                    case "user" ->
                            new TaskFailure.FunctionThrew(
                                    "map threw java.lang.IllegalStateException: " + words[2],
                                    new IllegalStateException(words[2]));
                    case "engine" ->
                            new TaskFailure.EngineError(
                                    "java.lang.IllegalStateException: " + words[2],
                                    new IllegalStateException(words[2]));
                    case "spared" ->
                            new TaskFailure.InputSkipped(
                                    words.length < 3
                                            ? List.of()
                                            : numbers(words[2]).stream().map(StageId::new).toList());
                    default -> {
                        var lost = words[2].split("\\.", -1);
                        yield new TaskFailure.InputLost(stage(lost[0]), numbers(lost[1]));
                    }
                });
    }

    private static List<AttemptId> attempts(String text) {
        return ATTEMPT.matcher(text)
                .results()
                .map(m -> new AttemptId(stage(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))
                .toList();
    }

    private static List<Integer> numbers(String text) {
        return List.of(text.split(",", -1)).stream().map(Integer::valueOf).toList();
    }

    private static MatchResult match(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not of the form " + pattern + ": " + text);
        }
        return matcher.toMatchResult();
    }

    /// Outputs as lines; neighbouring launches and the like share one.
    static List<String> lines(List<Output> outputs) {
        var lines = new ArrayList<String>();
        for (var output : outputs) {
            var line = line(output);
            var verb = line.split(" ", -1)[0] + " ";
            var joins =
                    output instanceof Output.LaunchTasks
                            || output instanceof Output.InterruptTask
                            || output instanceof Output.AbandonTask;
            if (joins && !lines.isEmpty() && lines.getLast().startsWith(verb)) {
                lines.add(lines.removeLast() + line.substring(verb.length() - 1));
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String placed(Output.LaunchTasks it) {
        return (it.copy() ? "copy " : "")
                + together(it.attempts())
                + "@"
                + it.executor()
                + (isPlain(it) ? "" : granted(it.grant()));
    }

    private static String line(Output output) {
        return switch (output) {
            case Output.LaunchTasks it -> "launch " + placed(it);
            case Output.LaunchGang it ->
                    it.members().stream().map(Notation::placed).collect(Collectors.joining(" ", "launch [", "]"));
            case Output.RecallTasks it -> "recall " + together(it.attempts()) + "@" + it.executor();
            case Output.InterruptTask it -> "interrupt " + it.attempt() + "@" + it.executor();
            case Output.AbandonTask it -> "abandon " + it.attempt() + "@" + it.executor();
            case Output.DiscardOutput it -> "discard " + it.output() + " of " + it.attempt();
            case Output.JobSucceeded it -> "job " + it.job() + " succeeded " + it.results();
            case Output.JobFailed it ->
                    "failed "
                            + it.failure().code()
                            + ": "
                            + FailureText.of("job " + it.job(), it.failure()).replace("\n  ", " ");
            case Output.StageSkipped it -> "stage " + it.stage() + " skipped by job " + it.job();
            case Output.StageStarted it ->
                    "stage " + it.stage() + " started, run " + it.run() + " of " + it.tasks() + " tasks";
            case Output.StageFinished it -> "stage " + it.stage() + " finished in " + it.took().toMillis() + " ms";
            case Output.ExecutorGone it -> "gone " + it.executor() + ": " + it.reason();
            case Output.BarrierOver it -> "over for " + it.attempt() + "@" + it.executor() + " " + it.gathered();
            case Output.BarrierBroken it -> "broken for " + it.attempt() + "@" + it.executor() + ": " + it.why();
            case Output.RefuseExecutor it -> "refuse " + it.executor() + ": " + it.reason();
            case Output.Warn it -> "warn " + it.text();
            case Output.CacheBegun it -> "cache " + it.cache() + " begun";
            case Output.FreeOutput it -> "free " + it.freed() + " of " + it.stage();
            case Output.DropOutput it -> "drop " + it.stage();
            case Output.WakeAt it -> "wake at " + it.timeMillis();
        };
    }

    private static boolean isPlain(Output.LaunchTasks launch) {
        return launch.grant().equals(new Grant(1, Map.of()));
    }

    private static String granted(Grant grant) {
        var text = new StringBuilder("[" + grant.cpus());
        grant.addresses().forEach((name, addresses) -> text.append(" " + name + "=" + String.join(",", addresses)));
        return text + "]";
    }

    private static String together(List<AttemptId> attempts) {
        return attempts.stream().map(AttemptId::toString).collect(Collectors.joining("+"));
    }
}
