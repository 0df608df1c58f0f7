package org.stammkunde.customers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stammkunde.web.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class CustomersConfiguration {

    @Bean
    static NavigationEntry customersNavigation() {
        return new NavigationEntry("customers.navigation", "/customers", "users", 20);
    }
}
