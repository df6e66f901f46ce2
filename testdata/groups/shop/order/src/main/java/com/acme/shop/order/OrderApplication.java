package com.acme.shop.order;

import com.acme.shop.common.Prices;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.DefaultResourceLoader;

@SpringBootApplication
public class OrderApplication {

    private static final String REGION_KEY = "shop" + ".region";

    /** Near miss for shared-static-field: a module loads its own classes. */
    private static int started;

    public static void main(String[] args) {
        started++;
        System.setProperty(REGION_KEY, "eu"); // sysprop-write, and sysprop-clash with user
        Prices.useCurrency("EUR");
        try {
            new SpringApplicationBuilder(OrderApplication.class)
                    .resourceLoader(new DefaultResourceLoader(OrderApplication.class.getClassLoader()))
                    .run(args);
        } catch (RuntimeException e) {
            e.printStackTrace(); // print-stack-trace
            System.exit(1); // jvm-exit
        }
    }
}
