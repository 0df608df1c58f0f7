package org.stammkunde.score.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.web.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    static NavigationEntry scoreNavigation() {
        return new NavigationEntry("scoreSettings.navigation", "/score", "trophy", 40);
    }
}
