package com.acme.shop.common;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

public final class Settings {

    private static final String ENDPOINT = System.getProperty("shop.endpoint", "http://localhost");

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private Settings() {
    }

    public static String endpoint() {
        return ENDPOINT + (WINDOWS ? "/win" : "");
    }

    public static Properties read(String file) throws IOException {
        Properties settings = new Properties();
        try (InputStream in = Settings.class.getClassLoader().getResourceAsStream(file)) {
            settings.load(in);
        }
        return settings;
    }

    public static Properties readOrDefault(String file) throws IOException {
        Properties settings = new Properties();
        InputStream found = Thread.currentThread().getContextClassLoader().getResourceAsStream(file);
        try (InputStream in = found != null ? found : Settings.class.getResourceAsStream("defaults.properties")) {
            settings.load(in);
        }
        return settings;
    }
}
