package com.acme.shop.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ShopBase {

    private static final Logger log = LoggerFactory.getLogger(ShopBase.class);

    public static void main(String[] args) {
        System.setProperty("logback.ContextSelector", "com.alipay.sofa.ark.common.adapter.ArkLogbackContextSelector");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> log.info("the shop closes")));
        SpringApplication.run(ShopBase.class, args);
    }
}
