/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import java.io.Serializable;
import java.lang.invoke.MethodType;

/// A function as loops call it: a static method whose parameters and result have the forms of [Carrier].
///
/// @param name as people write it
/// @param owner the class that has the method
/// @param takesNulls whether it is called for missing arguments, too; its parameters are objects then
/// @param mayReturnNull whether its result may be missing; it is an object then
public record ScalarFunction(
        String name, Class<?> owner, String method, MethodType methodType, boolean takesNulls, boolean mayReturnNull)
        implements Serializable {}
