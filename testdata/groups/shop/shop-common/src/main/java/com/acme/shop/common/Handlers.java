package com.acme.shop.common;

public final class Handlers {

    private Handlers() {
    }

    /** caller-class-loader: the base's loader cannot see a module's handler. */
    public static Object create(String className) throws ReflectiveOperationException {
        return Class.forName(className).getDeclaredConstructor().newInstance();
    }

    /** Near miss: the context class loader is the module's own. */
    public static Object createInModule(String className) throws ReflectiveOperationException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
    }
}
