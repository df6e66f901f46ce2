package com.acme.shop.common;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/** Runs what the shop's partners bring along. */
public class Partners {

    public interface Offer {
        String text();
    }

    public void enter(Class<?> partner) {
        Thread.currentThread().setContextClassLoader(partner.getClassLoader());
    }

    public void run(Class<?> partner, Runnable work) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(partner.getClassLoader());
        try {
            work.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    public CompletableFuture<Integer> countOffers() {
        return CompletableFuture.supplyAsync(() -> {
            int count = 0;
            for (Offer offer : ServiceLoader.load(Offer.class)) {
                count += offer.text().isEmpty() ? 0 : 1;
            }
            return count;
        });
    }

    public int textLength(List<String> texts) {
        return texts.parallelStream().mapToInt(String::length).sum();
    }
}
