package com.acme.shop.common;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class Prices {

    private static final Logger log = LoggerFactory.getLogger(Prices.class);

    private static String currency = "EUR";

    private static int scale = 2;

    private static final Map<String, BigDecimal> CACHE = new ConcurrentHashMap<>();

    private static final Map<String, String> SYMBOLS;

    /** The prices that each application has set for itself. */
    private static final Map<ClassLoader, Map<String, BigDecimal>> OWN = new ConcurrentHashMap<>();

    static {
        Map<String, String> symbols = new HashMap<>();
        symbols.put("EUR", "€");
        symbols.put("CNY", "¥");
        SYMBOLS = Collections.unmodifiableMap(symbols);
        if (symbols.containsKey("JPY")) {
            scale = 0;
        }
    }

    private Prices() {
    }

    public static void useCurrency(String code) {
        log.info("prices are in {} from now on", code);
        currency = code;
    }

    public static Money of(String article) {
        BigDecimal own = ownPrices().get(article);
        BigDecimal price = own != null ? own : CACHE.computeIfAbsent(article, Prices::load);
        return new Money(price.setScale(scale), currency);
    }

    public static String format(Money money) {
        return SYMBOLS.getOrDefault(money.currency(), money.currency()) + money.amount();
    }

    public static void setOwn(String article, BigDecimal price) {
        ownPrices().put(article, price);
    }

    private static Map<String, BigDecimal> ownPrices() {
        return OWN.computeIfAbsent(Thread.currentThread().getContextClassLoader(), loader -> new ConcurrentHashMap<>());
    }

    private static BigDecimal load(String article) {
        return BigDecimal.valueOf(article.length());
    }
}
