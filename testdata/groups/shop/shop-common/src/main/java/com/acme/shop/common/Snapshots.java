package com.acme.shop.common;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads carts and orders that were written to the cache server. */
public final class Snapshots {

    private Snapshots() {
    }

    public static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    public static Object readFor(byte[] bytes, ClassLoader application) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ApplicationInput(new ByteArrayInputStream(bytes), application)) {
            return in.readObject();
        }
    }

    public static Money amount(Object snapshot) {
        if (snapshot.getClass() == Money.class) {
            return (Money) snapshot;
        }
        throw new IllegalArgumentException(snapshot.getClass().getName());
    }

    private static final class ApplicationInput extends ObjectInputStream {
        private final ClassLoader application;

        ApplicationInput(InputStream in, ClassLoader application) throws IOException {
            super(in);
            this.application = application;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
            return Class.forName(type.getName(), false, application);
        }
    }
}
