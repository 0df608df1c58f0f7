package org.stammkunde.catalog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.web.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    static NavigationEntry catalogNavigation() {
        return new NavigationEntry("catalog.navigation", ProductList.PATH, "tag", 50);
    }
}
