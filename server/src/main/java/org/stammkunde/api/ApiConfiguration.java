package org.stammkunde.api;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts limits, safe repetition and scopes before every address of the API. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiConfiguration implements WebMvcConfigurer {

    private static final String ALL = "/api/*";

    /** After Spring Security, which knows the caller. */
    private static final int AFTER_SECURITY = 0;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ScopeRule())
                .addPathPatterns("/api/**")
                .excludePathPatterns(OpenApiDocument.PATH);
    }

    @Bean
    static FilterRegistrationBean<RateLimit> rateLimit(
            @Value("${stammkunde.api.requests-per-minute:600}") int perMinute,
            InstantSource clock) {
        FilterRegistrationBean<RateLimit> filter =
                new FilterRegistrationBean<>(new RateLimit(perMinute, clock));
        filter.addUrlPatterns(ALL);
        filter.setOrder(AFTER_SECURITY);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<Idempotency> idempotency(
            JdbcClient jdbc,
            InstantSource clock,
            PlatformTransactionManager transactions,
            List<FactAddress> facts,
            @Value("${stammkunde.data:data}") Path data,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize bodyMax) {
        FilterRegistrationBean<Idempotency> filter =
                new FilterRegistrationBean<>(
                        new Idempotency(
                                new KeptAnswers(jdbc, clock, KeptAnswers.PATIENCE),
                                new TransactionTemplate(transactions),
                                facts,
                                data.resolve("temporary").toAbsolutePath(),
                                bodyMax.toBytes()));
        filter.addUrlPatterns(ALL);
        filter.setOrder(AFTER_SECURITY + 1);
        return filter;
    }
}
