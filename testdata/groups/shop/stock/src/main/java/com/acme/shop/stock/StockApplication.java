package com.acme.shop.stock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.io.DefaultResourceLoader;

@SpringBootApplication
public class StockApplication {

    public static void main(String[] args) {
        DefaultResourceLoader loader = new DefaultResourceLoader(StockApplication.class.getClassLoader());
        SpringApplication application = new SpringApplication(loader, StockApplication.class);
        StockImport imports = application.run(args).getBean(StockImport.class);
        Runtime.getRuntime().addShutdownHook(new Thread(imports::logOpen));
    }
}
