package com.acme;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Properties;

public class Calls {
    static {
        System.setProperty("at.start", "1"); // want system-property at.start
    }

    static void all(String key, Exception any, PrintStream to) throws Exception {
        System.setProperty(key, "x"); // want system-property
        System.clearProperty("app.id"); // want system-property app.id
        System.getProperties().put("app.name", key); // want system-property app.name
        Properties p = System.getProperties();
        p.setProperty("x", "y"); // want system-property x
        System.setProperties(new Properties()); // want system-property
        Class.forName("com.acme.Plugin"); // want class-for-name com.acme.Plugin
        Class.forName(key); // want class-for-name
        System.out.println(key); // want print
        PrintStream err = System.err;
        err.printf("%s", key); // want print
        any.printStackTrace(); // want stack-trace
        new IOException().printStackTrace(); // want stack-trace
        System.exit(1); // want exit
        Runtime.getRuntime().halt(1); // want exit
        Runtime.getRuntime().addShutdownHook(null); // want shutdown-hook
    }

    static void silent(String key, Exception any, PrintStream to) throws Exception {
        new Properties().setProperty(key, "x");
        System.getProperty(key);
        Class.forName(key, true, Calls.class.getClassLoader());
        to.println(key);
        any.printStackTrace(to);
        System.out.flush();
    }
}
