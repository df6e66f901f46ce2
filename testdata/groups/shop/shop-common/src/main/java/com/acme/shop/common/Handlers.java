package com.acme.shop.common;

import java.util.concurrent.Callable;

/** Makes handlers that are configured by the names of their classes. */
public final class Handlers {

    private Handlers() {
    }

    public static Callable<?> create(String className) throws ReflectiveOperationException {
        return (Callable<?>) Class.forName(className).getDeclaredConstructor().newInstance();
    }

    public static Callable<?> createFor(String className) throws ReflectiveOperationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return (Callable<?>) Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
    }

    public static Class<?> scriptType(String className) throws ClassNotFoundException {
        return ClassLoader.getSystemClassLoader().loadClass(className);
    }

    public static ClassLoader loaderOf(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null ? loader : ClassLoader.getSystemClassLoader();
    }
}
