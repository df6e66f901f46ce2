package com.acme.shop.common;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Discounts that applications bring as services. */
public final class Discounts {

    public interface Discount {
        Money apply(Money price);
    }

    private Discounts() {
    }

    public static Money lowest(Money price) {
        Money lowest = price;
        for (Discount discount : ServiceLoader.load(Discount.class, Discount.class.getClassLoader())) {
            Money reduced = discount.apply(price);
            if (reduced.amount().compareTo(lowest.amount()) < 0) {
                lowest = reduced;
            }
        }
        return lowest;
    }

    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Discount discount : ServiceLoader.load(Discount.class)) {
            names.add(discount.toString());
        }
        return names;
    }
}
