/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import dev.sparrow.error.SparrowException;
import dev.sparrow.value.ImmutableValues;
import dev.sparrow.value.Lists;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A value as it was at one moment, such as the functions of a stage at submission: nothing that the driver changes
/// afterwards reaches a copy.
///
/// A value that cannot change however deep one looks is shared as it is. Any other is serialized once, and every copy
/// is private to who asked for it; objects that are one within the value are one within a copy. If functions were typed
/// at the prompt of a shell, the shell variables that they read belong to the snapshot.
public final class Snapshot<T> {
    private final T sharedValue;
    private final byte[] bytes;
    private final Way way;

    /// Of the objects in it; keeps them, so that they can travel as long as the snapshot is there.
    private final Map<String, Class<?>> classes;

    private final List<ByReference> references;
    private final TakenVariables variables;
    private final String what;

    private Snapshot(
            T sharedValue,
            byte[] bytes,
            Way way,
            Map<String, Class<?>> classes,
            List<ByReference> references,
            TakenVariables variables,
            String what) {
        this.sharedValue = sharedValue;
        this.bytes = bytes;
        this.way = way;
        this.classes = classes;
        this.references = references;
        this.variables = variables;
        this.what = what;
    }

    /// How a value gets to its tasks.
    enum Way {
        /// As it is, if nothing can change it.
        SHARE,
        /// As bytes, always, which are opened with the context class loader of whoever copies.
        SHIP
    }

    /// Serializes the value, unless it can be shared.
    ///
    /// @param value may be null
    /// @param what names the value in messages, such as `the functions of map at WordCount.java:12`
    /// @throws SparrowException if the value changes and is not serializable, or captures a dataset
    public static <T> Snapshot<T> take(T value, String what) {
        return take(value, what, Way.SHARE);
    }

    /// As [#take], but always as bytes, and opened with the context class loader: as if tasks ran elsewhere.
    public static <T> Snapshot<T> ship(T value, String what) {
        return take(value, what, Way.SHIP);
    }

    private static <T> Snapshot<T> take(T value, String what, Way way) {
        var code = SnippetCode.here();
        var isShared = way == Way.SHARE && Immutability.holdsFor(value);
        if (isShared && code.isEmpty()) {
            return shared(value, TakenVariables.NONE, what);
        }
        var who = "Cannot copy " + what;
        try (var written = Written.of(value, who)) {
            var variables =
                    code.map(shell -> TakenVariables.take(shell, written.out().entries(shell), who, way))
                            .orElse(TakenVariables.NONE);
            return isShared ? shared(value, variables, what) : written.snapshot(variables, what, way);
        } catch (IOException e) {
            throw Refusal.of(who, value, e);
        }
    }

    /// The value of a shell variable, and where calls may enter the code of the shell from it.
    record OfVariable(Snapshot<?> value, Set<SnippetCode.Entry> entries) {}

    static OfVariable ofVariable(SnippetCode.Variable variable, SnippetCode code, String who, Way way) {
        var value = variable.value();
        var what = "the shell variable `" + variable.name() + "`";
        if (way == Way.SHARE && ImmutableValues.isImmutable(value)) {
            return new OfVariable(shared(value, TakenVariables.NONE, what), Set.of());
        }
        var subject = who + " because of " + what;
        try (var written = Written.of(value, subject)) {
            var snapshot =
                    way == Way.SHARE && Immutability.holdsFor(value)
                            ? shared(value, TakenVariables.NONE, what)
                            : written.snapshot(TakenVariables.NONE, what, way);
            return new OfVariable(snapshot, written.out().entries(code));
        } catch (IOException e) {
            throw Refusal.of(subject, value, e);
        }
    }

    private static <T> Snapshot<T> shared(T value, TakenVariables variables, String what) {
        return new Snapshot<>(value, new byte[0], Way.SHARE, Map.of(), List.of(), variables, what);
    }

    private record Written(ByteArrayOutputStream buffer, ClosureOutput out) implements AutoCloseable {
        /// @param who the first words of the message if the value cannot be written
        static Written of(Object value, String who) throws IOException {
            var buffer = new ByteArrayOutputStream();
            var out = new ClosureOutput(buffer);
            try {
                out.writeObject(value);
                out.flush();
            } catch (IOException | RuntimeException | StackOverflowError e) {
                throw Refusal.of(who, value, e);
            }
            return new Written(buffer, out);
        }

        <T> Snapshot<T> snapshot(TakenVariables variables, String what, Way way) {
            return new Snapshot<>(null, buffer.toByteArray(), way, out.classes(), out.references(), variables, what);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /// The same value, with the shell variables of others besides its own: for functions that are handed objects made
    /// by the others.
    public Snapshot<T> and(Collection<? extends Snapshot<?>> others) {
        var all = variables.and(Lists.map(others, Snapshot::variables));
        return new Snapshot<>(sharedValue, bytes, way, classes, references, all, what);
    }

    /// The shell variables that functions in the value read, for a [TaskScope].
    public TakenVariables variables() {
        return variables;
    }

    /// As [#copy(UnaryOperator)], in which what is captured by reference is what it is here.
    public T copy() {
        return copy(UnaryOperator.identity());
    }

    /// The value itself if it is shared, else a new copy. May be called from any thread.
    ///
    /// @param binding what stands in the copy for what is captured by reference
    @SuppressWarnings("unchecked") // the bytes are those of a T
    public T copy(UnaryOperator<ByReference> binding) {
        if (shared()) {
            return sharedValue;
        }
        var known = way == Way.SHARE ? classes : Map.<String, Class<?>>of();
        try (var in = new ClosureInput(new ByteArrayInputStream(bytes), known, references, binding)) {
            return (T) in.readObject();
        } catch (SparrowException e) {
            throw e;
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError e) {
            throw Refusal.atCopy(what, bytes.length, e);
        }
    }

    /// Whether all copies are the one value that was taken, since nobody can change it.
    public boolean shared() {
        return bytes.length == 0;
    }

    /// What a snapshot is made of, for one that is opened in another process.
    ///
    /// @param bytes the serialized form of the value
    /// @param references what the value captures by reference, by the numbers that stand for it
    /// @param variables the shell variables that its functions read, by slot
    /// @param what names the value in messages
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Parts(byte[] bytes, List<ByReference> references, Map<Integer, Snapshot<?>> variables, String what) {}

    /// The parts of a snapshot that was shipped.
    ///
    /// @throws IllegalStateException if the value is shared
    public Parts parts() {
        if (way != Way.SHIP) {
            throw new IllegalStateException("Not made to be shipped: " + what);
        }
        return new Parts(bytes, references, variables.values(), what);
    }

    /// Shows what the value and the shell variables of its functions capture by reference.
    public void eachReference(Consumer<ByReference> visitor) {
        references.forEach(visitor);
        variables.values().values().forEach(variable -> variable.eachReference(visitor));
    }

    /// A snapshot of parts that come from another process: its copies are of the classes that the context class loader
    /// of whoever copies knows.
    public static <T> Snapshot<T> of(Parts parts) {
        return new Snapshot<>(
                null,
                parts.bytes(),
                Way.SHIP,
                Map.of(),
                parts.references(),
                TakenVariables.of(parts.variables()),
                parts.what());
    }

    /// The same snapshot, of which all copies are one if nothing can change the value. It is then that of the classes
    /// that the calling thread's context class loader knows.
    public Snapshot<T> shareIfImmutable() {
        if (shared() || !references.isEmpty()) {
            return this;
        }
        var value = copy();
        return Immutability.holdsFor(value) ? shared(value, variables, what) : this;
    }

    /// The size of the serialized form; 0 if the value is shared.
    public int sizeBytes() {
        return bytes.length;
    }
}
