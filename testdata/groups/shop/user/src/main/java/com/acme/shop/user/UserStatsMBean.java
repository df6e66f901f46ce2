package com.acme.shop.user;

public interface UserStatsMBean {
    long getLogins();
}
