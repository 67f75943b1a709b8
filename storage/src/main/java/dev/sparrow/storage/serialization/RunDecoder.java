/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.io.Input;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// The elements of an encoded run, one by one.
final class RunDecoder implements Iterator<Object> {
    private final ClassNames names = new ClassNames();
    private final Input input;
    private final ReadableClasses classes;
    private int remaining;

    RunDecoder(byte[] bytes, int count, ReadableClasses classes) {
        this.classes = classes;
        this.input = new Input(bytes);
        this.remaining = count;
    }

    @Override
    public boolean hasNext() {
        return remaining > 0;
    }

    @Override
    public Object next() {
        if (remaining == 0) {
            throw new NoSuchElementException();
        }
        remaining--;
        var kryo = ElementKryo.borrow();
        Object element;
        try {
            element = kryo.read(input, names, classes);
        } catch (RuntimeException | StackOverflowError e) {
            throw ElementFailure.onRead(e);
        }
        kryo.giveBack();
        return element;
    }
}
