package org.stammkunde.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.web.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class SecurityNavigation {

    @Bean
    static NavigationEntry apiKeysNavigation() {
        return new NavigationEntry("apiKeys.navigation", ApiKeysController.PATH, "terminal-2", 120);
    }
}
