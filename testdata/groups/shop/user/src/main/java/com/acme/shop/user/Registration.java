package com.acme.shop.user;

import java.text.DateFormat;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.TimeZone;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** How this application calls itself in the service registry. */
@Component
public class Registration {

    private final Environment environment;

    public Registration(Environment environment) {
        this.environment = environment;
    }

    public String name() {
        return System.getProperty("spring.application.name", "user");
    }

    public String configuredName() {
        return environment.getProperty("spring.application.name");
    }

    public String since(Date start) {
        DateFormat format = new SimpleDateFormat("yyyy-MM-dd HH:mm");
        format.setTimeZone(TimeZone.getTimeZone("Asia/Shanghai"));
        return format.format(start);
    }
}
