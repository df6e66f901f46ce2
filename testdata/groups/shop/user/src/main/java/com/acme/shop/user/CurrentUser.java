package com.acme.shop.user;

/** The user whose request this thread serves. */
public final class CurrentUser {

    private static final ThreadLocal<Account> ACCOUNT = new ThreadLocal<>();

    private static final ThreadLocal<Account> DEPUTY = new ThreadLocal<>();

    private CurrentUser() {
    }

    public static void enter(Account account) {
        ACCOUNT.set(account);
    }

    public static void actFor(Account other, Runnable work) {
        DEPUTY.set(other);
        try {
            work.run();
        } finally {
            DEPUTY.remove();
        }
    }

    public static Account get() {
        Account deputy = DEPUTY.get();
        return deputy != null ? deputy : ACCOUNT.get();
    }

    public static final class Account {
        private final String name;

        public Account(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }
    }
}
