/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

/// The classes of a shell's snippets, made of nothing but their class files: what an executor in another process has.
///
/// Variables of the shell are null and 0 here, whatever the driver assigned to them. Functions and their values get
/// here as bytes ([Snapshot#ship]), and results leave in the same way.
public final class IsolatedClasses extends ClassLoader {
    private final SnippetCode code;

    /// @param parent knows what the shell itself was started with
    public IsolatedClasses(SnippetCode code, ClassLoader parent) {
        super("sparrow-isolated", parent);
        this.code = code;
    }

    /// Whose classes these are.
    public SnippetCode code() {
        return code;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var file = code.classFile(name.replace('.', '/'));
        if (file.isEmpty()) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file.get(), 0, file.get().length);
    }
}
