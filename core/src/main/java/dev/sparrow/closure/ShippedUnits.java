/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.closure;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/// The units of snippet code that an executor has, by content hash, made of nothing but their class files: what another
/// process would have.
///
/// Variables of the shell are null and 0 here, whatever the driver assigned to them. A unit that no task, no kept
/// element and no other unit uses any more is dropped.
public final class ShippedUnits {
    private final UnitSource code;
    private final ClassLoader parent;
    private final Map<String, WeakReference<UnitLoader>> known = new HashMap<>();
    private long loads;

    /// @param code where units come from
    /// @param parent knows what the shell itself was started with
    public ShippedUnits(UnitSource code, ClassLoader parent) {
        this.code = code;
        this.parent = parent;
    }

    /// Whose classes these are.
    public UnitSource code() {
        return code;
    }

    /// For the tasks of a new job.
    public IsolatedClasses forJob() {
        return new IsolatedClasses(this, parent);
    }

    Class<?> find(String name) throws ClassNotFoundException {
        var unit = code.unitOf(name.replace('.', '/'));
        if (unit.isEmpty()) {
            throw new ClassNotFoundException(name);
        }
        return loader(unit.get()).loadClass(name);
    }

    private synchronized UnitLoader loader(SnippetCode.Unit unit) {
        known.values().removeIf(loader -> loader.get() == null);
        var reference = known.get(unit.hash());
        var loaded = reference == null ? null : reference.get();
        if (loaded != null) {
            return loaded;
        }
        var others = new HashMap<String, UnitLoader>();
        unit.others().forEach((name, hash) -> code.unit(hash).ifPresent(other -> others.put(name, loader(other))));
        var made = new UnitLoader(this, unit.classFiles(), others, loads++);
        known.put(unit.hash(), new WeakReference<>(made));
        return made;
    }

    /// Holds the classes of one unit, and those of others that they refer to.
    private static final class UnitLoader extends ClassLoader implements SnippetCode.Siblings {
        private final ShippedUnits all;
        private final Map<String, byte[]> classFiles;
        private final Map<String, UnitLoader> others;
        private final long age;

        private UnitLoader(ShippedUnits all, Map<String, byte[]> classFiles, Map<String, UnitLoader> others, long age) {
            super("sparrow-unit-" + age, all.parent);
            this.all = all;
            this.classFiles = classFiles;
            this.others = others;
            this.age = age;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var internal = name.replace('.', '/');
            var file = classFiles.get(internal);
            if (file != null) {
                return defineClass(name, file, 0, file.length);
            }
            var other = others.get(internal);
            return other == null ? all.find(name) : other.loadClass(name);
        }

        /// Those that it refers to are older, and others it finds by name.
        @Override
        public boolean sees(ClassLoader other) {
            return other instanceof UnitLoader unit && unit.all.equals(all) && unit.age <= age;
        }
    }
}
