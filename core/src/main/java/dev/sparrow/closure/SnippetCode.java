/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.lang.invoke.SerializedLambda;
import java.net.URL;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The port to a shell: the class loader of what is typed at its prompt implements it.
///
/// Variables of a shell are static fields of generated classes, so a lambda that uses one does not capture it. The
/// shell knows which variables a function reads, however deep; this package then takes their values along as if they
/// were captured: refused by name at the transformation, taken when a job is submitted, a copy for each attempt.
public interface SnippetCode extends UnitSource {

    /// A method of snippet code, or all methods of a class.
    ///
    /// @param className with slashes
    /// @param method empty for the whole class
    record Entry(String className, String method, String descriptor) {
        static Entry of(SerializedLambda form) {
            return new Entry(form.getImplClass(), form.getImplMethodName(), form.getImplMethodSignature());
        }

        static Entry of(Class<?> type) {
            return new Entry(type.getName().replace('.', '/'), "", "");
        }
    }

    /// A variable of the shell.
    interface Variable {
        /// Its place among all variables that the shell ever had.
        int slot();

        String name();

        /// As it is now; may be null.
        Object value();
    }

    /// What code does with variables.
    ///
    /// @param reads those that it reads by calls which stand in the code
    /// @param mayRead those that methods read which somebody else may call, such as a `compareTo`
    /// @param writes those that it assigns
    record Uses(List<Variable> reads, List<Variable> mayRead, List<Variable> writes) {}

    /// A class loader of single snippets, which find each other though none is the parent of another.
    interface Siblings {
        /// Whether classes of `other` are known here, and live at least as long.
        boolean sees(ClassLoader other);
    }

    /// Lets all code find the classes of a jar.
    void add(URL jar);

    /// Whether the class was typed at the prompt.
    ///
    /// @param className with slashes
    boolean holds(String className);

    /// Classes that were made together, as they travel.
    ///
    /// @param hash of the class files and of the units that they refer to: who has one of this name needs no other
    /// @param classFiles by name with slashes
    /// @param others the hashes of the units of other classes that these refer to, by name with slashes
    record Unit(String hash, Map<String, byte[]> classFiles, Map<String, String> others) {}

    /// What all that can be reached from `entries` does.
    Uses uses(Collection<Entry> entries);

    /// The shell in which the calling thread runs snippets.
    static Optional<SnippetCode> here() {
        return Thread.currentThread().getContextClassLoader() instanceof SnippetCode code
                ? Optional.of(code)
                : Optional.empty();
    }
}
