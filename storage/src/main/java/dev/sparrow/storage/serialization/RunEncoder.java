/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A run of elements on its way into bytes. Each element is encoded at once, so that it may change afterwards.
///
/// Used by one thread. After a failure the run is not to be used any more.
public final class RunEncoder {
    private final ClassNames names = new ClassNames();
    private final LimitedBytes bytes;
    private int count;

    /// @param elementBytesMax the largest element
    RunEncoder(int elementBytesMax) {
        this.bytes = new LimitedBytes(elementBytesMax);
    }

    /// Encodes one more element.
    ///
    /// @param element may be null
    /// @throws dev.sparrow.error.SparrowException `ELEMENT_NOT_SERIALIZABLE`, or `LIMIT_EXCEEDED` if it is too large
    public void write(Object element) {
        bytes.startElement();
        var kryo = ElementKryo.borrow();
        try {
            kryo.write(element, bytes, names);
        } catch (RuntimeException | StackOverflowError e) {
            throw ElementFailure.onWrite(element, e);
        }
        kryo.giveBack();
        count++;
    }

    /// The number of elements.
    public int count() {
        return count;
    }

    /// The number of bytes so far.
    public int size() {
        return bytes.size();
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    public void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }

    /// Thrown through Kryo, which may wrap it.
    static final class ElementTooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        ElementTooLarge(int bytesMax) {
            super("it takes more than " + bytesMax + " bytes encoded");
        }
    }

    private static final class LimitedBytes extends ByteArrayOutputStream {
        private final int elementBytesMax;
        private int elementStart;

        LimitedBytes(int elementBytesMax) {
            this.elementBytesMax = elementBytesMax;
        }

        void startElement() {
            elementStart = size();
        }

        @Override
        public synchronized void write(byte[] source, int offset, int length) {
            if (length > elementBytesMax - (count - elementStart)) {
                throw new ElementTooLarge(elementBytesMax);
            }
            super.write(source, offset, length);
        }
    }
}
