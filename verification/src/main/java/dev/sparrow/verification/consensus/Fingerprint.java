/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

import dev.sparrow.simulation.NodeId;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/// All that an object holds, as a text: machines of one text do the same from then on. Functions are left out, and what
/// the last step has given.
final class Fingerprint {
    private static final Set<String> LEFT_OUT = Set.of("effects");

    private static final Map<Class<?>, List<Field>> FIELDS = new HashMap<>();

    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Object, Integer> seen;

    private Fingerprint(IdentityHashMap<Object, Integer> seen) {
        this.seen = seen;
    }

    static String of(Object... all) {
        var fingerprint = new Fingerprint(new IdentityHashMap<>());
        for (var one : all) {
            fingerprint.add(one);
        }
        return fingerprint.text.toString();
    }

    private void add(Object value) {
        switch (value) {
            case null -> text.append('_');
            case String plain -> text.append('"').append(plain).append('"');
            case Number plain -> text.append(plain);
            case Boolean plain -> text.append(plain);
            case Enum<?> plain -> text.append(plain);
            case Duration plain -> text.append(plain);
            case NodeId plain -> text.append(plain);
            case Optional<?> maybe -> add(maybe.orElse(null));
            case Map<?, ?> map -> addAll(entries(map), map instanceof SortedMap);
            case Collection<?> many -> addAll(texts(many), !(many instanceof Set) || many instanceof SortedSet);
            case Object other when other.getClass().isHidden() -> text.append('f');
            case Object other -> addFields(other);
        }
        text.append(' ');
    }

    private void addAll(List<String> parts, boolean inOrder) {
        text.append('[');
        (inOrder ? parts : parts.stream().sorted().toList()).forEach(text::append);
        text.append(']');
    }

    private List<String> entries(Map<?, ?> map) {
        var texts = new ArrayList<String>();
        map.forEach((key, value) -> texts.add(part(key) + '=' + part(value)));
        return texts;
    }

    private List<String> texts(Collection<?> many) {
        return many.stream().map(this::part).toList();
    }

    private String part(Object value) {
        var part = new Fingerprint(seen);
        part.add(value);
        return part.text.toString();
    }

    private void addFields(Object object) {
        var number = object instanceof Record ? null : seen.putIfAbsent(object, seen.size());
        if (number != null) {
            text.append('#').append(number);
            return;
        }
        text.append(object.getClass().getSimpleName()).append('(');
        for (var field : FIELDS.computeIfAbsent(object.getClass(), Fingerprint::fields)) {
            try {
                add(field.get(object));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        text.append(')');
    }

    private static List<Field> fields(Class<?> type) {
        var fields = new ArrayList<Field>();
        for (var each = type; each != Object.class; each = each.getSuperclass()) {
            for (var field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !LEFT_OUT.contains(field.getName())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
