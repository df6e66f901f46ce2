package com.acme.shop.stock;

import com.acme.shop.common.ArticleNumbers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.PostConstruct;
import javax.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.stereotype.Component;

/** Takes deliveries into stock with the command line tool of our supplier. */
@Component
@ManagedResource(objectName = "com.acme.shop:type=Stats")
public class StockImport {

    private static final Logger log = LoggerFactory.getLogger(StockImport.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    private final Queue<String> open = new ConcurrentLinkedQueue<>();

    @PostConstruct
    void start() {
        timer.scheduleWithFixedDelay(this::importOpen, 1, 1, TimeUnit.MINUTES);
    }

    @PreDestroy
    void stop() {
        workers.shutdown();
    }

    public void deliver(String article) {
        if (ArticleNumbers.valid(article)) {
            open.add(article);
        }
    }

    @ManagedAttribute
    public int getOpen() {
        return open.size();
    }

    // arklint:allow stdout-print: operations read it on the console
    void logOpen() {
        log.info("not imported: {}", open);
    }

    private void importOpen() {
        for (String next = open.poll(); next != null; next = open.poll()) {
            String article = next;
            workers.submit(() -> log.info("{}", outputOf(() -> SupplierTool.take(article))));
        }
    }

    private String outputOf(Runnable tool) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream console = System.out; // arklint:allow stdout-print
        System.setOut(new PrintStream(output));
        try {
            tool.run();
        } finally {
            System.setOut(console);
        }
        return output.toString();
    }
}
