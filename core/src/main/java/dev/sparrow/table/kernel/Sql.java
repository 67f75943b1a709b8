/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a method is called in tables and in SQL.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Sql {
    /// The signatures: `name(type, …) type`. A type of one capital letter stands for any type, the same one at each of
    /// its places; values of it are Java objects.
    String[] value();

    /// What it returns, for people.
    String does();

    /// Whether it is called for missing arguments, too.
    boolean takesNulls() default false;

    /// Whether its result may be missing though no argument is.
    boolean mayReturnNull() default false;
}
