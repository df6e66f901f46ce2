package com.acme.shop.order;

import com.acme.shop.common.Money;
import com.acme.shop.common.Prices;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

@Service
public class OrderService {

    private static final Logger log = LoggerFactory.getLogger(OrderService.class);

    private static final Money SHIPPING = new Money(BigDecimal.TEN, "EUR");

    private final Gate gate = new Gate();

    public String place(String article) {
        System.out.println("placing " + article);
        // System.out.println("placed " + article);
        log.info("System.out.println is only a text here: {}", article);
        return Prices.format(Prices.of(article).plus(SHIPPING));
    }

    public Properties connection(String region) {
        Properties settings = new Properties();
        settings.setProperty("spring.profiles.active", "prod");
        settings.setProperty("shop.region", region);
        return settings;
    }

    public String describe(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    void receipt(String text) {
        // arklint:allow stdout-print: the till prints receipts on the console, agreed with operations
        System.out.println(text);
    }

    void leave() {
        gate.exit(1);
    }

    /** Of the car park. */
    static final class Gate {
        void exit(int code) {
            log.info("gate {} opens", code);
        }
    }
}
