/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.serialization.ReadableClasses;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A class as a [PortableBatch] names it, with all that its reader relies on.
///
/// @param components of a record, in order; empty for other classes
record PortableClass(String name, Form form, List<Component> components) {
    /// Of the classes here, which are asked for with every batch.
    private static final ClassValue<PortableClass> KNOWN =
            new ClassValue<>() {
                @Override
                protected PortableClass computeValue(Class<?> type) {
                    return described(type);
                }
            };

    /// What a class is, numbered in the portable form.
    enum Form {
        /// The type of an array's elements.
        ANY("class"),
        RECORD("record"),
        ENUM("enum");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        static Form of(Class<?> type) {
            if (type.isRecord()) {
                return RECORD;
            }
            return type.isEnum() ? ENUM : ANY;
        }
    }

    /// A component of a record.
    ///
    /// @param type the name of its erased type
    record Component(String name, String type) {
        @Override
        public String toString() {
            return type + " " + name;
        }
    }

    static PortableClass of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static PortableClass described(Class<?> type) {
        var form = Form.of(type);
        var components =
                form == Form.RECORD
                        ? Arrays.stream(type.getRecordComponents())
                                .map(of -> new Component(of.getName(), of.getType().getName()))
                                .toList()
                        : List.<Component>of();
        return new PortableClass(type.getName(), form, components);
    }

    void write(DataOutput target) throws IOException {
        target.writeUTF(name);
        target.writeByte(ShapeWriter.number(form));
        target.writeByte(components.size()); // a constructor takes 255 arguments at most
        for (var component : components) {
            target.writeUTF(component.name);
            target.writeUTF(component.type);
        }
    }

    static PortableClass read(DataInput source) throws IOException {
        var name = source.readUTF();
        var form = ShapeReader.constant(Form.values(), source.readUnsignedByte());
        var components = new ArrayList<Component>();
        for (var remaining = source.readUnsignedByte(); remaining > 0; remaining--) {
            components.add(new Component(source.readUTF(), source.readUTF()));
        }
        return new PortableClass(name, form, List.copyOf(components));
    }

    /// The class of this name here, of which nothing has run.
    ///
    /// @throws SparrowException if there is none, it is not to be read, or it is not what it was
    Class<?> find(ReadableClasses classes) {
        try {
            var type = classes.find(name);
            var now = of(type);
            if (form != Form.ANY && now.form != form) {
                throw changed(name + " was " + article(form) + " when it was written, and is none now");
            }
            if (form == Form.RECORD && !now.components.equals(components)) {
                throw changed(
                        "the record "
                                + name
                                + " had the components "
                                + components
                                + " when it was written, and has "
                                + now.components
                                + " now");
            }
            return type;
        } catch (LinkageError e) {
            throw new SparrowException(
                    ErrorCode.ELEMENT_NOT_SERIALIZABLE,
                    "An element cannot be read back: the class " + name + " cannot be used in this program: " + e + ".",
                    e);
        }
    }

    private static String article(Form form) {
        return (form == Form.ENUM ? "an " : "a ") + form.word;
    }

    /// The constants of an enum by their names.
    ///
    /// @param names may hold null, which stays null
    List<Object> constants(Class<?> type, List<String> names) {
        var constants =
                Arrays.stream(type.getEnumConstants())
                        .collect(
                                Collectors.toMap(
                                        constant -> ((Enum<?>) constant).name(), constant -> (Object) constant));
        var found = new ArrayList<>();
        for (var each : names) {
            var constant = each == null ? null : constants.get(each);
            if (each != null && constant == null) {
                throw changed("the enum " + name + " has no constant " + each + " any more");
            }
            found.add(constant);
        }
        return found;
    }

    private static SparrowException changed(String how) {
        return new SparrowException(
                ErrorCode.ELEMENT_NOT_SERIALIZABLE,
                "An element cannot be read back: "
                        + how
                        + ". Read it with the class as it was, or have a program write it anew.");
    }
}
