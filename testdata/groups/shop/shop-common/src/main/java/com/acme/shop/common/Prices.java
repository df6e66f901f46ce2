package com.acme.shop.common;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sunk into the base: what is static here is one for all modules. */
public final class Prices {

    /** shared-static-field: every module sets it for itself, the last one wins. */
    private static String currency = "EUR";

    /** shared-static-cache: one module's prices are served to the others. */
    private static final Map<String, BigDecimal> CACHE = new ConcurrentHashMap<>();

    /** Near miss: filled only while the class is initialised. */
    private static final Map<String, String> SYMBOLS;

    static {
        Map<String, String> symbols = new HashMap<>();
        symbols.put("EUR", "€");
        symbols.put("CNY", "¥");
        SYMBOLS = Collections.unmodifiableMap(symbols);
    }

    /** Near miss: keyed by the class loader, so every module has its own. */
    private static final Map<ClassLoader, Map<String, BigDecimal>> PER_MODULE = new ConcurrentHashMap<>();

    private Prices() {
    }

    public static void useCurrency(String code) {
        currency = code;
    }

    public static String format(BigDecimal price) {
        return SYMBOLS.getOrDefault(currency, currency) + price;
    }

    public static BigDecimal price(String article) {
        return CACHE.computeIfAbsent(article, a -> BigDecimal.ONE);
    }

    public static void remember(String article, BigDecimal price) {
        PER_MODULE.computeIfAbsent(Thread.currentThread().getContextClassLoader(), loader -> new ConcurrentHashMap<>())
                .put(article, price);
    }
}
