/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.escape.RecordUse;
import dev.sparrow.compute.numeric.CapturedNumber;
import dev.sparrow.compute.numeric.FunctionReader;
import dev.sparrow.compute.numeric.Operand;
import dev.sparrow.compute.numeric.Value;

import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The decision which calls of user functions become numeric ones: those whose argument is known by numbers, at least
/// in part, and whose code can be followed.
final class NumericCalls {
    static final MethodHandle FITS = find("fits", boolean.class);
    static final MethodHandle NUMBER = find("number", long.class);
    static final MethodTypeDesc FITS_TYPE = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);
    static final MethodTypeDesc NUMBER_TYPE = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_Object);

    private final LoopCode loop;
    private final int call;
    private final Map<Integer, Integer> inputs = new HashMap<>();

    private NumericCalls(LoopCode loop, int call) {
        this.loop = loop;
        this.call = call;
    }

    private static MethodHandle find(String method, Class<?> returned) {
        try {
            return MethodHandles.lookup()
                    .findVirtual(CapturedNumber.class, method, MethodType.methodType(returned, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No method " + method, e);
        }
    }

    /// A call of a function with an element; empty if the function has to be called itself.
    static Optional<NumericCode> of(LoopCode loop, int call, Element element) {
        return new NumericCalls(loop, call).of(element);
    }

    private Optional<NumericCode> of(Element element) {
        var function = loop.call(call);
        var method = function.method().map(LambdaMethod::identity).orElse(null);
        if (method == null || method.kind() == MethodHandleInfo.REF_newInvokeSpecial || !hasNumbers(element)) {
            return Optional.empty();
        }
        var arguments = new ArrayList<Value>();
        for (var i = 0; i < function.loaded().size(); i++) {
            arguments.add(captured(i));
        }
        arguments.add(value(element, Object.class));
        return FunctionReader.read(
                        method.capturing(),
                        method.owner(),
                        method.name(),
                        method.type(),
                        method.kind() == MethodHandleInfo.REF_invokeStatic,
                        arguments,
                        inputs.size())
                .map(read -> new NumericCode(loop, call, read, inputs));
    }

    private static boolean hasNumbers(Element element) {
        return switch (element) {
            case Element.Numbers _, Element.Nullable _ -> true;
            case Element.Parts(_, var parts, _) -> parts.stream().anyMatch(NumericCalls::hasNumbers);
            case Element.Boxed _, Element.Raw _, Element.Null _, Element.Zero _ -> false;
        };
    }

    private Value captured(int argument) {
        var kind = TypeKind.from(loop.call(call).type().parameterType(argument));
        return kind == TypeKind.REFERENCE
                ? new Value.Captured(argument)
                : new Value.Primitive(input(kind, loop.loaded(call, argument)));
    }

    private Operand.Register input(TypeKind kind, int local) {
        var register = new Operand.Register(inputs.size(), kind.asLoadable());
        inputs.put(register.number(), local);
        return register;
    }

    /// What is known of an element.
    ///
    /// @param declared its type in the record that it is a component of
    private Value value(Element element, Class<?> declared) {
        return switch (element) {
            case Element.Raw raw when declared.isPrimitive() -> new Value.Primitive(input(raw));
            case Element.Raw raw -> new Value.Boxed(raw.leaf().kind().box(), input(raw));
            case Element.Numbers(var form, var numbers) ->
                    new Value.Numbers(form, numbers.stream().<Operand>map(this::input).toList());
            case Element.Nullable(var valid, var value, var other) ->
                    new Value.Maybe(input(TypeKind.INT, valid), value(value, declared), other.isEmpty());
            case Element.Null _ -> new Value.Null();
            case Element.Parts(var type, var parts, _) when type.isRecord() && RecordUse.isPlain(type) ->
                    new Value.Struct(type, components(type, parts));
            case Element.Parts _, Element.Boxed _, Element.Zero _ -> new Value.Opaque();
        };
    }

    private Operand.Register input(Element.Raw number) {
        return input(number.leaf().typeKind(), number.local());
    }

    private List<Value> components(Class<?> type, List<Element> parts) {
        var components = type.getRecordComponents();
        var values = new ArrayList<Value>();
        for (var i = 0; i < components.length; i++) {
            values.add(value(parts.get(i), components[i].getType()));
        }
        return values;
    }
}
