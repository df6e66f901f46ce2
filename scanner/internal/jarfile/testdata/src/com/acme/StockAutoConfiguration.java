package com.acme;

import org.springframework.boot.autoconfigure.condition.*;

@ConditionalOnClass({java.util.Map.class, StockAutoConfiguration.Inner.class})
@ConditionalOnProperty(prefix = "stock", name = {"enabled", "on"}, havingValue = "true", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Deprecated
public class StockAutoConfiguration {
    static class Inner {}

    @ConditionalOnMissingBean(value = Runnable.class, name = "stockRunner")
    public Runnable runner() {
        return null;
    }
}
