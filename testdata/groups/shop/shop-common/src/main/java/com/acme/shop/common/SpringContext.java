package com.acme.shop.common;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;

public class SpringContext implements ApplicationContextAware {

    private static ApplicationContext context;

    private ApplicationContext own;

    @Override
    public void setApplicationContext(ApplicationContext applicationContext) {
        context = applicationContext;
        own = applicationContext;
    }

    public static <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T ownBean(Class<T> type) {
        return own.getBean(type);
    }
}
