package com.acme.shop.common;

import java.util.ArrayList;
import java.util.List;

/** Who is logged in. */
public final class Sessions {

    private static final Sessions INSTANCE = new Sessions();

    private final List<String> users = new ArrayList<>();

    private Sessions() {
    }

    public static Sessions get() {
        return INSTANCE;
    }

    public synchronized void login(String user) {
        users.add(user);
    }

    public synchronized boolean knows(String user) {
        return users.contains(user);
    }
}
