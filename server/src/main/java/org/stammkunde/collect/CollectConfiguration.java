package org.stammkunde.collect;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.FailedEvents;
import org.stammkunde.events.Sources;

/** Opens the door at {@code /v1}, outside of the console's controllers and sessions. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class CollectConfiguration {

    /** Phone numbers without country code are taken as German ones. */
    private static final String PHONE_REGION = "DE";

    @Bean
    ServletRegistrationBean<IngestServlet> ingestServlet(
            EventLog events, FailedEvents failed, Sources sources, InstantSource clock) {
        IngestServlet servlet =
                new IngestServlet(
                        events,
                        failed,
                        new WriteKeys(sources),
                        new Heard(sources),
                        new MessageReader(PHONE_REGION),
                        clock);
        ServletRegistrationBean<IngestServlet> registration =
                new ServletRegistrationBean<>(servlet, "/v1/*");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
