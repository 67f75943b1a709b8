/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How a component of a record is written and read.
interface FieldCodec {
    void write(ByteSink out, Object value);

    Object read(ByteSource in);

    /// Whole numbers; small ones take few bytes, negative ones too.
    record Whole(Class<?> type) implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            var number = ((Number) value).longValue();
            out.putVar((number << 1) ^ (number >> 63));
        }

        @Override
        public Object read(ByteSource in) {
            var coded = in.getVar();
            var number = (coded >>> 1) ^ -(coded & 1);
            if (type == long.class || type == Long.class) {
                return number;
            }
            if (number != (int) number) {
                throw new IllegalArgumentException(number + " in place of an int");
            }
            return (int) number;
        }
    }

    /// A double, by its bits.
    record Fraction() implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            out.putLong(Double.doubleToRawLongBits((Double) value));
        }

        @Override
        public Object read(ByteSource in) {
            return Double.longBitsToDouble(in.getLong());
        }
    }

    /// A boolean.
    record Flag() implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            out.put((Boolean) value ? 1 : 0);
        }

        @Override
        public Object read(ByteSource in) {
            return switch (in.get()) {
                case 0 -> false;
                case 1 -> true;
                default -> throw new IllegalArgumentException("a flag that is neither 0 nor 1");
            };
        }
    }

    /// A text.
    record Text() implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            out.putText((String) value);
        }

        @Override
        public Object read(ByteSource in) {
            return in.getText();
        }
    }

    /// Bytes as they are.
    record Raw() implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            var bytes = (byte[]) value;
            out.putVar(bytes.length);
            out.put(bytes);
        }

        @Override
        public Object read(ByteSource in) {
            return in.getBytes();
        }
    }

    /// A constant of an enum, by its name.
    record Constant(List<? extends Enum<?>> constants) implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            out.putText(((Enum<?>) value).name());
        }

        @Override
        public Object read(ByteSource in) {
            var name = in.getText();
            return constants.stream()
                    .filter(constant -> constant.name().equals(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("no constant " + name + " in " + constants));
        }
    }

    /// What may be null.
    record Nullable(FieldCodec inner) implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            out.put(value == null ? 0 : 1);
            if (value != null) {
                inner.write(out, value);
            }
        }

        @Override
        public Object read(ByteSource in) {
            return in.get() == 0 ? null : inner.read(in);
        }
    }

    /// An `Optional`.
    record Maybe(FieldCodec inner) implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            inner.write(out, ((Optional<?>) value).orElse(null));
        }

        @Override
        public Object read(ByteSource in) {
            return Optional.ofNullable(inner.read(in));
        }
    }

    /// An `OptionalLong`.
    record MaybeWhole() implements FieldCodec {
        private static final Whole WHOLE = new Whole(long.class);

        @Override
        public void write(ByteSink out, Object value) {
            var maybe = (OptionalLong) value;
            out.put(maybe.isPresent() ? 1 : 0);
            if (maybe.isPresent()) {
                WHOLE.write(out, maybe.getAsLong());
            }
        }

        @Override
        public Object read(ByteSource in) {
            return switch (in.get()) {
                case 0 -> OptionalLong.empty();
                case 1 -> OptionalLong.of((Long) WHOLE.read(in));
                default -> throw new IllegalArgumentException("a flag that is neither 0 nor 1");
            };
        }
    }

    /// A list or a set, in its order.
    record Many(FieldCodec inner, boolean isSet) implements FieldCodec {
        @Override
        public void write(ByteSink out, Object value) {
            var all = (Collection<?>) value;
            out.putVar(all.size());
            all.forEach(one -> inner.write(out, one));
        }

        @Override
        public Object read(ByteSource in) {
            var count = in.getCount();
            // Bytes that were made to harm must not make much room before they are seen through.
            var all = new ArrayList<>(Math.min(count, 1_000));
            for (var i = 0; i < count; i++) {
                var one = inner.read(in);
                if (one == null) {
                    throw new IllegalArgumentException("nothing in place of an element");
                }
                all.add(one);
            }
            return isSet ? asSet(all) : List.copyOf(all);
        }

        private static Set<Object> asSet(List<Object> all) {
            return new LinkedHashSet<>(all);
        }
    }
}
