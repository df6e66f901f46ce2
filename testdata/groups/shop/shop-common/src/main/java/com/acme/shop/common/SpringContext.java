package com.acme.shop.common;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;

/** static-context-holder: the last module to start wins. */
public class SpringContext implements ApplicationContextAware {

    private static ApplicationContext context;

    /** Near miss: one for each object. */
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
