package com.acme.shop.order;

import java.lang.management.ManagementFactory;
import javax.annotation.PostConstruct;
import javax.annotation.PreDestroy;
import javax.management.JMException;
import javax.management.ObjectName;
import org.springframework.stereotype.Component;

@Component
public class OrderStats implements OrderStatsMBean {

    private volatile long placed;

    @PostConstruct
    void register() throws JMException {
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName("com.acme.shop:type=Stats"));
    }

    @PreDestroy
    void unregister() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName("com.acme.shop:type=Stats"));
    }

    @Override
    public long getPlaced() {
        return placed;
    }
}
