package org.springframework.boot.autoconfigure.condition;

import java.lang.annotation.*;

@Retention(RetentionPolicy.RUNTIME)
public @interface ConditionalOnClass {
    Class<?>[] value() default {};
}
