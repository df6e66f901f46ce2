package com.acme.shop.order;

public interface OrderStatsMBean {
    long getPlaced();
}
