package com.acme.shop.base;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ShopBase {

    public static void main(String[] args) {
        // Near miss for sysprop-write: the recommended set-up of the context selector.
        System.setProperty("logback.ContextSelector", "com.alipay.sofa.ark.common.adapter.ArkLogbackContextSelector");
        SpringApplication.run(ShopBase.class, args);
    }
}
