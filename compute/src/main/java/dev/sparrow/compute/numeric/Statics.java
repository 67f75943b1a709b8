/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/// Static final fields, whose values are constants: those of the class that made the function, which is in use, and
/// those of the JDK. To read another class' would have it initialised before the user's program does that.
final class Statics {
    private final Class<?> home;

    Statics(Class<?> home) {
        this.home = home;
    }

    Value get(String owner, String name) {
        try {
            var type = Class.forName(owner.replace('/', '.'), false, home.getClassLoader());
            var field = type.getDeclaredField(name);
            if ((type != home && type.getClassLoader() != null) || !Modifier.isFinal(field.getModifiers())) {
                throw new Operations.UnknownException(owner + "." + name);
            }
            var lookup =
                    type == home ? MethodHandles.privateLookupIn(type, MethodHandles.lookup()) : MethodHandles.lookup();
            return value(lookup.unreflectGetter(field).invoke(), field.getType().isPrimitive());
        } catch (Operations.UnknownException e) {
            throw e;
        } catch (Throwable e) {
            // Whatever the reason, the function itself can read it, or fails as it should.
            throw new Operations.UnknownException(owner + "." + name);
        }
    }

    private static Value value(Object constant, boolean isPrimitive) {
        if (constant == null) {
            return new Value.Null();
        }
        if (Primitives.box(constant.getClass().getName().replace('.', '/')).isPresent()) {
            var number = new Operand.Constant(loadable(constant));
            return isPrimitive ? new Value.Primitive(number) : new Value.Boxed(constant.getClass(), number);
        }
        var form = ValueForm.of(constant);
        return form == null ? new Value.Opaque() : new Value.Numbers(form, numbers(constant, form));
    }

    private static Number loadable(Object box) {
        return switch (box) {
            case Boolean truth -> truth ? 1 : 0;
            case Character character -> (int) character;
            case Byte number -> (int) number;
            case Short number -> (int) number;
            default -> (Number) box;
        };
    }

    private static List<Operand> numbers(Object constant, ValueForm form) {
        var leaves = form.leaves().stream().map(leaf -> Array.newInstance(leaf.type(), 1)).toArray();
        form.set(constant, leaves, 0, 0);
        var numbers = new ArrayList<Operand>();
        for (var leaf : leaves) {
            numbers.add(new Operand.Constant((Number) Array.get(leaf, 0)));
        }
        return numbers;
    }
}
