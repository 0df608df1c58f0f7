package org.stammkunde.collect.imports;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.web.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {

    @Bean
    static NavigationEntry importsNavigation() {
        return new NavigationEntry("imports.navigation", "/imports", "file-import", 80);
    }
}
