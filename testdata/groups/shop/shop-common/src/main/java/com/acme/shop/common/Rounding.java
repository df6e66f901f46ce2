package com.acme.shop.common;

import java.math.BigDecimal;
import java.math.RoundingMode;

public final class Rounding {

    private static final Rounding INSTANCE = new Rounding(RoundingMode.HALF_UP);

    private final RoundingMode mode;

    private Rounding(RoundingMode mode) {
        this.mode = mode;
    }

    public static Rounding get() {
        return INSTANCE;
    }

    public Money round(Money money) {
        BigDecimal rounded = money.amount().setScale(2, mode);
        return new Money(rounded, money.currency());
    }
}
