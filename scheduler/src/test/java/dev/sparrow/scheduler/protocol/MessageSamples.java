/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.event.Event;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.scheduler.plan.FrozenSlice;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.storage.block.BlockSizes;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Values of all classes that travel, made of what their components say.
final class MessageSamples {
    /// What is sent or fetched as a whole. All other classes stand in their components.
    private static final List<Class<?>> ROOTS =
            List.of(
                    ExecutorCommand.class,
                    ExecutorEvent.class,
                    DriverRequest.class,
                    ExecutorRequest.class,
                    TaskReport.class,
                    StageCode.class,
                    SnapshotForm.class,
                    VersionedInputs.class,
                    FrozenSlice.Encoded.class,
                    SnippetCode.Unit.class,
                    ExecutorId.class,
                    MessageWriter.Part.class,
                    Wire.Frame.class);

    /// Permitted, but never on the way between processes.
    private static final Set<Class<?>> HERE = Set.of(Parcel.Here.class, Parcel.Held.class);

    /// Classes that are no records, with what their serializers write.
    private static final Map<Class<?>, List<Class<?>>> OTHERS =
            Map.of(
                    BlockSizes.class, List.of(),
                    SurveyParcels.class, List.of(Parcel.class),
                    RemoteError.class, List.of(Wire.Frame.class));

    private MessageSamples() {}

    /// All classes of ours that travel, enums among them, by their names.
    static Map<String, Class<?>> classes() {
        var found = new LinkedHashSet<Class<?>>();
        ROOTS.forEach(root -> reach(root, found));
        var byName = new TreeMap<String, Class<?>>();
        found.forEach(type -> byName.put(name(type), type));
        return byName;
    }

    static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static void reach(Class<?> type, Set<Class<?>> found) {
        if (type.isSealed()) {
            permitted(type).forEach(each -> reach(each, found));
        } else if (type.isEnum()) {
            found.add(type);
        } else if (OTHERS.containsKey(type)) {
            if (found.add(type)) {
                OTHERS.get(type).forEach(each -> reach(each, found));
            }
        } else if (type.isRecord() && found.add(type)) {
            for (var component : type.getRecordComponents()) {
                components(component).forEach(each -> reach(each, found));
            }
        } else if (!type.isRecord() && !type.isPrimitive() && !isOfJdk(type)) {
            throw new AssertionError(type + " travels, and is no record");
        }
    }

    private static boolean isOfJdk(Class<?> type) {
        return type == byte[].class
                || type == String.class
                || type == Integer.class
                || type == Long.class
                || type == Duration.class
                || type == Instant.class
                || type == Optional.class
                || type == List.class
                || type == Set.class
                || type == Map.class;
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return Stream.of(type.getPermittedSubclasses()).filter(each -> !HERE.contains(each)).map(each -> each);
    }

    /// The classes that the type of a component names.
    private static Stream<Class<?>> components(RecordComponent component) {
        if (component.getType() == Object.class) {
            return Stream.of(MapOutput.class, Parcel.class); // of TaskReport.Finished
        }
        return component.getType() == Throwable.class
                ? Stream.of(RemoteError.class)
                : named(component.getGenericType());
    }

    private static Stream<Class<?>> named(Type type) {
        return switch (type) {
            case Class<?> plain -> Stream.of(plain);
            case ParameterizedType of ->
                    Stream.concat(
                            named(of.getRawType()),
                            Stream.of(of.getActualTypeArguments()).flatMap(MessageSamples::named));
            default -> throw new AssertionError("a component of type " + type);
        };
    }

    /// A value of a class, in which each collection has so many elements.
    static Object of(Class<?> type, int size) {
        return new Maker(size).make(type, 0);
    }

    /// What values of the components' types do not show: nulls, and the other cases.
    static Map<String, Object> others() {
        var deep = new RemoteError("java.io.IOException: disk", List.of(), null, new byte[0]);
        var unknown = new StackTraceElement("a.B", "c", null, -2);
        var attempt = (AttemptId) of(AttemptId.class, 1);
        var samples = new TreeMap<String, Object>();
        samples.put("UserError, without a cause", new TaskFailure.UserError(ErrorCode.USER_FUNCTION, "said", null));
        samples.put("RemoteError, with a cause", new RemoteError("ä €", List.of(unknown), deep, new byte[] {1}));
        samples.put("Finished, of a result", finished(attempt, new Parcel.Encoded(new byte[] {1, 2})));
        samples.put(
                "OfAccumulator, without a name", new ReferenceForm.OfAccumulator(-1, Optional.empty(), new byte[0]));
        samples.put("StageCode, of a survey", survey());
        samples.put("Pong, in a list", List.of(new ExecutorEvent.Pong(), "text", 7, Map.of("k", Set.of(1L))));
        return samples;
    }

    private static TaskReport.Finished finished(AttemptId attempt, Object output) {
        var metrics = (TaskMetrics) of(TaskMetrics.class, 0);
        return new TaskReport.Finished(
                attempt,
                output,
                metrics,
                List.of(),
                List.of(new Event.DataLost("name", List.of(1, 2), "reason", "consequence")),
                Instant.EPOCH);
    }

    private static StageCode survey() {
        var code = (StageCode) of(StageCode.class, 0);
        return new StageCode(
                (StageKind) of(StageKind.Survey.class, 0),
                code.partitions(),
                code.program(),
                code.caches(),
                code.inputs(),
                code.setting());
    }

    /// Counts, so that no two values are the same.
    private static final class Maker {
        /// Enough for the kind of values that have values of their kind in them.
        private static final int DEPTH_MAX = 6;

        private final int size;
        private int next = 1;

        private Maker(int size) {
            this.size = size;
        }

        private Object make(Type type, int depth) {
            return type instanceof ParameterizedType of ? collection(of, depth) : simple((Class<?>) type, depth);
        }

        private Object collection(ParameterizedType type, int depth) {
            var of = type.getActualTypeArguments();
            // what is large is so at one level alone
            var length = depth > DEPTH_MAX ? 0 : depth > 1 ? Math.min(size, 2) : size;
            var raw = (Class<?>) type.getRawType();
            var elements = new ArrayList<Object>();
            for (var i = 0; i < (raw == Optional.class ? Math.min(1, length) : length); i++) {
                elements.add(make(of[0], depth + 1));
            }
            if (raw == List.class) {
                return elements;
            }
            if (raw == Optional.class) {
                return elements.stream().findFirst();
            }
            if (raw == Set.class) {
                return new LinkedHashSet<>(elements);
            }
            var map = new LinkedHashMap<Object, Object>();
            elements.forEach(key -> map.put(key, make(of[1], depth + 1)));
            return map;
        }

        private Object simple(Class<?> type, int depth) {
            if (type == int.class || type == Integer.class) {
                return next++;
            }
            if (type == long.class || type == Long.class) {
                return (1L << 40) + next++;
            }
            if (type == boolean.class) {
                return true;
            }
            if (type == String.class) {
                return next % 2 == 0 ? "text" + next++ : "Wörter€" + next++;
            }
            if (type == byte[].class) {
                return new byte[] {-1, 0, (byte) next++};
            }
            if (type == Instant.class) {
                return Instant.ofEpochSecond(next++, 7);
            }
            return type == Duration.class ? Duration.ofSeconds(next++, 5) : ofOurs(type, depth);
        }

        private Object ofOurs(Class<?> type, int depth) {
            if (type.isEnum()) {
                return type.getEnumConstants()[0];
            }
            if (type.isSealed()) {
                return make(permitted(type).findFirst().orElseThrow(), depth);
            }
            if (type == BlockSizes.class) {
                return constructed(type, List.of(byte[].class, long.class, long.class), new byte[] {1, 5, 9}, 5L, 9L);
            }
            if (type == SurveyParcels.class) {
                return new SurveyParcels(List.of(new Parcel.Encoded(new byte[] {3})));
            }
            if (type == RemoteError.class || type == Throwable.class) {
                return new RemoteError(
                        "a.B: said", List.of(new StackTraceElement("a.B", "c", "B.java", 3)), null, new byte[] {4});
            }
            if (type == Object.class) {
                return make(MapOutput.class, depth);
            }
            return record(type, depth);
        }

        private Object record(Class<?> type, int depth) {
            var components = type.getRecordComponents();
            var values = Stream.of(components).map(each -> make(each.getGenericType(), depth + 1)).toArray();
            return constructed(type, Stream.of(components).map(RecordComponent::getType).toList(), values);
        }

        private static Object constructed(Class<?> type, List<? extends Class<?>> parameters, Object... values) {
            try {
                var constructor = type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(type.toString(), e);
            }
        }
    }

    /// All that is in a value, as text: values whose texts are the same are the same.
    static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Optional<?> optional -> "Optional" + optional.map(MessageSamples::text);
            case List<?> list -> list.stream().map(MessageSamples::text).toList().toString();
            case Set<?> set -> "Set" + set.stream().map(MessageSamples::text).sorted().toList();
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((key, each) -> sorted.put(text(key), text(each)));
                yield sorted.toString();
            }
            case SurveyParcels survey -> "SurveyParcels" + text(survey.parcels());
            case RemoteError error ->
                    error
                            + text(List.of(error.getStackTrace()).stream().map(Object::toString).toList())
                            + text(error.getCause())
                            + text(error.original());
            case Record record -> name(record.getClass()) + text(values(record));
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }

    private static List<Object> values(Record record) {
        var values = new ArrayList<Object>();
        for (var component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                values.add(accessor.invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(component.toString(), e);
            }
        }
        return values;
    }
}
