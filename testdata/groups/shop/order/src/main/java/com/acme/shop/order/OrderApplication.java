package com.acme.shop.order;

import com.acme.shop.common.Prices;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.DefaultResourceLoader;

@SpringBootApplication
public class OrderApplication {

    private static final String REGION_KEY = "shop" + ".region";

    private static int started;

    public static void main(String[] args) {
        started++;
        System.setProperty(REGION_KEY, "eu");
        System.setProperty("spring.profiles.active", "prod");
        Prices.useCurrency("EUR");
        try {
            new SpringApplicationBuilder(OrderApplication.class)
                    .resourceLoader(new DefaultResourceLoader(OrderApplication.class.getClassLoader()))
                    .run(args);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
