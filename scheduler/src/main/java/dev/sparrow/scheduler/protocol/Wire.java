/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import static java.util.Objects.requireNonNull;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.EnumNameSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.MapSerializer;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The bytes of messages and of what they speak of by id: Kryo, which knows the classes of [WireClasses] by their
/// numbers and no others. For any thread.
public final class Wire {
    /// A control message takes no more, so that none holds up another for long.
    public static final int MESSAGE_BYTES_MAX = 64 << 10;

    /// Those that nobody uses: as many as threads have ever used at once.
    private static final Queue<Kryo> FREE = new ConcurrentLinkedQueue<>();

    private Wire() {}

    private static Kryo obtain() {
        var free = FREE.poll();
        return free == null ? new WireKryo() : free;
    }

    private static void free(Kryo kryo) {
        FREE.add(kryo);
    }

    /// The bytes of a value.
    ///
    /// @param value of one of the [WireClasses]
    public static byte[] encode(Object value) {
        var kryo = obtain();
        try (var out = new Output(256, -1)) {
            kryo.writeClassAndObject(out, value);
            return out.toBytes();
        } finally {
            free(kryo);
        }
    }

    /// As [#encode], for a message that has to be small.
    ///
    /// @throws IllegalStateException if it takes more than [#MESSAGE_BYTES_MAX]
    public static byte[] encodeMessage(Object message) {
        var bytes = encode(message);
        if (bytes.length > MESSAGE_BYTES_MAX) {
            throw new IllegalStateException(
                    "A message of "
                            + bytes.length
                            + " bytes ("
                            + message.getClass().getSimpleName()
                            + "), and "
                            + MESSAGE_BYTES_MAX
                            + " are the limit. What is heavy has to be asked for by id.");
        }
        return bytes;
    }

    /// The value of bytes.
    ///
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if the bytes are no value of `type`
    public static <T> T decode(byte[] bytes, Class<T> type) {
        var kryo = obtain();
        try (var in = new CheckedInput(bytes)) {
            return type.cast(whole(kryo, in));
        } catch (RuntimeException e) { // damage shows anywhere, also where a value's own class refuses it
            throw unreadable(type, "is damaged", e);
        } finally {
            free(kryo);
        }
    }

    private static Object whole(Kryo kryo, Input in) {
        var value = kryo.readClassAndObject(in);
        if (value == null || in.position() != in.limit()) {
            throw new KryoException("It ends at byte " + in.position() + " of " + in.limit());
        }
        return value;
    }

    static SparrowException unreadable(Class<?> type, String problem, Exception cause) {
        return new SparrowException(
                ErrorCode.INPUT_UNREADABLE,
                "A message between executors and driver (" + type.getSimpleName() + ") " + problem + ".",
                cause);
    }

    /// Makes no room for a text that is longer than what is left.
    private static final class CheckedInput extends Input {
        private CheckedInput(byte[] bytes) {
            super(bytes);
        }

        @Override
        public String readString() {
            var start = position();
            if (readVarIntFlag()) { // else it is ASCII, and its last byte says so
                checked(this, Math.max(0, readVarIntFlag(true) - 1));
                setPosition(start);
            }
            return super.readString();
        }
    }

    /// Looks for no class by its name.
    private static final class NumberedClasses extends DefaultClassResolver {
        @Override
        protected Registration readName(Input in) {
            throw new KryoException("It has a class without a number");
        }
    }

    /// Lists, sets and maps of any class are written by their interfaces.
    private static final class WireKryo extends Kryo {
        private WireKryo() {
            super(new NumberedClasses(), null);
            setRegistrationRequired(true);
            setReferences(false);
            setOptimizedGenerics(false); // its state would not survive damaged bytes
            setMaxDepth(64);
            setInstantiatorStrategy(new StdInstantiatorStrategy());
            register(List.class, new Lists(), WireClasses.LIST);
            register(Set.class, new Sets(), WireClasses.SET);
            register(Map.class, new Maps(), WireClasses.MAP);
            register(byte[].class, new Bytes(), WireClasses.BYTES);
            register(RemoteError.class, new RemoteErrors(), WireClasses.REMOTE_ERROR);
            WireClasses.RECORDS.forEach(this::register);
        }

        /// Constants travel by their names, so that others may come between them.
        private void register(int number, Class<?> type) {
            if (type.isRecord()) {
                register(type, RecordForm.of(type), number);
            } else if (type.isEnum()) {
                register(type, new EnumNameSerializer(type.asSubclass(Enum.class)), number);
            } else {
                register(type, number);
            }
        }

        @Override
        @SuppressWarnings("rawtypes") // as Kryo declares it
        public Registration getRegistration(Class type) {
            return super.getRegistration(known(type));
        }

        private static Class<?> known(Class<?> type) {
            if (List.class.isAssignableFrom(type)) {
                return List.class;
            }
            if (Set.class.isAssignableFrom(type)) {
                return Set.class;
            }
            return Map.class.isAssignableFrom(type) ? Map.class : type;
        }
    }

    private static final class Lists extends CollectionSerializer<Collection<?>> {
        @Override
        protected Collection<?> create(Kryo kryo, Input in, Class<? extends Collection<?>> type, int size) {
            return new ArrayList<>(checked(in, size));
        }
    }

    private static final class Sets extends CollectionSerializer<Collection<?>> {
        @Override
        protected Collection<?> create(Kryo kryo, Input in, Class<? extends Collection<?>> type, int size) {
            return LinkedHashSet.newLinkedHashSet(checked(in, size));
        }
    }

    private static final class Maps extends MapSerializer<Map<?, ?>> {
        @Override
        protected Map<?, ?> create(Kryo kryo, Input in, Class<? extends Map<?, ?>> type, int size) {
            return LinkedHashMap.newLinkedHashMap(checked(in, size));
        }
    }

    /// What is to come has at least one byte for each element.
    private static int checked(Input in, int size) {
        if (size < 0 || size > in.limit() - in.position()) {
            throw new KryoException("It speaks of " + size + " elements, and has no room for them");
        }
        return size;
    }

    private static final class Bytes extends Serializer<byte[]> {
        @Override
        public void write(Kryo kryo, Output out, byte[] bytes) {
            out.writeVarInt(bytes.length, true);
            out.writeBytes(bytes);
        }

        @Override
        public byte[] read(Kryo kryo, Input in, Class<? extends byte[]> type) {
            return in.readBytes(checked(in, in.readVarInt(true)));
        }
    }

    private static final class RemoteErrors extends Serializer<RemoteError> {
        @Override
        public void write(Kryo kryo, Output out, RemoteError error) {
            out.writeString(error.toString());
            kryo.writeClassAndObject(out, List.of(error.getStackTrace()).stream().map(Frame::of).toList());
            kryo.writeClassAndObject(out, error.getCause());
            kryo.writeClassAndObject(out, error.original());
        }

        @Override
        @SuppressWarnings("unchecked") // else the bytes are damaged, which the cast of an element shows
        public RemoteError read(Kryo kryo, Input in, Class<? extends RemoteError> type) {
            var text = in.readString();
            var frames = (List<Frame>) kryo.readClassAndObject(in);
            var cause = (RemoteError) kryo.readClassAndObject(in);
            var original = (byte[]) kryo.readClassAndObject(in);
            return new RemoteError(
                    requireNonNull(text),
                    frames.stream().map(Frame::element).toList(),
                    cause,
                    requireNonNull(original));
        }
    }

    /// A frame of a stack.
    ///
    /// @param file null if it is not known
    record Frame(String type, String method, String file, int line) {
        private static Frame of(StackTraceElement frame) {
            return new Frame(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
        }

        private StackTraceElement element() {
            return new StackTraceElement(type, method, file, line);
        }
    }
}
