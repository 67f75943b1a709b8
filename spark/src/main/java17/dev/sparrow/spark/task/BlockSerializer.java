/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;

import scala.reflect.ClassTag;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// The bytes of blocks in Spark's shuffle: the three numbers of a [BlockKey], then a batch with its length. They mean
/// the same wherever they stand, so that Spark may sort them without opening them.
public final class BlockSerializer extends Serializer implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public boolean supportsRelocationOfSerializedObjects() {
        return true;
    }

    @Override
    public SerializerInstance newInstance() {
        return new Instance();
    }

    private static UnsupportedOperationException notAlone() {
        return new UnsupportedOperationException("Blocks travel in streams of pairs only");
    }

    private static final class Instance extends SerializerInstance {
        @Override
        public <T> ByteBuffer serialize(T value, ClassTag<T> type) {
            throw notAlone();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassTag<T> type) {
            throw notAlone();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> type) {
            throw notAlone();
        }

        @Override
        public SerializationStream serializeStream(OutputStream out) {
            return new Writer(new DataOutputStream(out));
        }

        @Override
        public DeserializationStream deserializeStream(InputStream in) {
            return new Reader(new DataInputStream(in));
        }
    }

    private static final class Writer extends SerializationStream {
        private final DataOutputStream out;

        private Writer(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public <T> SerializationStream writeObject(T value, ClassTag<T> type) {
            try {
                if (value instanceof BlockKey key) {
                    out.writeInt(key.reduce());
                    out.writeInt(key.map());
                    out.writeInt(key.number());
                } else {
                    var bytes = (byte[]) value;
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Reader extends DeserializationStream {
        private final DataInputStream in;

        private Reader(DataInputStream in) {
            this.in = in;
        }

        @Override
        public <T> T readObject(ClassTag<T> type) {
            throw notAlone();
        }

        /// Spark takes an [EOFException] here for the end.
        @Override
        @SuppressWarnings("unchecked") // keys are of one class
        public <T> T readKey(ClassTag<T> type) {
            try {
                return (T) new BlockKey(in.readInt(), in.readInt(), in.readInt());
            } catch (IOException e) {
                Reader.<RuntimeException>throwAsItIs(e);
                throw new AssertionError(e);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // values are bytes
        public <T> T readValue(ClassTag<T> type) {
            try {
                var bytes = new byte[in.readInt()];
                in.readFully(bytes);
                return (T) bytes;
            } catch (IOException e) {
                Reader.<RuntimeException>throwAsItIs(e);
                throw new AssertionError(e);
            }
        }

        @SuppressWarnings("unchecked") // Spark's method declares no exception, and expects this one
        private static <E extends Throwable> void throwAsItIs(IOException e) throws E {
            throw (E) e;
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
