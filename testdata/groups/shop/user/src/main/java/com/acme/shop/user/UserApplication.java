package com.acme.shop.user;

import com.acme.shop.common.Prices;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class UserApplication {

    public static void main(String[] args) {
        System.setProperty("shop.region", "cn");
        Prices.useCurrency("CNY");
        SpringApplication.run(UserApplication.class, args);
    }
}
