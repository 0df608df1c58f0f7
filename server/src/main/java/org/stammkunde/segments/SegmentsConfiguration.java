package org.stammkunde.segments;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.web.NavigationEntry;

/** The place of segments in the navigation. */
@Configuration(proxyBeanMethods = false)
class SegmentsConfiguration {

    @Bean
    static NavigationEntry segmentsNavigation() {
        return new NavigationEntry("segments.navigation", "/segments", "filter", 30);
    }
}
