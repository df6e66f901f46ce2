package com.acme.shop.order;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

@Service
public class OrderService {

    private static final Logger log = LoggerFactory.getLogger(OrderService.class);

    public void place(String order) {
        System.out.println("placing " + order); // stdout-print
        // Near miss: System.out.println("in a comment");
        log.info("System.out.println is only a text here: {}", order);
    }

    /** Near miss for print-stack-trace: written into a text, not to the base's stderr. */
    public String describe(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Near miss: an exception to the rule, with its reason. */
    void receipt(String text) {
        // arklint:allow stdout-print: the till prints receipts on the console, agreed with operations
        System.out.println(text);
    }

    /** Near miss for jvm-exit: a class of our own. */
    static final class Gate {
        static void exit(int code) {
        }
    }

    void leave() {
        Gate.exit(1);
    }
}
