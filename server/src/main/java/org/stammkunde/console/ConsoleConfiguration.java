package org.stammkunde.console;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.web.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    @Bean
    static NavigationEntry dashboardNavigation() {
        return new NavigationEntry("console.navigation", "/", "layout-dashboard", 10);
    }
}
