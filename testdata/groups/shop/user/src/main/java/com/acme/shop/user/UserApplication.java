package com.acme.shop.user;

import com.acme.shop.common.Prices;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class UserApplication {

    public static void main(String[] args) {
        System.setProperty("shop.region", "cn");
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
        Prices.useCurrency("CNY");
        SpringApplication.run(UserApplication.class, args);
    }
}
