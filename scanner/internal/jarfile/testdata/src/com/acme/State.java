package com.acme;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.*;

public class State {
    static final Map<String, List<String>> MAP = new HashMap<>();
    static final ConcurrentHashMap<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();
    static final Object UNTYPED = new ArrayList<String>();
    static final int[] SLOTS = new int[4];
    static final String[][] TABLE = new String[2][2];
    static final long[] LONGS = new long[2];
    static final ThreadLocal<String> CURRENT = new ThreadLocal<>();
    static final AtomicLong IDS = new AtomicLong();
    static final StringBuilder TEXT = new StringBuilder();
    static final Lru CACHE = new Lru();
    static long total;
    static int count;
    private static State instance;
    private static boolean ready;
    protected static String name;

    static class Lru extends Base<String> {}

    static class Base<V> extends LinkedHashMap<String, V> {}

    static void direct() {
        MAP.put("a", null); // want content State#MAP java.util.Map#put
        SLOTS[1] = 2; // want content State#SLOTS []
        SLOTS[2]++; // want content State#SLOTS []
        LONGS[0] += 3L; // want content State#LONGS []
        TABLE[0][1] = "x"; // want content State#TABLE []
        CURRENT.set("a"); // want content State#CURRENT java.lang.ThreadLocal#set
        IDS.incrementAndGet(); // want content State#IDS java.util.concurrent.atomic.AtomicLong#incrementAndGet
        TEXT.append(1).append("x"); // want content State#TEXT java.lang.StringBuilder#append
        CACHE.put("a", "b"); // want content State#CACHE com.acme.State$Lru#put
        Arrays.fill(SLOTS, 0, 2, 7); // want content State#SLOTS java.util.Arrays#fill
        System.arraycopy(new int[1], 0, SLOTS, 0, 1); // want content State#SLOTS java.lang.System#arraycopy
        total += 2; // want write State#total
        count++; // want write State#count
        name = "a"; // want write State#name
        Heir.name = "b"; // want write State#name
    }

    static class Heir extends State {}

    static void around(boolean some, String[] names) {
        Map<String, List<String>> local = MAP;
        local.put("a", null); // want content State#MAP java.util.Map#put
        for (String n : names) {
            if (some) {
                local.remove(n); // want content State#MAP java.util.Map#remove
            } else {
                local.get(n).add(n); // want content State#MAP java.util.List#add
            }
        }
        COUNTS.get("a").incrementAndGet(); // want content State#COUNTS java.util.concurrent.atomic.AtomicInteger#incrementAndGet
        for (Iterator<List<String>> it = MAP.values().iterator(); it.hasNext();) {
            if (it.next() == null) {
                it.remove(); // want content State#MAP java.util.Iterator#remove
            }
        }
        ((List<String>) UNTYPED).add(some ? "a" : "b"); // want content State#UNTYPED java.util.List#add
        long wide = names.length;
        synchronized (MAP) {
            MAP.put(some ? "a" : names[0], wide > 1L ? null : new ArrayList<>()); // want content State#MAP java.util.Map#put
        }
        try {
            MAP.clear(); // want content State#MAP java.util.Map#clear
        } catch (RuntimeException e) {
            MAP.remove("x"); // want content State#MAP java.util.Map#remove
        } finally {
            CURRENT.remove(); // want content State#CURRENT java.lang.ThreadLocal#remove
        }
        switch (names[0]) {
            case "a":
            case "b":
                SLOTS[names.length] = 1; // want content State#SLOTS []
                break;
            default:
                Runnable later = () -> MAP.put("c", null); // want content State#MAP java.util.Map#put
                later.run();
        }
        while (some) {
            IDS.set(1); // want content State#IDS java.util.concurrent.atomic.AtomicLong#set
            some = names.length > 1;
        }
    }

    static State get() {
        if (instance == null) {
            instance = new State(); // want ondemand State#instance
        }
        State local = instance;
        if (local == null) {
            synchronized (State.class) {
                local = instance;
                if (local == null) {
                    instance = local = new State(); // want ondemand State#instance
                }
            }
        }
        if (!ready) {
            ready = true; // want ondemand State#ready
        }
        return instance;
    }

    static void close() {
        if (instance != null) {
            instance = null; // want write State#instance
        }
    }

    // Nothing to say from here on.

    final Map<String, String> own = new HashMap<>();
    static final java.math.BigDecimal RATE = java.math.BigDecimal.ONE;
    static final Map<ClassLoader, Map<String, String>> BY_LOADER = new ConcurrentHashMap<>();
    static final ThreadLocal<List<String>> BUFFER = ThreadLocal.withInitial(ArrayList::new);

    String silent(String[] names, Map<String, List<String>> other) {
        own.put("a", "b");
        RATE.add(java.math.BigDecimal.TEN);
        new HashMap<>(MAP).put("a", null);
        BY_LOADER.put(null, null);
        BUFFER.get().add("x");
        Map<String, List<String>> local = MAP;
        local.size();
        local = new HashMap<>();
        local.put("a", null);
        Map<String, List<String>> either = MAP;
        for (int i = 0; i < names.length; i++) {
            either.put("a", null); // the second time it is another map, so nobody knows
            either = other;
        }
        Map<String, List<String>> one = names.length > 1 ? MAP : other;
        one.put("a", null);
        int[] copy = SLOTS.clone();
        copy[0] = 1;
        names[0] = MAP.get("a").get(0).replace("a", "b");
        return names[count] + total + SLOTS[0];
    }
}
