package io.wavetank.experiment.service;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** What an object holds: all objects that can be reached from it, and the places of their arrays. Constants of classes are no part of it. */
final class HeldState {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long places;

    private HeldState() {}

    /** How many objects, and places of arrays and collections, are held. */
    static long of(Object root) {
        var state = new HeldState();
        state.meet(root);
        while (!state.open.isEmpty()) {
            state.look(state.open.remove());
        }
        return state.seen.size() + state.places;
    }

    private void meet(Object each) {
        if (each != null && !(each instanceof Class) && seen.add(each)) {
            open.add(each);
        }
    }

    private void look(Object each) {
        Class<?> type = each.getClass();
        if (type.isArray()) {
            places += Array.getLength(each);
            if (!type.getComponentType().isPrimitive()) {
                for (Object element : (Object[]) each) {
                    meet(element);
                }
            }
        } else if (each instanceof Collection<?> collection) {
            places += collection.size();
            collection.forEach(this::meet);
        } else if (each instanceof Map<?, ?> map) {
            places += map.size();
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (!type.getName().startsWith("java.")) {
            lookAtFields(each, type);
        }
    }

    private void lookAtFields(Object each, Class<?> type) {
        for (Class<?> part = type; part != null && !part.getName().startsWith("java."); part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    try {
                        meet(field.get(each));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }
}
