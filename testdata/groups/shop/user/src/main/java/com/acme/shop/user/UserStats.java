package com.acme.shop.user;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.annotation.PostConstruct;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.springframework.stereotype.Component;

@Component
public class UserStats implements UserStatsMBean {

    private static final String DOMAIN = "com.acme.shop";

    private final AtomicLong logins = new AtomicLong();

    @PostConstruct
    void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        server.registerMBean(this, ObjectName.getInstance(DOMAIN + ":type=Stats"));
    }

    public void loggedIn() {
        logins.incrementAndGet();
    }

    @Override
    public long getLogins() {
        return logins.get();
    }
}
