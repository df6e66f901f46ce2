package com.acme;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.*;

/** What only runs while the class is initialised. */
public class Init {
    static final Map<String, String> CODES = new HashMap<>();
    static final int[] PRIMES = new int[3];
    static String home;
    static String late;
    static String both;
    static final Map<String, String> KEPT = new HashMap<>();
    static Runnable kept;

    static {
        CODES.put("CN", "China");
        PRIMES[0] = 2;
        fill();
        Arrays.asList("FR", "IT").forEach(c -> CODES.put(c, c));
        home = AccessController.doPrivileged((PrivilegedAction<String>) () -> {
            both = "x";
            return "home";
        });
        Nested.init();
        both();
        kept = () -> KEPT.put("a", "b"); // want content Init#KEPT java.util.Map#put
    }

    private static void fill() {
        CODES.put("DE", "Germany");
        deeper();
    }

    private static void deeper() {
        home = "x";
    }

    private static void both() {
        late = "x"; // want write Init#late
    }

    static void again() {
        both();
    }

    private static void nobody() {
        CODES.clear(); // want content Init#CODES java.util.Map#clear
    }

    static class Nested {
        private static void init() {
            home = "y";
        }
    }

    enum Level {
        LOW, HIGH;

        private static final Map<String, Level> BY_NAME = new HashMap<>();

        static {
            for (Level l : values()) {
                BY_NAME.put(l.name(), l);
            }
        }
    }
}
