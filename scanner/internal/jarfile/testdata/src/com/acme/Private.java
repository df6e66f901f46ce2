package com.acme;

/** A private field that a nested class writes: by access$002 before Java 11. */
public class Private { // want8 write Private#secret
    private static String secret;

    static class Writer {
        void write(String s) {
            secret = s; // want17 write Private#secret
        }
    }
}
