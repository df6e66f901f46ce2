package com.acme.shop.user;

import com.alipay.sofa.koupleless.common.api.SpringBeanFinder;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration
public class DataConfig {

    @Bean
    public DataSource dataSource() {
        return (DataSource) SpringBeanFinder.getBaseBean("dataSource");
    }

    @Bean
    public JdbcTemplate reports() {
        return (JdbcTemplate) SpringBeanFinder.getBaseBean("jdbcTemplate");
    }
}
