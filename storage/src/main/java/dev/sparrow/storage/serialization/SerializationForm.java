/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.storage.serialization;

import com.esotericsoftware.kryo.kryo5.DefaultSerializer;
import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.FieldSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.MapSerializer;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;

/// The encodings of classes, chosen so that nothing of an object's state is lost.
///
/// Kryo alone would take any collection for a bag of its elements (a user's subclass with a field of its own, a
/// `ConcurrentSkipListSet` with a comparator), leave out what an inner class refers to, and make hollow objects of JDK
/// classes it does not know.
enum SerializationForm {
    /// Kryo has a serializer for it that keeps everything.
    KRYO,
    /// A serializer of ours keeps what Kryo's would lose.
    OURS,
    /// A user's class: all fields that are not transient, also those that the compiler made.
    FIELDS,
    /// Java serialization of this object and all it refers to.
    JAVA,
    /// A view or wrapper of the JDK: see [Substitute].
    SUBSTITUTE,
    /// Code, and JDK objects that are no data.
    REFUSED;

    /// JDK collections with nothing but elements in them.
    private static final Set<Class<?>> PLAIN =
            Set.of(
                    ArrayList.class,
                    LinkedList.class,
                    Vector.class,
                    ArrayDeque.class,
                    CopyOnWriteArrayList.class,
                    ConcurrentLinkedQueue.class,
                    ConcurrentLinkedDeque.class,
                    HashSet.class,
                    LinkedHashSet.class,
                    CopyOnWriteArraySet.class,
                    HashMap.class,
                    Hashtable.class,
                    ConcurrentHashMap.class,
                    IdentityHashMap.class);

    /// What Kryo's serializers lose: rules of a time zone of one's own, the kind of a calendar, the class of an enum's
    /// constant, scripts and extensions of a locale, the flags that a pattern began with, how a URL was made.
    private static final List<Class<?>> LOSSY =
            List.of(Calendar.class, Class.class, Locale.class, Pattern.class, TimeZone.class, URL.class);

    private static final Set<String> HOOKS = Set.of("writeObject", "readObject", "writeReplace", "readResolve");

    /// @param byKryo the serializer that Kryo chose; [RefusedClass] if it knows none
    static SerializationForm of(Class<?> type, Serializer<?> byKryo) {
        if (type.isRecord() || type == ZonedDateTime.class || type == LinkedHashMap.class) {
            return OURS;
        }
        if (type.isPrimitive() || type.isArray() || Enum.class.isAssignableFrom(type)) {
            return KRYO;
        }
        if (type.isHidden() || Proxy.isProxyClass(type) || type.isInterface()) {
            return REFUSED;
        }
        return isOfJdk(type) ? ofJdk(type, byKryo) : ofUser(type);
    }

    private static SerializationForm ofJdk(Class<?> type, Serializer<?> byKryo) {
        // Kryo fails at the null in an immutable list, which Stream.toList may put there.
        var immutableList = List.class.isAssignableFrom(type) && type.getName().startsWith("java.util.Immutable");
        if (immutableList || Map.Entry.class.isAssignableFrom(type)) {
            return SUBSTITUTE;
        }
        if (PLAIN.contains(type) || (isKnown(byKryo) && !isLossy(type))) {
            return KRYO;
        }
        if (isCollection(type) && !Modifier.isPublic(type.getModifiers())) {
            return ofHiddenCollection(type);
        }
        return Serializable.class.isAssignableFrom(type) ? JAVA : REFUSED;
    }

    private static boolean isKnown(Serializer<?> byKryo) {
        var serializer = byKryo.getClass();
        return serializer != RefusedClass.class
                && serializer != CollectionSerializer.class
                && serializer != MapSerializer.class;
    }

    private static boolean isLossy(Class<?> type) {
        // Kryo's serializer of dates drops the nanoseconds of a java.sql.Timestamp.
        var dateOfSql = Date.class.isAssignableFrom(type) && type != Date.class;
        return dateOfSql || LOSSY.stream().anyMatch(lossy -> lossy.isAssignableFrom(type));
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /// Wrappers are kept as they are, since what they wrap may find its elements by a comparator or by identity. Views
    /// are not: some would take all along that they are views of.
    private static SerializationForm ofHiddenCollection(Class<?> type) {
        var name = type.getName();
        if (name.startsWith("java.util.IdentityHashMap") && Set.class.isAssignableFrom(type)) {
            return REFUSED; // it may hold equal elements, which no other set does
        }
        var isUnmodifiableList =
                name.equals("java.util.Collections$UnmodifiableCollection")
                        || (name.startsWith("java.util.Collections$Unmodifiable") && List.class.isAssignableFrom(type));
        return isUnmodifiableList || name.endsWith("SubMap") || !Serializable.class.isAssignableFrom(type)
                ? SUBSTITUTE
                : JAVA;
    }

    private static SerializationForm ofUser(Class<?> type) {
        if (type.isAnnotationPresent(DefaultSerializer.class)) {
            return KRYO;
        }
        for (var ancestor = type; ancestor != Object.class; ancestor = ancestor.getSuperclass()) {
            // The fields of a JDK class are closed to us; hooks keep what fields do not tell.
            if (isOfJdk(ancestor) || Externalizable.class.isAssignableFrom(ancestor) || hasHooks(ancestor)) {
                return Serializable.class.isAssignableFrom(type) ? JAVA : REFUSED;
            }
        }
        return FIELDS;
    }

    private static boolean hasHooks(Class<?> type) {
        return Serializable.class.isAssignableFrom(type)
                && Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> HOOKS.contains(method.getName()));
    }

    @SuppressWarnings("ReferenceEquality") // a class loader is its identity
    static boolean isOfJdk(Class<?> type) {
        var loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    Serializer<?> serializer(Kryo kryo, Class<?> type, Serializer<?> byKryo) {
        return switch (this) {
            case KRYO -> byKryo;
            case OURS -> ours(type);
            case FIELDS -> allFields(kryo, type);
            case JAVA -> new JavaSerialized();
            case SUBSTITUTE -> new Substitute();
            case REFUSED -> new RefusedClass();
        };
    }

    private static Serializer<?> ours(Class<?> type) {
        if (type == ZonedDateTime.class) {
            return new ZonedTimes();
        }
        return type == LinkedHashMap.class ? new LinkedMaps() : new RecordFields(type);
    }

    private static FieldSerializer<?> allFields(Kryo kryo, Class<?> type) {
        var serializer = new FieldSerializer<>(kryo, type);
        // What an inner class captures sits in synthetic fields.
        serializer.getFieldSerializerConfig().setIgnoreSyntheticFields(false);
        serializer.getFieldSerializerConfig().setExtendedFieldNames(true);
        serializer.updateFields();
        return serializer;
    }
}
