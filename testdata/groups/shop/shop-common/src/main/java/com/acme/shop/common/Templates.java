package com.acme.shop.common;

import java.io.File;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the templates of mails. */
public class Templates {

    private static final ClassLoader LOADER = Thread.currentThread().getContextClassLoader();

    private static final Map<ClassLoader, Templates> BY_APPLICATION = new ConcurrentHashMap<>();

    private final Logger log = LoggerFactory.getLogger(getClass());

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    public static Templates here() {
        return BY_APPLICATION.computeIfAbsent(Thread.currentThread().getContextClassLoader(), l -> new Templates());
    }

    public static URL common(String name) {
        return LOADER.getResource("templates/" + name);
    }

    public URL find(String name) {
        log.debug("class path: {}", System.getProperty("java.class.path"));
        return loader.getResource("templates/" + name);
    }

    public File archive(String name) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(name + ".jar")) {
                return new File(entry);
            }
        }
        return null;
    }
}
