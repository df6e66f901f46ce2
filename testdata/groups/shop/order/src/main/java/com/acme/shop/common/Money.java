package com.acme.shop.common;

import java.math.BigDecimal;

/** Copied from shop-common, for the sake of plus. */
public final class Money {

    private final BigDecimal amount;
    private final String currency;

    public Money(BigDecimal amount, String currency) {
        this.amount = amount;
        this.currency = currency;
    }

    public BigDecimal amount() {
        return amount;
    }

    public String currency() {
        return currency;
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount), currency);
    }
}
